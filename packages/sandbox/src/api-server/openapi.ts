import { createHash } from 'node:crypto';
import { answerJson } from './answer.ts';
import type { ApiRequest } from './api-request.ts';
import type { ApiState } from './api-state.ts';
import type { JsonObject } from './json.ts';
import { OPENAPI_V2_PROTOBUF, toOpenApiV2 } from './openapi-protobuf.ts';
import { apiVersionOf, type ResourceType } from './resource-type.ts';

export const OPENAPI_V3_FROM_MINOR = 24;
// No strategic-merge-patch here: with it kubectl would look for merge keys in schemas this sandbox does not have;
// without it kubectl takes the ones compiled into it.
const PATCH_MEDIA = [
  'application/json-patch+json',
  'application/merge-patch+json',
  'application/apply-patch+yaml',
];
const WRITE_PARAMETERS = ['dryRun', 'fieldManager', 'fieldValidation', 'force', 'pretty'];

/** Answers /openapi/v2 and /openapi/v3, as much of them as kubectl reads; false for other paths. */
export async function answerOpenApi(
  state: ApiState,
  { response, message }: ApiRequest,
  path: string,
): Promise<boolean> {
  if (path === '/openapi/v2') {
    if ((message.headers.accept ?? '').includes('proto-openapi')) {
      response.setHeader('Content-Type', OPENAPI_V2_PROTOBUF);
      response.end(toOpenApiV2(state.catalog.all(), WRITE_PARAMETERS, state.version.gitVersion));
      return true;
    }
    await answerJson(response, 200, { swagger: '2.0', info: toInfo(state), paths: {}, definitions: {} });
    return true;
  }
  if (state.version.minorNumber < OPENAPI_V3_FROM_MINOR) return false;
  if (path === '/openapi/v3') {
    await answerJson(response, 200, {
      paths: Object.fromEntries(groupVersionsOf(state).map((at) => [at, toLink(state, at)])),
    });
    return true;
  }
  const wanted = path.slice('/openapi/v3/'.length);
  if (!path.startsWith('/openapi/v3/') || !groupVersionsOf(state).includes(wanted)) return false;
  await answerJson(response, 200, toDocument(state, wanted));
  return true;
}

function groupVersionsOf(state: ApiState): string[] {
  return [...new Set(state.catalog.all().map(pathOf))];
}

function pathOf(type: ResourceType): string {
  return type.group === '' ? `api/${type.version}` : `apis/${apiVersionOf(type)}`;
}

function toLink(state: ApiState, at: string): object {
  const hash = createHash('sha256')
    .update(JSON.stringify(typesAt(state, at)))
    .digest('hex')
    .toUpperCase();
  return { serverRelativeURL: `/openapi/v3/${at}?hash=${hash}` };
}

function typesAt(state: ApiState, at: string): ResourceType[] {
  return state.catalog.all().filter((type) => pathOf(type) === at);
}

function toInfo({ version }: ApiState): object {
  return { title: 'Kubernetes', version: version.gitVersion };
}

function toDocument(state: ApiState, at: string): object {
  const types = typesAt(state, at);
  return {
    openapi: '3.0.0',
    info: toInfo(state),
    paths: Object.fromEntries(types.flatMap((type) => toPaths(type, at))),
    components: { schemas: Object.fromEntries(types.map((type) => [schemaName(type), toSchema(type)])) },
  };
}

function toPaths(type: ResourceType, at: string): [string, object][] {
  const collection = type.namespaced
    ? `/${at}/namespaces/{namespace}/${type.plural}`
    : `/${at}/${type.plural}`;
  const answer = { 200: { description: 'OK', content: { 'application/json': { schema: reference(type) } } } };
  const extension = { 'x-kubernetes-group-version-kind': toGroupVersionKind(type) };
  const operation = (action: string, more: object = {}) => ({
    responses: answer,
    'x-kubernetes-action': action,
    ...extension,
    ...more,
  });
  const parameters = WRITE_PARAMETERS.map((name) => ({
    name,
    in: 'query',
    schema: { type: 'string', uniqueItems: true },
  }));
  const body = (media: readonly string[]) => ({
    content: Object.fromEntries(media.map((name) => [name, { schema: reference(type) }])),
  });
  return [
    [
      collection,
      {
        get: operation('list'),
        post: operation('post', { parameters, requestBody: body(['*/*']) }),
        delete: operation('deletecollection', { parameters }),
      },
    ],
    [
      `${collection}/{name}`,
      {
        get: operation('get'),
        put: operation('put', { parameters, requestBody: body(['*/*']) }),
        patch: operation('patch', { parameters, requestBody: body(PATCH_MEDIA) }),
        delete: operation('delete', { parameters }),
      },
    ],
  ];
}

function toGroupVersionKind({ group, version, kind }: ResourceType): object {
  return { group, version, kind };
}

function schemaName({ group, version, kind }: ResourceType): string {
  const reversed = group === '' ? ['core'] : group.split('.').toReversed();
  return [...reversed, version, kind].join('.');
}

function reference(type: ResourceType): object {
  return { $ref: `#/components/schemas/${schemaName(type)}` };
}

function toSchema(type: ResourceType): object {
  const own: JsonObject = type.custom?.schema ?? {
    description: `${type.kind} of ${apiVersionOf(type)}.`,
    type: 'object',
  };
  const properties = typeof own['properties'] === 'object' ? own['properties'] : {};
  return {
    ...own,
    type: 'object',
    properties: {
      apiVersion: { description: 'The versioned schema of this object.', type: 'string' },
      kind: { description: 'The resource this object represents.', type: 'string' },
      metadata: { description: "Standard object's metadata.", type: 'object' },
      ...(type.custom === undefined
        ? {
            spec: { type: 'object', description: 'The desired state.' },
            status: { type: 'object', description: 'The observed state.' },
          }
        : {}),
      ...properties,
    },
    'x-kubernetes-group-version-kind': [toGroupVersionKind(type)],
  };
}
