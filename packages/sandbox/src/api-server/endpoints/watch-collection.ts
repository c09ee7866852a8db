import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ResourceRequest } from '../api-request.ts';
import type { ApiState } from '../api-state.ts';
import { toRepresentation } from '../representation.ts';
import { isTrue } from '../request-target.ts';
import { apiVersionOf } from '../resource-type.ts';
import { toFilter } from '../selectors.ts';
import { expired, failure, invalid, StatusError } from '../status.ts';
import { openWatch, type Watching } from '../watch-hub.ts';

const BOOKMARK_EVERY_MS = 60_000;
const LAST_BOOKMARK_MS = 2_000;
const KNOWS_INITIAL_EVENTS_FROM_MINOR = 27;
const SENDS_INITIAL_EVENTS_FROM_MINOR = 32;
const DEFAULT_TIMEOUT_SECONDS = 30 * 60;

/** Answers a watch: history, then live events, bookmarks, until timeoutSeconds, a cut or the client's leave. */
export async function watchCollection(state: ApiState, request: ResourceRequest): Promise<void> {
  const { query, response, type, target } = request;
  const watching: Watching = {
    resource: type,
    matches: withName(toFilter(query, type), target.name),
    ...(target.namespace === undefined ? {} : { namespace: target.namespace }),
  };
  const from = parseVersion(query.get('resourceVersion') ?? '');
  const initial = wantsInitialEvents(state, query);
  const represent = toRepresentation(state, request);
  const write = (event: string, object: unknown) =>
    response.write(`${JSON.stringify({ type: event, object })}\n`);

  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.flushHeaders();
  const ended = new AbortController();
  const unregister = state.streams.add({
    kind: 'watch',
    path: request.url.pathname,
    cut: ({ midLine }) => cut(request, midLine),
  });
  const start = initial || from === 0 ? state.store.revision : from;
  if (initial || from === 0) {
    for (const object of state.store.list(type, target.namespace).filter(watching.matches))
      write('ADDED', represent.event(object));
  }
  if (initial) write('BOOKMARK', bookmark(request, start, { 'k8s.io/initial-events-end': 'true' }));
  const close = openWatch(state.store, watching, {
    after: start,
    deliver: ({ type: kind, object }) => write(kind, represent.event(object)),
  });
  try {
    if (close === undefined) write('ERROR', expired(wordTooOld(state, request, start)).body);
    else await untilOver(state, request, ended.signal);
  } finally {
    close?.();
    ended.abort();
    unregister();
    response.end();
  }
}

async function untilOver(state: ApiState, request: ResourceRequest, ended: AbortSignal): Promise<void> {
  const seconds =
    Number(request.query.get('timeoutSeconds') ?? DEFAULT_TIMEOUT_SECONDS) || DEFAULT_TIMEOUT_SECONDS;
  const signal = AbortSignal.any([request.signal, ended]);
  const wantsBookmarks = isTrue(request.query.get('allowWatchBookmarks') ?? 'false');
  const endsAt = performance.now() + seconds * 1000;
  while (!signal.aborted) {
    const left = endsAt - performance.now();
    if (left <= 0) return;
    // Kubernetes sends bookmarks about once a minute and again shortly before the end.
    const untilMark = Math.min(BOOKMARK_EVERY_MS, left - LAST_BOOKMARK_MS);
    const isMarking = wantsBookmarks && untilMark > 0;
    await sleep(isMarking ? untilMark : left, undefined, { signal }).catch(() => undefined);
    if (!signal.aborted && isMarking) {
      const object = bookmark(request, state.store.revision);
      request.response.write(`${JSON.stringify({ type: 'BOOKMARK', object })}\n`);
    }
  }
}

function bookmark({ type }: ResourceRequest, revision: number, annotations?: Record<string, string>): object {
  return {
    kind: type.kind,
    apiVersion: apiVersionOf(type),
    metadata: {
      resourceVersion: String(revision),
      ...(annotations === undefined ? {} : { annotations }),
    },
  };
}

function wantsInitialEvents(state: ApiState, query: URLSearchParams): boolean {
  const value = query.get('sendInitialEvents');
  const match = query.get('resourceVersionMatch');
  const { minorNumber } = state.version;
  if (minorNumber < KNOWS_INITIAL_EVENTS_FROM_MINOR) {
    // The parameter itself is unknown here and ignored, but not the match that goes with it.
    if (match !== null) {
      const without = (query.get('resourceVersion') ?? '') ? [] : ['unless resourceVersion is provided'];
      throw refuse(
        'resourceVersionMatch',
        ...['for watch', ...without].map((when) => `resourceVersionMatch is forbidden ${when}`),
      );
    }
    return false;
  }
  if (value === null) {
    // Clients from before the parameter get the same beginning, if they know bookmarks.
    const version = query.get('resourceVersion') ?? '';
    const isFromNow = version === '' || version === '0';
    return (
      minorNumber >= SENDS_INITIAL_EVENTS_FROM_MINOR &&
      isFromNow &&
      isTrue(query.get('allowWatchBookmarks') ?? 'false')
    );
  }
  if (minorNumber < SENDS_INITIAL_EVENTS_FROM_MINOR) {
    throw refuse(
      'sendInitialEvents',
      'sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled',
    );
  }
  if (match !== 'NotOlderThan')
    throw refuse(
      'resourceVersionMatch',
      'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
    );
  return isTrue(value);
}

function refuse(field: string, ...reasons: string[]): StatusError {
  return invalid(
    { group: 'meta.k8s.io', kind: 'ListOptions' },
    '',
    reasons.map((why) => ({ reason: 'FieldValueForbidden', message: `Forbidden: ${why}`, field })),
  );
}

/** Version 0 and none both mean: begin with what is there now. */
function parseVersion(text: string): number {
  if (text === '') return 0;
  if (/^\d+$/.test(text)) return Number(text);
  const status = failure(500, {
    message: `resourceVersion: Invalid value: ${JSON.stringify(text)}: strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`,
  });
  throw new StatusError(500, { message: status.message ?? '' });
}

/** Events are watched in etcd itself, all else in the cache before it. */
function wordTooOld(state: ApiState, { type }: ResourceRequest, start: number): string {
  return type.group === '' && type.plural === 'events'
    ? 'The resourceVersion for the provided watch is too old.'
    : `too old resource version: ${start} (${state.store.oldest(type)})`;
}

function withName(matches: Watching['matches'], name: string | undefined): Watching['matches'] {
  return name === undefined ? matches : (object) => object.metadata.name === name && matches(object);
}

function cut({ response }: ResourceRequest, midLine: boolean): void {
  if (!midLine) {
    response.destroy();
    return;
  }
  response.write('{"type":"MODIFIED","object":{"kind":"');
  void once(response, 'drain', { signal: AbortSignal.timeout(50) })
    .catch(() => undefined)
    .finally(() => response.destroy());
}
