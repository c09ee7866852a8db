import { isObject, listAt, numberAt, objectAt, stringAt, stringsAt } from './json.ts';
import type { KubeObject } from './kube-object.ts';
import type { PrinterColumn, ResourceType, Subresource } from './resource-type.ts';

// CRDs are told in discovery with the verbs in this order; recordings of 1.20 and 1.36 agree.
const CUSTOM_VERBS = ['delete', 'deletecollection', 'get', 'list', 'patch', 'create', 'update', 'watch'];

/** The types a CustomResourceDefinition serves, one per served version. */
export function toCustomTypes(definition: KubeObject): ResourceType[] {
  const spec = objectAt(definition, 'spec') ?? {};
  const names = objectAt(spec, 'names') ?? {};
  const kind = stringAt(names, 'kind') ?? '';
  return listAt(spec, 'versions')
    .filter((version) => isObject(version) && version['served'] === true)
    .map((version) => {
      const schema = objectAt(version, 'schema', 'openAPIV3Schema');
      return {
        group: stringAt(spec, 'group') ?? '',
        version: stringAt(version, 'name') ?? '',
        plural: stringAt(names, 'plural') ?? '',
        singular: stringAt(names, 'singular') ?? kind.toLowerCase(),
        kind,
        listKind: stringAt(names, 'listKind') ?? `${kind}List`,
        namespaced: stringAt(spec, 'scope') === 'Namespaced',
        shortNames: stringsAt(names, 'shortNames'),
        categories: stringsAt(names, 'categories'),
        verbs: CUSTOM_VERBS,
        subresources: toSubresources(version, kind),
        custom: {
          columns: listAt(version, 'additionalPrinterColumns').map(toColumn),
          ...(schema === undefined ? {} : { schema }),
        },
      };
    });
}

function toSubresources(version: unknown, kind: string): Subresource[] {
  const declared = objectAt(version, 'subresources') ?? {};
  const verbs = ['get', 'patch', 'update'];
  return [
    ...(isObject(declared['status']) ? [{ name: 'status', kind, verbs }] : []),
    ...(isObject(declared['scale'])
      ? [{ name: 'scale', kind: 'Scale', group: 'autoscaling', version: 'v1', verbs }]
      : []),
  ];
}

function toColumn(column: unknown): PrinterColumn {
  const jsonPath = stringAt(column, 'jsonPath') ?? '';
  return {
    name: stringAt(column, 'name') ?? '',
    type: stringAt(column, 'type') ?? 'string',
    format: stringAt(column, 'format') ?? '',
    description:
      stringAt(column, 'description') ??
      `Custom resource definition column (in JSONPath format): ${jsonPath}`,
    priority: numberAt(column, 'priority') ?? 0,
    jsonPath,
  };
}
