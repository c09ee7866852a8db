import type { ResourceRequest } from '../api-request.ts';
import type { ApiState } from '../api-state.ts';
import { isObject, objectAt } from '../json.ts';
import { parseKubeObject, type KubeObject } from '../kube-object.ts';
import type { ResourceType } from '../resource-type.ts';
import { badRequest } from '../status.ts';
import { unknownTopLevel } from './known-fields.ts';
import { pruneUnknown } from './prune-unknown.ts';

const FIELD_VALIDATION_FROM_MINOR = 25;

/** Drops fields nobody knows from a sent object: with a Warning header, silently or as a refusal, as fieldValidation asks. */
export function admitFields(
  state: ApiState,
  { type, query, response }: ResourceRequest,
  object: KubeObject,
): KubeObject {
  assertStringMaps(object, type);
  assertBytes(object, type);
  const { value, unknown } = prune(object, type);
  // Older servers prune without a word, whatever is asked.
  const wanted =
    state.version.minorNumber < FIELD_VALIDATION_FROM_MINOR
      ? 'Ignore'
      : (query.get('fieldValidation') ?? 'Warn');
  if (unknown.length > 0 && wanted === 'Strict') {
    const faults = unknown.map((path) => `unknown field "${path}"`).join(', ');
    const [version = ''] = object.apiVersion.split('/').toReversed();
    throw badRequest(
      `${type.kind} in version "${version}" cannot be handled as a ${type.kind}: strict decoding error: ${faults}`,
    );
  }
  if (unknown.length > 0 && wanted === 'Warn') {
    response.setHeader(
      'Warning',
      unknown.map((path) => `299 - "unknown field \\"${path}\\""`),
    );
  }
  return value;
}

function prune(object: KubeObject, type: ResourceType): { value: KubeObject; unknown: string[] } {
  if (type.custom !== undefined) {
    const pruned = pruneUnknown(object, type.custom.schema);
    return { value: parseKubeObject(pruned.value) ?? object, unknown: pruned.unknown };
  }
  const unknown = unknownTopLevel(object, type.kind);
  const value = { ...object };
  for (const field of unknown) delete value[field];
  return { value, unknown };
}

/** A secret's data is base64; the decoder of a typed server stops at the first character that is not. */
function assertBytes(object: KubeObject, type: ResourceType): void {
  if (type.group !== '' || type.plural !== 'secrets') return;
  for (const value of Object.values(objectAt(object, 'data') ?? {})) {
    const text = typeof value === 'string' ? value : '';
    const wrongAt = text.search(/[^A-Za-z0-9+/=\r\n]/);
    if (wrongAt < 0 && text.replaceAll(/[\r\n]/g, '').length % 4 === 0) continue;
    throw badRequest(
      `Secret in version "v1" cannot be handled as a Secret: illegal base64 data at input byte ${wrongAt < 0 ? text.length : wrongAt}`,
    );
  }
}

/** ConfigMap data holds strings only; the decoder of a typed server stops at anything else. */
function assertStringMaps(object: KubeObject, type: ResourceType): void {
  if (type.group !== '' || type.plural !== 'configmaps') return;
  const wrong = Object.values(objectAt(object, 'data') ?? {}).find(
    (value) => typeof value !== 'string' && value !== null,
  );
  if (wrong === undefined) return;
  const found =
    typeof wrong === 'boolean'
      ? 'bool'
      : Array.isArray(wrong)
        ? 'array'
        : isObject(wrong)
          ? 'object'
          : typeof wrong;
  throw badRequest(
    `ConfigMap in version "v1" cannot be handled as a ConfigMap: json: cannot unmarshal ${found} into Go struct field ConfigMap.data of type string`,
  );
}
