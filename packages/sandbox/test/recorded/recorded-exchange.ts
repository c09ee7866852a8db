import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isObject, valueAt } from '../../src/api-server/json.ts';

/** One exchange with a real kube-apiserver. */
export interface RecordedExchange {
  id: string;
  who: string;
  /** Method and path; `{{id path}}` stands for what the answer to exchange `id` had at `path`. */
  request: string;
  headers: Record<string, string>;
  body?: unknown;
  code: number;
  /** Headers of the answer that clients act on, where they are not the usual ones. */
  told?: Record<string, string>;
  answer: unknown;
}

/** The exchanges recorded with one server, in the order they took place. */
export async function readRecorded(name: string): Promise<RecordedExchange[]> {
  return JSON.parse(await readFile(join(import.meta.dirname, `${name}.json`), 'utf8'));
}

/** Answers that later requests refer to. */
export class Answers {
  readonly #byId = new Map<string, unknown>();

  keep(id: string, answer: unknown): void {
    this.#byId.set(id, answer);
  }

  /** The same value with its references replaced by what this server answered. */
  fill<T>(value: T): T;
  fill(value: unknown): unknown {
    if (typeof value === 'string')
      return value.replace(/\{\{(\S+) (\S+)\}\}/g, (_, id, path) => this.#at(id, path));
    if (Array.isArray(value)) return value.map((inner) => this.fill(inner));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.fill(inner)]));
  }

  #at(id: string, path: string): string {
    const found = path
      .split('.')
      .reduce<unknown>(
        (inner, key) => (Array.isArray(inner) ? inner[Number(key)] : valueAt(inner, key)),
        this.#byId.get(id),
      );
    if (typeof found !== 'string') throw new Error(`The answer to ${id} has no ${path}`);
    return found;
  }
}
