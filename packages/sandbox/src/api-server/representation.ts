import type { ResourceRequest } from './api-request.ts';
import type { ApiState } from './api-state.ts';
import type { KubeObject, ObjectMeta, StoredObject } from './kube-object.ts';
import { apiVersionOf } from './resource-type.ts';
import { StatusError } from './status.ts';
import { columnDefinitions, columnsFor, toRow } from './table.ts';

export type Representation = 'object' | 'table' | 'metadata';

export interface ListMeta {
  resourceVersion: string;
  continue?: string;
  remainingItemCount?: number;
}

/** How objects of one request are shown: as they are, as a Table, or as metadata only. */
export interface Representer {
  one(object: StoredObject): unknown;
  /** As in a watch; bookmarks are objects too. */
  event(object: KubeObject): unknown;
  list(items: StoredObject[], metadata: ListMeta): unknown;
}

const JSON_RANGES = ['application/json', 'application/*', '*/*'];
const MEDIA = ['application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf'];
const WATCH_MEDIA = ['application/json;stream=watch', 'application/vnd.kubernetes.protobuf;stream=watch'];
// 1.20 does neither, 1.36 both; the releases between were not looked at.
const LISTS_MEDIA_FROM_MINOR = 21;
const COUNTS_METADATA_FROM_MINOR = 21;
const META = 'meta.k8s.io/v1';

/** Chooses from the Accept header, first match first; throws 406 when nothing fits. */
function chooseRepresentation({ version }: ApiState, { message, target }: ResourceRequest): Representation {
  const accept = message.headers.accept ?? '';
  if (accept.trim() === '') return 'object';
  for (const range of accept.split(',')) {
    const [media = '', ...parameters] = range.split(';').map((part) => part.trim());
    if (!JSON_RANGES.includes(media)) continue;
    const as = parameters.find((parameter) => parameter.startsWith('as='))?.slice(3);
    const version = parameters.find((parameter) => parameter.startsWith('v='))?.slice(2) ?? 'v1';
    if (as === undefined) return 'object';
    if (version !== 'v1') continue;
    if (as === 'Table') return 'table';
    if (as === 'PartialObjectMetadata' || as === 'PartialObjectMetadataList') return 'metadata';
  }
  const available = target.name === undefined ? [...MEDIA, ...WATCH_MEDIA] : MEDIA;
  const hint =
    version.minorNumber < LISTS_MEDIA_FROM_MINOR
      ? ''
      : `\n\nAvailable representations: ${available.join(', ')}`;
  throw new StatusError(406, {
    message: `406: Not Acceptable${hint}`,
    reason: 'NotAcceptable',
    details: {},
  });
}

export function toRepresentation(state: ApiState, request: ResourceRequest): Representer {
  switch (chooseRepresentation(state, request)) {
    case 'object':
      return asObjects(request);
    case 'table':
      return asTable(state, request);
    case 'metadata':
      return asMetadata(state);
  }
}

function asObjects({ type }: ResourceRequest): Representer {
  const apiVersion = apiVersionOf(type);
  const full = (object: KubeObject) => ({ ...object, metadata: toMeta(object), kind: type.kind, apiVersion });
  return {
    one: full,
    event: full,
    list: (items, metadata) => ({
      kind: type.listKind,
      apiVersion,
      // Custom lists tell an empty continue, built-in ones leave it out.
      metadata: type.custom === undefined ? metadata : { continue: '', ...metadata },
      // Built-in lists leave kind and apiVersion out of their items; custom ones do not.
      items:
        type.custom === undefined
          ? items.map(({ kind: _kind, apiVersion: _version, ...rest }) => rest)
          : items.map(full),
    }),
  };
}

function asTable({ version, clock }: ApiState, { type, query }: ResourceRequest): Representer {
  const now = clock.now();
  const columns = columnsFor(type, version);
  const include = query.get('includeObject') ?? 'Metadata';
  const apiVersion = apiVersionOf(type);
  const toObject = (object: KubeObject) => {
    if (include === 'None') return {};
    const shown = include === 'Object' ? { ...object, kind: type.kind, apiVersion } : partial(object);
    return { object: shown };
  };
  const table = (items: readonly KubeObject[], metadata: object, withColumns = true) => ({
    kind: 'Table',
    apiVersion: META,
    metadata,
    columnDefinitions: withColumns ? columnDefinitions(columns) : null,
    rows: items.map((object) => ({ cells: toRow(columns, object, now), ...toObject(object) })),
  });
  return {
    one: (object) => table([object], { resourceVersion: object.metadata.resourceVersion }),
    event: (object) => table([object], { resourceVersion: object.metadata.resourceVersion ?? '' }),
    list: (items, metadata) => table(items, metadata),
  };
}

function asMetadata({ version }: ApiState): Representer {
  const uncounted = ({ remainingItemCount: _count, ...rest }: ListMeta) => rest;
  return {
    one: partial,
    event: partial,
    list: (items, metadata) => ({
      kind: 'PartialObjectMetadataList',
      apiVersion: META,
      metadata: version.minorNumber < COUNTS_METADATA_FROM_MINOR ? uncounted(metadata) : metadata,
      items: items.map(partial),
    }),
  };
}

/** A dry run's object has no version: it has no place in history. */
function toMeta({ metadata }: KubeObject): ObjectMeta {
  if (metadata.resourceVersion !== '') return metadata;
  const { resourceVersion: _none, ...rest } = metadata;
  return rest;
}

function partial(object: KubeObject): object {
  return { kind: 'PartialObjectMetadata', apiVersion: META, metadata: toMeta(object) };
}
