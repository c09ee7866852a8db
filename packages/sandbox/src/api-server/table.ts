import type { KubernetesVersion } from './api-state.ts';
import { toText } from './json.ts';
import type { KubeObject } from './kube-object.ts';
import type { ResourceType } from './resource-type.ts';
import { toAge } from './table/age.ts';
import { builtinColumns } from './table/builtin-columns.ts';
import { readJsonPath } from './table/json-path.ts';

/** A column of `kubectl get`. Priority above 0 is shown with -o wide only. */
export interface Column {
  name: string;
  type: string;
  format?: string;
  description?: string;
  priority?: number;
  cell: (object: KubeObject, now: Date) => unknown;
}

const TELLS_LAST_RESTART_FROM_MINOR = 22;

const NAME: Column = {
  name: 'Name',
  type: 'string',
  format: 'name',
  description: 'Name must be unique within a namespace.',
  cell: ({ metadata }) => metadata.name ?? '',
};
const AGE: Column = {
  name: 'Age',
  type: 'string',
  cell: ({ metadata }, now) => toAge(metadata.creationTimestamp, now),
};
const CREATED: Column = {
  name: 'Created At',
  type: 'date',
  format: '',
  cell: ({ metadata }) => metadata.creationTimestamp ?? '',
};

/** The columns of a type: its own after the name; age last unless a CRD has its own columns. */
export function columnsFor(type: ResourceType, version: KubernetesVersion): Column[] {
  if (type.custom === undefined) {
    if (type.plural === 'events') return builtinColumns(type) ?? [NAME, AGE];
    if (
      type.plural === 'customresourcedefinitions' ||
      type.plural.startsWith('clusterrole') ||
      type.plural === 'roles'
    ) {
      return [NAME, ...(builtinColumns(type) ?? [CREATED])];
    }
    return withAge((builtinColumns(type) ?? []).map((column) => asThen(column, version)));
  }
  const { columns } = type.custom;
  if (columns.length === 0) return [NAME, AGE];
  return [
    NAME,
    ...columns.map((column) => ({
      ...column,
      cell: (object: KubeObject, now: Date) => {
        const value = readJsonPath(object, column.jsonPath);
        return column.type === 'date'
          ? toAge(typeof value === 'string' ? value : undefined, now)
          : fit(value, column.type);
      },
    })),
  ];
}

/** Restarts were a number before they told how long ago. */
function asThen(column: Column, { minorNumber }: KubernetesVersion): Column {
  if (column.name !== 'Restarts' || minorNumber >= TELLS_LAST_RESTART_FROM_MINOR) return column;
  const count = (cell: unknown) => Number.parseInt(toText(cell), 10);
  return { ...column, type: 'integer', cell: (object, now) => count(column.cell(object, now)) };
}

/** Age stands before the columns that only -o wide shows. */
function withAge(columns: readonly Column[]): Column[] {
  const isWide = ({ priority }: Column) => (priority ?? 0) > 0;
  return [NAME, ...columns.filter((column) => !isWide(column)), AGE, ...columns.filter(isWide)];
}

export function columnDefinitions(columns: readonly Column[]): object[] {
  return columns.map(({ name, type, format, description, priority }) => ({
    name,
    type,
    format: format ?? '',
    description: description ?? '',
    priority: priority ?? 0,
  }));
}

export function toRow(columns: readonly Column[], object: KubeObject, now: Date): unknown[] {
  return columns.map(({ cell }) => cell(object, now));
}

/** A cell that does not fit the declared type is shown empty, as Kubernetes does. */
function fit(value: unknown, type: string): unknown {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'integer':
    case 'number':
      return typeof value === 'number' ? value : null;
    default:
      if (value === undefined || value === null) return null;
      return typeof value === 'object' ? JSON.stringify(value) : toText(value);
  }
}
