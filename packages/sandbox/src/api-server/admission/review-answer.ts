import { isObject, listAt, numberAt, objectAt, stringAt, stringsAt, type JsonObject } from '../json.ts';
import { StatusError, type StatusCause, type StatusDetails } from '../status.ts';

/** What a webhook said. A refusal is the error that ends the request. */
export interface ReviewAnswer {
  warnings: readonly string[];
  refusal: StatusError | undefined;
}

/** Reads a webhook's answer. Throws an Error that says what is wrong with one that is no answer to this question. */
export function readReviewAnswer(
  body: unknown,
  { webhook, uid, reviewVersion }: { webhook: string; uid: string; reviewVersion: string },
): ReviewAnswer {
  const response = objectAt(body, 'response');
  if (response === undefined) throw new Error('webhook response was absent');
  if (reviewVersion === 'v1') {
    const given = stringAt(response, 'uid') ?? '';
    if (given !== uid) throw new Error(`expected response.uid="${uid}", got "${given}"`);
  }
  return {
    warnings: stringsAt(response, 'warnings'),
    refusal: response['allowed'] === true ? undefined : toRefusal(webhook, response['status']),
  };
}

const BAD_REQUEST = 400;

/** The webhook's own Status with its message led in; a code below 400 is none, and a reason stands in for a missing message. */
function toRefusal(webhook: string, given: unknown): StatusError {
  const deniedBy = `admission webhook "${webhook}" denied the request`;
  const message = stringAt(given, 'message') ?? '';
  const reason = stringAt(given, 'reason') ?? '';
  const code = numberAt(given, 'code') ?? 0;
  const details = objectAt(given, 'details');
  const why = message === '' ? reason : message;
  return new StatusError(Math.max(code, BAD_REQUEST), {
    message: why === '' ? `${deniedBy} without explanation` : `${deniedBy}: ${why}`,
    ...(reason === '' ? {} : { reason }),
    ...(details === undefined ? {} : { details: toDetails(details) }),
  });
}

function toDetails(given: JsonObject): StatusDetails {
  const causes = listAt(given, 'causes').filter(isObject).map(toCause);
  return {
    ...pickTexts(given, ['name', 'group', 'kind', 'uid']),
    ...(causes.length === 0 ? {} : { causes }),
  };
}

function toCause(given: JsonObject): StatusCause {
  return { ...pickTexts(given, ['reason', 'field']), message: stringAt(given, 'message') ?? '' };
}

function pickTexts(given: JsonObject, fields: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const text = stringAt(given, field);
      return text === undefined ? [] : [[field, text] as const];
    }),
  );
}

/** What Go's client says of an answer that is not 2xx: a Status in its own words, anything else by its code. */
export function wordFailedAnswer(
  code: number,
  { text, contentType }: { text: string; contentType: string },
): string {
  const status = parse(text);
  if (stringAt(status, 'kind') === 'Status') return stringAt(status, 'message') ?? '';
  const isText = contentType === '' || contentType.startsWith('text/');
  const said = isText ? text.trim() : 'unknown';
  switch (code) {
    case 400:
      return 'the server rejected our request for an unknown reason';
    case 401:
      return 'the server has asked for the client to provide credentials';
    case 403:
      return said;
    case 404:
      return 'the server could not find the requested resource';
    case 503:
      return 'the server is currently unable to handle the request';
    default:
      return code >= 500
        ? `an error on the server (${JSON.stringify(said)}) has prevented the request from succeeding`
        : `the server responded with the status code ${code} but did not return more details`;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Webhooks and what stands before them answer errors in text as well.
    return undefined;
  }
}
