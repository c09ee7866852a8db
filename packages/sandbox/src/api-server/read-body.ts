import type { IncomingMessage } from 'node:http';
import { parse as parseYaml } from 'yaml';
import { parseKubeObject, type KubeObject } from './kube-object.ts';
import { readProtobuf } from './protobuf/read-protobuf.ts';
import type { ResourceType } from './resource-type.ts';
import { apiVersionOf } from './resource-type.ts';
import { badRequest, invalid, StatusError, unsupportedMediaType } from './status.ts';

const MAX_REQUEST_BYTES = 3 * 1024 * 1024;
const PROTOBUF = 'application/vnd.kubernetes.protobuf';
const OBJECT_MEDIA = ['application/json', 'application/yaml', PROTOBUF];

export function mediaTypeOf(message: IncomingMessage): string {
  return (message.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

export async function readBody(message: IncomingMessage): Promise<string> {
  const bytes = await readBytes(message);
  // Sent by kubectl's typed commands from 1.32 on; what cannot be read stays unknown and is refused by its media type.
  if (mediaTypeOf(message) === PROTOBUF) return JSON.stringify(readProtobuf(bytes) ?? null);
  return bytes.toString('utf8');
}

async function readBytes(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const pieces: AsyncIterable<Buffer> = message;
  for await (const chunk of pieces) {
    bytes += chunk.length;
    // What is too much is still read: an answer sent before the end would reach the client as a reset.
    if (bytes <= MAX_REQUEST_BYTES) chunks.push(chunk);
  }
  if (bytes > MAX_REQUEST_BYTES) throw tooLarge();
  return Buffer.concat(chunks);
}

function tooLarge(): StatusError {
  return new StatusError(413, {
    message: `Request entity too large: limit is ${MAX_REQUEST_BYTES}`,
    reason: 'RequestEntityTooLarge',
    details: {},
  });
}

/** Reads the body of a create or update as an object of the given type. */
export async function readObject(message: IncomingMessage, type: ResourceType): Promise<KubeObject> {
  const media = mediaTypeOf(message);
  const text = await readBody(message);
  // Clients that name no media type send JSON.
  const isReadable =
    media === '' ||
    media === 'application/json' ||
    media === 'application/yaml' ||
    (media === PROTOBUF && text !== 'null');
  if (!isReadable) throw unsupportedMediaType(OBJECT_MEDIA);
  const object = media === 'application/yaml' ? fromYaml(text) : fromJson(text, type);
  if (type.custom !== undefined) assertOwnKind(object, { type, text });
  return assertKind(object, type);
}

export function fromYaml(text: string): unknown {
  try {
    return parseYaml(text);
  } catch (error) {
    throw badRequest(`error decoding YAML: ${String(error)}`);
  }
}

function fromJson(text: string, type: ResourceType): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badRequest(
      `the object provided is unrecognized (must be of type ${type.kind}): couldn't get version/kind; json parse error: ${wordJsonError(text, error)} (${text.slice(0, 200)})`,
    );
  }
}

function wordJsonError(text: string, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /end of JSON|Unexpected end/.test(message) || text === '' ? 'unexpected end of JSON input' : message;
}

/** A custom resource is no more than it says: kind and apiVersion are read from it alone. Throws 400 or 422. */
function assertOwnKind(body: unknown, { type, text }: { type: ResourceType; text: string }): void {
  const { kind = '', apiVersion = '', metadata } = parseKubeObject(body) ?? {};
  if (kind === '')
    throw badRequest(
      `the object provided is unrecognized (must be of type ${type.kind}): Object 'Kind' is missing in '${text}' (${shortened(text)})`,
    );
  if (apiVersion !== apiVersionOf(type) || kind === type.kind) return;
  const message = `Invalid value: ${JSON.stringify(kind)}: must be ${type.kind}`;
  throw invalid({ group: type.group, kind }, metadata?.name ?? '', [
    { reason: 'FieldValueInvalid', message, field: 'kind' },
  ]);
}

/** As Kubernetes quotes what it could not read. */
function shortened(text: string): string {
  return text.length <= 30 ? text : `${text.slice(0, 30)} ...`;
}

/** Fills in kind and apiVersion where the URL says them; refuses an object of another kind. */
export function assertKind(body: unknown, type: ResourceType): KubeObject {
  const object = parseKubeObject(body);
  if (object === undefined) {
    throw badRequest(
      `the object provided is unrecognized (must be of type ${type.kind}): couldn't get version/kind; json parse error`,
    );
  }
  const apiVersion = apiVersionOf(type);
  if (type.custom === undefined && (object.kind === '' || object.apiVersion === ''))
    return { ...object, kind: object.kind || type.kind, apiVersion: object.apiVersion || apiVersion };
  if (object.kind === type.kind && object.apiVersion === apiVersion) return object;
  if (type.custom !== undefined || object.apiVersion !== apiVersion) {
    throw badRequest(
      `the API version in the data (${object.apiVersion}) does not match the expected API version (${apiVersion})`,
    );
  }
  const [version = ''] = apiVersion.split('/').toReversed();
  throw badRequest(
    `${object.kind} in version "${version}" cannot be handled as a ${type.kind}: converting (${version}.${object.kind}) to (${type.group === '' ? 'core' : type.group.split('.')[0]}.${type.kind}): unknown conversion`,
  );
}
