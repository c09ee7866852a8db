export type FieldType = 'boolean' | 'integer' | 'number' | 'string' | 'object' | 'array';

/** Path below `spec`, type, and the default per release 3.0 … 3.4 as JSON; empty: not there, in parentheses: optional. */
export type FieldRow = readonly [
  path: string,
  type: FieldType,
  v30: string,
  v31: string,
  v32: string,
  v33: string,
  v34: string,
];

export const CONFIGURATION_MINORS = ['3.0', '3.1', '3.2', '3.3', '3.4'] as const;
export type ConfigurationMinor = (typeof CONFIGURATION_MINORS)[number];

/** One field as one release knows it. `shipped` is false when the release's file only shows it in a comment. */
export interface ConfigurationField {
  /** Keys below `spec`; `[]` stands for each entry of a list. */
  readonly path: readonly string[];
  readonly type: FieldType;
  readonly default: unknown;
  readonly shipped: boolean;
}
