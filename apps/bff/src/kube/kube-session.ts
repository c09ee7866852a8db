/* oxlint-disable max-params -- a write names the resource, the object, the change and its options; the port says so */
import type { ChosenConnection } from '@flotilla/kubesphere';
import type { KubeSession, WriteOptions } from '../ports/kube.ts';
import { createAccessReviews } from './access-reviews.ts';
import { openKubeHttp } from './kube-http.ts';
import { parseListText, parseObjectText } from './parse-object.ts';
import { resourcePath, toQuery } from './resource-path.ts';
import { readWatch } from './watch-stream.ts';

const MERGE_PATCH = 'application/merge-patch+json';
const FIELD_MANAGER = 'flotilla';
/** Bookmarks come about once a minute; three missed ones mean that nobody is there any more. */
const WATCH_SILENCE_MS = 180_000;
const WATCH_SECONDS = 300;

const writeQuery = ({ dryRun }: WriteOptions): string =>
  toQuery({ fieldManager: FIELD_MANAGER, dryRun: dryRun ? 'All' : undefined });

/** A session over its own agent, dialling `address` where one is given. Dispose it to close every connection, streams included. */
export function openKubeSession(connection: ChosenConnection, address: string | undefined): KubeSession {
  const http = openKubeHttp(connection, address);
  const reviews = createAccessReviews(http, connection);
  return {
    server: connection.server,
    async get(resource, name, { signal }) {
      const { body } = await http.send({ path: resourcePath(resource, name), signal });
      return parseObjectText(body);
    },
    async list(resource, query, { signal }) {
      const { body } = await http.send({ path: resourcePath(resource) + toQuery({ ...query }), signal });
      return parseListText(body);
    },
    async create(resource, body, options) {
      const path = resourcePath(resource) + writeQuery(options);
      const answer = await http.send({ method: 'POST', path, body, signal: options.signal });
      return parseObjectText(answer.body);
    },
    async mergePatch(resource, name, body, options) {
      const path = resourcePath(resource, name) + writeQuery(options);
      const { signal } = options;
      const answer = await http.send({ method: 'PATCH', path, body, contentType: MERGE_PATCH, signal });
      return parseObjectText(answer.body);
    },
    async replace(resource, name, body, options) {
      const path = resourcePath(resource, name) + writeQuery(options);
      const answer = await http.send({ method: 'PUT', path, body, signal: options.signal });
      return parseObjectText(answer.body);
    },
    async delete(resource, name, preconditions, { dryRun, signal }) {
      const path = resourcePath(resource, name) + toQuery({ dryRun: dryRun ? 'All' : undefined });
      await http.send({ method: 'DELETE', path, body: { preconditions }, signal });
    },
    async *watch(resource, { name, labelSelector, resourceVersion }, { signal }) {
      const query = toQuery({
        watch: true,
        allowWatchBookmarks: true,
        resourceVersion,
        labelSelector,
        fieldSelector: name === undefined ? undefined : `metadata.name=${name}`,
        timeoutSeconds: WATCH_SECONDS,
      });
      const path = resourcePath(resource) + query;
      yield* readWatch(await http.openStream({ path, signal }, WATCH_SILENCE_MS));
    },
    openLog(pod, log, { signal }) {
      const resource = { group: '', version: 'v1', namespace: pod.namespace, plural: 'pods' };
      const query = toQuery({
        container: pod.container,
        follow: log.follow || undefined,
        sinceTime: log.sinceTime,
        tailLines: log.tailLines,
        previous: log.previous || undefined,
        timestamps: log.timestamps || undefined,
      });
      // A log may be silent for half an hour (ks-installer waiting for components); keep-alive probes find a dead peer.
      return http.openStream({ path: `${resourcePath(resource, pod.name)}/log${query}`, signal }, 0);
    },
    async read(path, { signal }) {
      const { status, body, headers } = await http.exchange({ path, signal });
      const date = typeof headers['date'] === 'string' ? Date.parse(headers['date']) : NaN;
      return { status, body, ...(Number.isFinite(date) && { date }) };
    },
    ...reviews,
    [Symbol.asyncDispose]: () => http[Symbol.asyncDispose](),
  };
}
