import type { KubeObject, ManagedFieldsEntry } from '../kube-object.ts';
import type { ResourceType } from '../resource-type.ts';
import { toFieldValues } from './field-set.ts';
import { isSame, parseOwnerships, toManagedFields, withFields, type Manager } from './managers.ts';

export interface UpdateToTrack {
  before: KubeObject | undefined;
  after: KubeObject;
  by: Manager;
  now: string;
}

/** Field ownership after a create or update: what was added or changed is the writer's, what is gone is nobody's. */
export function trackUpdate(
  type: ResourceType,
  { before, after, by, now }: UpdateToTrack,
): ManagedFieldsEntry[] {
  const old = before === undefined ? new Map() : toFieldValues(before, type);
  const next = toFieldValues(after, type);
  const changed = new Set(
    [...next].filter(([key, value]) => !old.has(key) || old.get(key) !== value).map(([key]) => key),
  );
  const ownerships = parseOwnerships(after.metadata.managedFields).map((entry) => ({
    ...entry,
    fields: new Set(
      [...entry.fields].filter((key) => next.has(key) && (isSame(entry.by, by) || !changed.has(key))),
    ),
  }));
  const mine = ownerships.find((entry) => isSame(entry.by, by))?.fields ?? [];
  const fields = new Set([...mine, ...changed].filter((key) => !isStruct(key, type)));
  return toManagedFields(withFields(ownerships, by, { fields, now, touch: changed.size > 0 }));
}

// A built-in object has these even when nothing is in them.
const ALWAYS_THERE = new Set(['f:spec', 'f:status', 'f:spec\nf:containers']);

/** What is always there is nobody's; in custom resources spec and status are maps like any other. */
function isStruct(key: string, type: ResourceType): boolean {
  return key === 'f:metadata' || (type.custom === undefined && ALWAYS_THERE.has(key));
}
