import type { JsonObject } from './json.ts';

export const ALL_VERBS = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
] as const;

export interface Subresource {
  name: string;
  kind: string;
  verbs: readonly string[];
  group?: string;
  version?: string;
}

export interface PrinterColumn {
  name: string;
  type: string;
  format: string;
  description: string;
  priority: number;
  jsonPath: string;
}

/** What only custom resources have. */
export interface CustomDefinition {
  schema?: JsonObject;
  columns: readonly PrinterColumn[];
}

/** One resource in one version, as discovery tells it. */
export interface ResourceType {
  group: string;
  version: string;
  plural: string;
  singular: string;
  kind: string;
  listKind: string;
  namespaced: boolean;
  shortNames: readonly string[];
  categories: readonly string[];
  verbs: readonly string[];
  subresources: readonly Subresource[];
  custom?: CustomDefinition;
}

export function apiVersionOf(type: { group: string; version: string }): string {
  return type.group === '' ? type.version : `${type.group}/${type.version}`;
}

/** Storage is shared by all versions of a resource. */
export function storageKeyOf(type: { group: string; plural: string }): string {
  return `${type.group}/${type.plural}`;
}

export function hasStatusSubresource(type: ResourceType): boolean {
  return type.subresources.some(({ name }) => name === 'status');
}
