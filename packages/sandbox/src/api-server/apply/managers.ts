import { isDeepStrictEqual } from 'node:util';
import type { ManagedFieldsEntry } from '../kube-object.ts';
import { fromFieldsV1, toFieldsV1, type FieldSet } from './field-set.ts';

/** Who writes: one entry of managedFields is about one of these. */
export interface Manager {
  manager: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  subresource?: string;
}

export interface Ownership {
  by: Manager;
  time?: string;
  fields: FieldSet;
}

export function parseOwnerships(entries: readonly ManagedFieldsEntry[] | undefined): Ownership[] {
  return (entries ?? []).map(({ manager, operation, apiVersion, subresource, time, fieldsV1 }) => ({
    by: { manager, operation, apiVersion, ...(subresource === undefined ? {} : { subresource }) },
    ...(time === undefined ? {} : { time }),
    fields: fromFieldsV1(fieldsV1 ?? {}),
  }));
}

/** Writes managedFields; managers without fields are left out. */
export function toManagedFields(ownerships: readonly Ownership[]): ManagedFieldsEntry[] {
  return ownerships
    .filter(({ fields }) => fields.size > 0)
    .map(({ by, time, fields }) => ({
      manager: by.manager,
      operation: by.operation,
      apiVersion: by.apiVersion,
      ...(time === undefined ? {} : { time }),
      fieldsType: 'FieldsV1' as const,
      fieldsV1: toFieldsV1(fields),
      ...(by.subresource === undefined ? {} : { subresource: by.subresource }),
    }));
}

export function isSame(a: Manager, b: Manager): boolean {
  return isDeepStrictEqual(a, b);
}

/** Replaces one manager's fields, renewing its time only when they changed. */
export function withFields(
  ownerships: readonly Ownership[],
  by: Manager,
  change: { fields: FieldSet; now: string; touch: boolean },
): Ownership[] {
  const before = ownerships.find((entry) => isSame(entry.by, by));
  const isChanged = before === undefined || change.touch || !isDeepStrictEqual(before.fields, change.fields);
  const next: Ownership =
    isChanged || before.time === undefined
      ? { by, time: change.now, fields: change.fields }
      : { ...before, fields: change.fields };
  return [...ownerships.filter((entry) => !isSame(entry.by, by)), next];
}
