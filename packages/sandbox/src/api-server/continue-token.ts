import { isObject, numberAt, stringAt } from './json.ts';
import { badRequest } from './status.ts';

/** Where a list goes on: after this key, as of this revision (-1: as of now, for a token that grew too old). */
export interface ContinueToken {
  revision: number;
  after: string;
}

export function toContinueText({ revision, after }: ContinueToken): string {
  return Buffer.from(JSON.stringify({ v: 'meta.k8s.io/v1', rv: revision, start: `${after}\0` })).toString(
    'base64url',
  );
}

/** Throws 400 for what no list ever gave out. */
export function parseContinue(text: string): ContinueToken {
  const json = Buffer.from(text, 'base64url').toString('latin1');
  try {
    const token: unknown = JSON.parse(json);
    const [revision, start] = [numberAt(token, 'rv'), stringAt(token, 'start')];
    if (isObject(token) && revision !== undefined && start !== undefined)
      return { revision, after: start.endsWith('\0') ? start.slice(0, -1) : start };
  } catch {
    // Falls through to the refusal: no JSON is as wrong as the wrong JSON.
  }
  const first = json.trimStart().slice(0, 1);
  throw badRequest(
    `invalid continue token: continue key is not valid: invalid character '${escaped(first)}' looking for beginning of value`,
  );
}

/** A character as Go quotes it in its messages. */
function escaped(character: string): string {
  return /[\x20-\x7e]/.test(character)
    ? character
    : `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}
