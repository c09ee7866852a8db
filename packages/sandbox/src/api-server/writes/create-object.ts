import { randomBytes, randomUUID } from 'node:crypto';
import type { ApiState } from '../api-state.ts';
import { trackUpdate } from '../apply/track-update.ts';
import { stringAt } from '../json.ts';
import {
  parseKubeObject,
  type KubeObject,
  type ManagedFieldsEntry,
  type StoredObject,
} from '../kube-object.ts';
import { apiVersionOf, hasStatusSubresource, type ResourceType } from '../resource-type.ts';
import { applyDefaults } from '../schema/apply-defaults.ts';
import { alreadyExists, invalid, notFound, StatusError } from '../status.ts';
import { withPodDefaults } from './built-in-defaults.ts';
import { countsGenerations } from './generation.ts';
import { validateNodePorts, withNodePorts } from './node-ports.ts';
import { prepareNew, toTimestamp } from './prepare-new.ts';
import { validateObject } from './validate-object.ts';
import type { WriteOptions } from './write-options.ts';

const NAMESPACES = { group: '', plural: 'namespaces' };
// Before, who made a namespace owned the phase the server gave it.
const STATUS_DISOWNED_FROM_MINOR = 21;
const NAME_ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

export interface CreateInput {
  object: KubeObject;
  options: WriteOptions;
  managedFields?: ManagedFieldsEntry[];
}

/** Creates an object by the rules of its type. Throws 404, 403, 409 or 422 as a StatusError. */
export function createObject(state: ApiState, type: ResourceType, input: CreateInput): StoredObject {
  const object = prepareObject(state, type, input);
  return storeNew(state, type, { object, dryRun: input.options.dryRun });
}

/** A new object as it is to be stored: named, with defaults, valid. Throws 404, 403, 422, or 500 for one that has a version. */
export function prepareObject(state: ApiState, type: ResourceType, input: CreateInput): StoredObject {
  const { object, options } = input;
  if ((object.metadata.resourceVersion ?? '') !== '')
    throw new StatusError(500, { message: 'resourceVersion should not be set on objects to be created' });
  const named = nameIt(object);
  if (type.namespaced) assertNamespaceOpen(state, type, named);
  const stored = withNodePorts(state.store, type, { object: toStored(state, type, named) });
  const causes = [
    ...validateObject(stored, type, state.version),
    ...validateNodePorts(state.store, type, { object: stored }),
  ];
  if (causes.length > 0) throw invalid(type, stored.metadata.name, causes);
  const by = { manager: options.manager, operation: 'Update' as const, apiVersion: apiVersionOf(type) };
  const managedFields =
    input.managedFields ??
    trackUpdate(type, {
      before: undefined,
      after: asSent(state, type, { sent: named, stored }),
      by,
      now: stored.metadata.creationTimestamp,
    });
  return {
    ...stored,
    metadata: { ...stored.metadata, ...(managedFields.length === 0 ? {} : { managedFields }) },
  };
}

/** Stores a prepared object under a name that is free. Throws 409. */
export function storeNew(
  { store }: ApiState,
  type: ResourceType,
  { object, dryRun }: { object: StoredObject; dryRun: boolean },
): StoredObject {
  const { namespace, name } = object.metadata;
  if (store.get(type, namespace, name) !== undefined) throw alreadyExists(type, name);
  return dryRun ? object : store.put(type, object);
}

/** What the writer may call its own: not what admission fills into a built-in object, nor a status it drops. */
function asSent(
  { version }: ApiState,
  type: ResourceType,
  { sent, stored }: { sent: KubeObject; stored: StoredObject },
): KubeObject {
  if (type.custom !== undefined) return stored;
  const { status: sentStatus, ...rest } = type.plural === 'pods' ? withPodDefaults(sent) : sent;
  const isPhaseOwned = type.plural === 'namespaces' && version.minorNumber < STATUS_DISOWNED_FROM_MINOR;
  const status = isPhaseOwned ? stored['status'] : hasStatusSubresource(type) ? undefined : sentStatus;
  const own = status === undefined ? {} : { status };
  return { ...rest, apiVersion: sent.apiVersion, kind: sent.kind, metadata: stored.metadata, ...own };
}

function nameIt(object: KubeObject): KubeObject {
  const { name, generateName } = object.metadata;
  if ((name ?? '') !== '' || generateName === undefined) return object;
  const suffix = [...randomBytes(5)].map((byte) => NAME_ALPHABET[byte % NAME_ALPHABET.length]).join('');
  return { ...object, metadata: { ...object.metadata, name: `${generateName}${suffix}` } };
}

function assertNamespaceOpen(state: ApiState, type: ResourceType, object: KubeObject): void {
  const { name = '', namespace = '' } = object.metadata;
  const found = state.store.get(NAMESPACES, undefined, namespace);
  if (found === undefined) throw notFound(NAMESPACES, namespace);
  if (stringAt(found, 'status', 'phase') !== 'Terminating') return;
  const why = `unable to create new content in namespace ${namespace} because it is being terminated`;
  throw new StatusError(403, {
    message: `${type.plural}${type.group === '' ? '' : `.${type.group}`} "${name}" is forbidden: ${why}`,
    reason: 'Forbidden',
    details: {
      name,
      ...(type.group === '' ? {} : { group: type.group }),
      kind: type.plural,
      causes: [
        {
          reason: 'NamespaceTerminating',
          message: `namespace ${namespace} is being terminated`,
          field: 'metadata.namespace',
        },
      ],
    },
  });
}

function toStored(state: ApiState, type: ResourceType, object: KubeObject): StoredObject {
  const now = state.clock.now();
  const {
    resourceVersion: _rv,
    uid: _uid,
    generation: _gen,
    deletionTimestamp: _del,
    managedFields: _mf,
    ...metadata
  } = object.metadata;
  const prepared = prepareNew(
    { ...object, metadata, apiVersion: apiVersionOf(type), kind: type.kind },
    type,
    { now, version: state.version },
  );
  const filled = parseKubeObject(applyDefaults(prepared, type.custom?.schema)) ?? prepared;
  return {
    ...filled,
    metadata: {
      ...filled.metadata,
      name: filled.metadata.name ?? '',
      uid: randomUUID(),
      resourceVersion: '',
      creationTimestamp: toTimestamp(now),
      ...(countsGenerations(type, state.version) ? { generation: 1 } : {}),
    },
  };
}
