import { apiVersionOf, type ResourceType } from './resource-type.ts';

// Asked for with an @ before the version, but answered with a dot: no media type may hold an @.
export const OPENAPI_V2_PROTOBUF = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf';

/**
 * The OpenAPI v2 document in protobuf (gnostic's openapi.v2.Document), which is all kubectl takes below Kubernetes 1.24:
 * one PATCH operation per type, naming the query parameters it may use. Field numbers are those of OpenAPIv2.proto.
 */
export function toOpenApiV2(
  types: readonly ResourceType[],
  parameters: readonly string[],
  version: string,
): Buffer {
  const paths = types.map((type) => message(2, toNamedPath(type, parameters)));
  return Buffer.concat([
    text(1, '2.0'),
    message(2, Buffer.concat([text(1, 'Kubernetes'), text(2, version)])),
    message(8, Buffer.concat(paths)),
  ]);
}

function toNamedPath(type: ResourceType, parameters: readonly string[]): Buffer {
  const prefix = type.group === '' ? '/api' : '/apis';
  const scope = type.namespaced ? '/namespaces/{namespace}' : '';
  const name = `${prefix}/${apiVersionOf(type)}${scope}/${type.plural}/{name}`;
  const gvk = `group: "${type.group}"\nkind: ${type.kind}\nversion: ${type.version}\n`;
  const extension = Buffer.concat([text(1, 'x-kubernetes-group-version-kind'), message(2, text(2, gvk))]);
  const patch = Buffer.concat([
    ...parameters.map((parameter) => message(8, toParameter(parameter))),
    message(13, extension),
  ]);
  return Buffer.concat([text(1, name), message(2, message(8, patch))]);
}

/** ParametersItem > Parameter > NonBodyParameter > QueryParameterSubSchema. */
function toParameter(name: string): Buffer {
  const schema = Buffer.concat([text(2, 'query'), text(4, name), text(6, 'string')]);
  return message(1, message(2, message(3, schema)));
}

function text(field: number, value: string): Buffer {
  return message(field, Buffer.from(value));
}

/** A length-delimited field. */
function message(field: number, body: Buffer): Buffer {
  return Buffer.concat([varint((field << 3) | 2), varint(body.length), body]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let left = value;
  while (left > 127) {
    bytes.push((left & 127) | 128);
    left >>>= 7;
  }
  return Buffer.from([...bytes, left]);
}
