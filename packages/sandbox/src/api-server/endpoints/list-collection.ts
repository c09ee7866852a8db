import { setTimeout as sleep } from 'node:timers/promises';
import { answerJson } from '../answer.ts';
import type { ResourceRequest } from '../api-request.ts';
import type { ApiState } from '../api-state.ts';
import { parseContinue, toContinueText, type ContinueToken } from '../continue-token.ts';
import type { StoredObject } from '../kube-object.ts';
import type { Snapshot } from '../object-store.ts';
import { toRepresentation, type ListMeta } from '../representation.ts';
import { toFilter } from '../selectors.ts';
import { badRequest, expired, StatusError } from '../status.ts';

const TOO_OLD_CONTINUE =
  'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.';
const FUTURE_WAIT_MS = 3_000;

/** Answers a list, whole or in pages that all show the same revision. */
export async function listCollection(state: ApiState, request: ResourceRequest): Promise<void> {
  const { query, type, response } = request;
  const represent = toRepresentation(state, request);
  const matches = toFilter(query, type);
  const askedLimit = query.get('limit') ?? '';
  if (!/^[+-]?\d*$/.test(askedLimit))
    throw badRequest(`strconv.ParseInt: parsing ${JSON.stringify(askedLimit)}: invalid syntax`);
  const text = query.get('continue') ?? '';
  const token = text === '' ? undefined : parseContinue(text);
  const snapshot = token === undefined ? await listAsAsked(state, request) : listOn(state, request, token);

  const rest = snapshot.items
    .filter((item) => token === undefined || keyOf(item) > token.after)
    .filter(matches);
  // Version 0 means: whatever the cache holds, and the cache gives no pages.
  const limit = query.get('resourceVersion') === '0' ? 0 : Number(askedLimit);
  const page = limit > 0 ? rest.slice(0, limit) : rest;
  const last = page.at(-1);
  const isPartial = page.length < rest.length && last !== undefined;
  const isSelected = query.get('labelSelector') !== null || query.get('fieldSelector') !== null;
  const metadata: ListMeta = {
    resourceVersion: String(snapshot.revision),
    ...(isPartial ? { continue: toContinueText({ revision: snapshot.revision, after: keyOf(last) }) } : {}),
    // Kubernetes cannot count what a selector would choose.
    ...(isPartial && !isSelected ? { remainingItemCount: rest.length - page.length } : {}),
  };
  await answerJson(response, 200, represent.list(page, metadata));
}

function keyOf({ metadata }: StoredObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}

function listNow(state: ApiState, { type, target }: ResourceRequest): Snapshot {
  return { revision: state.store.revision, items: state.store.list(type, target.namespace) };
}

async function listAsAsked(state: ApiState, request: ResourceRequest): Promise<Snapshot> {
  const { query, type, target, signal } = request;
  const asked = query.get('resourceVersion') ?? '';
  const match = query.get('resourceVersionMatch') ?? '';
  if (asked === '' || asked === '0') return listNow(state, request);
  if (!/^\d+$/.test(asked))
    throw badRequest(
      `Invalid value: ${JSON.stringify(asked)}: strconv.ParseUint: parsing ${JSON.stringify(asked)}: invalid syntax`,
    );
  const revision = Number(asked);
  if (revision > state.store.revision) {
    await sleep(FUTURE_WAIT_MS, undefined, { signal });
    if (revision > state.store.revision) throw tooLarge(revision, state.store.revision);
  }
  const isExact =
    match === 'Exact' || (match === '' && query.has('limit') && !query.get('limit')?.startsWith('0'));
  if (!isExact) return listNow(state, request);
  const found = state.store.listAt(type, target.namespace, revision);
  if (found === undefined) throw expired('The resourceVersion for the provided list is too old.');
  return found;
}

function listOn(state: ApiState, request: ResourceRequest, token: ContinueToken): Snapshot {
  if (token.revision === -1) return listNow(state, request);
  const found = state.store.listAt(request.type, request.target.namespace, token.revision);
  if (found !== undefined) return found;
  const error = expired(TOO_OLD_CONTINUE);
  error.body.metadata = { continue: toContinueText({ revision: -1, after: token.after }) };
  throw error;
}

function tooLarge(asked: number, current: number): StatusError {
  return new StatusError(504, {
    message: `Timeout: Too large resource version: ${asked}, current: ${current}`,
    reason: 'Timeout',
    details: {
      causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
      retryAfterSeconds: 1,
    },
  });
}
