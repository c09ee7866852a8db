import { setTimeout as wait } from 'node:timers/promises';
import { watchNpm } from '../kit/npm-gone.mjs';
import { UserError } from '../kit/user-error.mjs';
import { startChild } from './start-child.mjs';

/** @typedef {import('./start-child.mjs').Child} Child */

const READY_WITHIN_MS = 60_000;

/** Thrown out of a wait when the user asked to end; not a failure. */
class Interrupted extends Error {
  constructor() {
    super('interrupted');
    this.name = 'Interrupted';
  }
}

/**
 * Runs a story of processes that live and die together: when one dies, the others are ended and the command fails
 * with its last words; when the user interrupts, all are ended, the youngest first, and the command succeeds.
 *
 * @param {(family: Family) => Promise<void>} story starts the children; may return when all are up
 */
export async function withFamily(story) {
  const family = new Family();
  try {
    await Promise.race([story(family), family.trouble]);
    await family.trouble;
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
  } finally {
    await family.end();
  }
}

export class Family {
  /** @type {Child[]} */
  #children = [];
  /** @type {(() => void)[]} */
  #afterwards = [];
  #ending = false;
  /** @type {(error: Error) => void} */
  #fail = () => {};
  /** Rejects when a child dies or the user interrupts. @type {Promise<never>} */
  trouble;

  constructor() {
    this.trouble = new Promise((_resolve, reject) => (this.#fail = reject));
    this.trouble.catch(() => {}); // Also awaited by whoever runs the story; never unhandled in between.
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
      process.on(signal, this.#interrupt);
  }

  #unwatchNpm = watchNpm(() => this.#interrupt());

  #interrupt = () => {
    // Someone who asks twice does not want to wait for an ordered end.
    if (this.#ending) process.exit(130);
    this.#ending = true;
    this.#fail(new Interrupted());
  };

  /**
   * Starts a child and waits for the line that says it is ready.
   *
   * @template T
   * @param {Omit<import('./start-child.mjs').ChildOptions, 'onLine'>} options
   * @param {(line: string) => T | undefined} readyIn what a line of stdout says, undefined while it is not the one
   * @returns {Promise<T>}
   */
  async start(options, readyIn) {
    /** @type {(value: T) => void} */
    let ready = () => {};
    /** @type {Promise<T>} */
    const isReady = new Promise((resolve) => (ready = resolve));
    const child = startChild({
      ...options,
      onLine: (line) => {
        const value = readyIn(line);
        if (value !== undefined) ready(value);
      },
    });
    this.#children.unshift(child);
    void child.ended.then((how) => {
      if (!this.#ending) this.#fail(new UserError(lastWords(child, how)));
    });
    const patience = new AbortController();
    try {
      return await Promise.race([isReady, this.trouble, lateAfter(options.name, patience.signal)]);
    } finally {
      patience.abort();
    }
  }

  /** Remembers what to tidy once all children have ended. @param {() => void} work */
  afterwards(work) {
    this.#afterwards.push(work);
  }

  /** Ends all children, the youngest first: those that depend on others go before them. */
  async end() {
    this.#ending = true;
    this.#unwatchNpm();
    for (const child of this.#children) await child.stop();
    for (const work of this.#afterwards) work();
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
      process.off(signal, this.#interrupt);
  }
}

/** @param {string} name @param {AbortSignal} signal @returns {Promise<never>} */
async function lateAfter(name, signal) {
  await wait(READY_WITHIN_MS, undefined, { signal, ref: false });
  throw new UserError(
    `The ${name} was not ready within ${READY_WITHIN_MS / 1000} s, so everything is stopped.`,
  );
}

/** @param {Child} child @param {string} how */
function lastWords(child, how) {
  const words = child.tail();
  return words === ''
    ? `The ${child.name} ${how} without a word on stderr, so everything is stopped.`
    : `The ${child.name} ${how}, so everything is stopped. Its last lines:\n${words}`;
}
