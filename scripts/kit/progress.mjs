const REPEAT_MS = 10_000;
const SPIN_MS = 500;

/** Seconds since a `performance.now()` reading, in words. @param {number} started */
export const elapsed = (started) => `${((performance.now() - started) / 1000).toFixed(1)} s`;

/** A line for a person watching; results and the ready line own stdout. @param {string} line */
export const say = (line) => void process.stderr.write(`${line}\n`);

/**
 * Runs work whose duration is shown while it lasts: in place on a terminal, as a line every ten seconds elsewhere.
 *
 * @template T
 * @param {string | (() => string)} label a function is asked anew for each line
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withProgress(label, work) {
  const started = performance.now();
  const live = process.stderr.isTTY === true;
  const labelNow = () => (typeof label === 'string' ? label : label());
  const show = live
    ? () => process.stderr.write(`\r\u001b[K${labelNow()}… ${elapsed(started)}`)
    : () => say(`${labelNow()}… ${elapsed(started)}`);
  if (!live) say(`${labelNow()}…`);
  const timer = setInterval(show, live ? SPIN_MS : REPEAT_MS);
  const end = () => {
    clearInterval(timer);
    if (live) process.stderr.write('\r\u001b[K');
  };
  try {
    const result = await work();
    end();
    say(`${labelNow()}: done in ${elapsed(started)}`);
    return result;
  } catch (error) {
    end();
    say(`${labelNow()}: failed after ${elapsed(started)}`);
    throw error;
  }
}
