import type { KubeObject, ManagedFieldsEntry, StoredObject } from '../kube-object.ts';
import { parseKubeObject } from '../kube-object.ts';
import type { ResourceType } from '../resource-type.ts';
import { StatusError } from '../status.ts';
import { claimedFields, toFieldValues, type FieldSet } from './field-set.ts';
import { isSame, parseOwnerships, toManagedFields, withFields, type Manager } from './managers.ts';
import { mergeApplied, removeFields } from './merge-applied.ts';

export interface Application {
  config: KubeObject;
  by: Manager;
  force: boolean;
  now: string;
}

export interface Applied {
  object: KubeObject;
  managedFields: ManagedFieldsEntry[];
}

/**
 * Server-side apply: merges a configuration into an object, gives its fields to the applier and drops those it
 * applied before and no longer does. Throws 409 naming every field another manager holds, unless forced.
 */
export function applyConfig(
  type: ResourceType,
  live: StoredObject | undefined,
  { config, by, force, now }: Application,
): Applied {
  const { managedFields: _ignored, ...metadata } = config.metadata;
  const wanted = { ...config, metadata };
  const claimed = claimedFields(toFieldValues(wanted, type));
  const ownerships = parseOwnerships(live?.metadata.managedFields);
  const others = ownerships.filter((entry) => !isSame(entry.by, by));
  const before = ownerships.find((entry) => isSame(entry.by, by))?.fields ?? new Set<string>();

  const merged = live === undefined ? wanted : mergeApplied(live, wanted, { type, fields: [] });
  const changed = live === undefined ? new Set<string>() : changedFields(live, merged, type);
  const conflicts = others
    .map((entry) => ({
      by: entry.by,
      fields: [...entry.fields].filter((key) => claimed.has(key) && changed.has(key)),
    }))
    .filter(({ fields }) => fields.length > 0);
  if (conflicts.length > 0 && !force) throw toConflict(conflicts);

  const lost = new Set(conflicts.flatMap(({ fields }) => fields));
  const kept = others.map((entry) => ({ ...entry, fields: without(entry.fields, lost) }));
  const held = new Set([...claimed, ...kept.flatMap((entry) => [...entry.fields])]);
  const dropped = new Set([...before].filter((key) => !held.has(key)));
  const object = parseKubeObject(
    dropped.size === 0 ? merged : removeFields(merged, dropped, { type, fields: [], at: [], keep: held }),
  );
  const all = withFields([...kept, ...ownerships.filter((entry) => isSame(entry.by, by))], by, {
    fields: claimed,
    now,
    touch: changed.size > 0,
  });
  return { object: object ?? wanted, managedFields: toManagedFields(all) };
}

function changedFields(live: object, merged: unknown, type: ResourceType): FieldSet {
  const [old, next] = [live, merged].map((value) => toFieldValues(value ?? {}, type));
  return new Set(
    [...(next ?? [])]
      .filter(([key, value]) => old?.get(key) !== value || old?.has(key) !== true)
      .map(([key]) => key),
  );
}

function without(fields: FieldSet, lost: FieldSet): FieldSet {
  return new Set([...fields].filter((key) => !lost.has(key)));
}

function toConflict(conflicts: readonly { by: Manager; fields: readonly string[] }[]): StatusError {
  const causes = conflicts.flatMap(({ by, fields }) =>
    fields.map((key) => ({
      reason: 'FieldManagerConflict',
      message: `conflict with ${describe(by)}`,
      field: toPath(key),
    })),
  );
  const count = causes.length === 1 ? '1 conflict' : `${causes.length} conflicts`;
  const [only] = causes;
  const text =
    causes.length === 1 && only !== undefined
      ? `${only.message}: ${only.field}`
      : conflicts
          .map(
            ({ by, fields }) =>
              `conflicts with ${describe(by)}:\n${fields.map((key) => `- ${toPath(key)}`).join('\n')}`,
          )
          .join('\n');
  return new StatusError(409, {
    message: `Apply failed with ${count}: ${text}`,
    reason: 'Conflict',
    details: { causes },
  });
}

function describe({ manager, operation, apiVersion, subresource }: Manager): string {
  const sub = subresource === undefined ? '' : ` with subresource "${subresource}"`;
  return operation === 'Update' ? `"${manager}"${sub} using ${apiVersion}` : `"${manager}"${sub}`;
}

/** `.spec.containers[name="a"].image`, as the API server words a field. */
function toPath(key: string): string {
  return key
    .split('\n')
    .map((element) => {
      if (element.startsWith('f:')) return `.${element.slice(2)}`;
      if (element.startsWith('v:')) return `[=${element.slice(2)}]`;
      const keys = Object.entries(parseKeys(element.slice(2)));
      return `[${keys.map(([name, value]) => `${name}=${JSON.stringify(value)}`).join(',')}]`;
    })
    .join('');
}

function parseKeys(text: string): object {
  const keys: unknown = JSON.parse(text);
  return typeof keys === 'object' && keys !== null ? keys : {};
}
