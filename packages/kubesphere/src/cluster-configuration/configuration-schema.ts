import { CLUSTER_CONFIGURATION } from './cluster-configuration-object.ts';
import type { ConfigurationField, FieldType } from './configuration-field.ts';
import { fieldsOf, knownMinorOf } from './configuration-fields.ts';
import { FIELD_DESCRIPTIONS, FIELD_VALUES } from './configuration-notes.data.ts';

/** A JSON Schema (draft-07), as far as it is used here; made for completion and hints in an editor. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly title?: string;
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly const?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly required?: readonly string[];
}

interface SchemaNode {
  field: ConfigurationField | undefined;
  readonly children: Map<string, SchemaNode>;
}

const emptyNode = (): SchemaNode => ({ field: undefined, children: new Map() });

const treeOf = (fields: readonly ConfigurationField[]): SchemaNode => {
  const root = emptyNode();
  for (const field of fields) {
    let node = root;
    for (const key of field.path) {
      const child = node.children.get(key) ?? emptyNode();
      node.children.set(key, child);
      node = child;
    }
    node.field = field;
  }
  return root;
};

/** A quantity such as `20Gi` or a port may be written as text or number. */
const typeOf = (type: FieldType): string | readonly string[] =>
  type === 'string' ? ['string', 'null'] : type;

const leafSchema = (field: ConfigurationField, key: string): JsonSchema => ({
  type: key === 'authentication.jwtSecret' ? 'string' : typeOf(field.type),
  ...(FIELD_VALUES[key] && { enum: FIELD_VALUES[key] }),
  ...(field.default !== undefined && { default: field.default }),
});

const schemaAt = (node: SchemaNode, path: readonly string[]): JsonSchema => {
  const key = path.join('.');
  const description = FIELD_DESCRIPTIONS[key];
  const described = description === undefined ? {} : { description };
  if (node.children.size === 0)
    return node.field ? { ...described, ...leafSchema(node.field, key) } : described;
  const items = node.children.get('[]');
  if (items) return { ...described, type: 'array', items: schemaAt(items, [...path, '[]']) };
  const properties = [...node.children].map(
    ([name, child]) => [name, schemaAt(child, [...path, name])] as const,
  );
  return { ...described, type: 'object', properties: Object.fromEntries(properties) };
};

/**
 * The schema of ClusterConfiguration for a release (3.0–3.4; unknown: the newest): the CRD itself has none, so this is the only guard. Unknown fields are
 * allowed, as the installer allows them. Usable by monaco-yaml.
 */
export const configurationSchemaFor = (release: string | undefined): JsonSchema => {
  const minor = knownMinorOf(release);
  const spec = schemaAt(treeOf(fieldsOf(minor)), []);
  const text = { type: 'string' };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: `ClusterConfiguration of KubeSphere ${minor}`,
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    properties: {
      apiVersion: { const: CLUSTER_CONFIGURATION.apiVersion },
      kind: { const: CLUSTER_CONFIGURATION.kind },
      metadata: {
        type: 'object',
        required: ['name', 'namespace'],
        properties: {
          name: { const: CLUSTER_CONFIGURATION.name },
          namespace: { const: CLUSTER_CONFIGURATION.namespace },
          labels: {
            type: 'object',
            properties: { version: { ...text, description: 'The KubeSphere release this file is for.' } },
          },
        },
      },
      spec,
      status: { type: 'object', description: 'Written by the installer; do not edit.' },
    },
  };
};
