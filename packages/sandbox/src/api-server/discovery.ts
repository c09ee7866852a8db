import { createHash } from 'node:crypto';
import { answerJson } from './answer.ts';
import type { ApiRequest } from './api-request.ts';
import type { ApiState } from './api-state.ts';
import type { ResourceType } from './resource-type.ts';

const AGGREGATED_FROM_MINOR = 27;
const AGGREGATED_V2_FROM_MINOR = 30;

/** Answers /api, /apis and what is below; false when the path is not discovery or the group is not served. */
export async function answerDiscovery(state: ApiState, request: ApiRequest, path: string): Promise<boolean> {
  const body = toDiscovery(state, request, path);
  if (body === undefined) return false;
  const version = path === '/api' || path === '/apis' ? aggregatedVersion(state, request) : undefined;
  if (version !== undefined) {
    const isCore = path === '/api';
    request.response.setHeader('Cache-Control', 'public');
    request.response.setHeader(
      'Content-Type',
      `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`,
    );
    await answerTagged(request, aggregated(state, version, isCore));
    return true;
  }
  await answerJson(request.response, 200, body);
  return true;
}

/** Discovery is asked again and again: whoever names the answer they hold gets no other. */
async function answerTagged({ message, response }: ApiRequest, body: object): Promise<void> {
  const etag = `"${createHash('sha512').update(JSON.stringify(body)).digest('hex').toUpperCase()}"`;
  response.setHeader('ETag', etag);
  response.setHeader('Vary', 'Accept');
  if (message.headers['if-none-match'] !== etag) return answerJson(response, 200, body);
  response.writeHead(304).end();
}

function toDiscovery(state: ApiState, request: ApiRequest, path: string): object | undefined {
  const types = state.catalog.all();
  const [, root, group, version, ...more] = path.split('/');
  if (more.length > 0) return undefined;
  if (path === '/api') {
    const serverAddress = request.message.headers.host ?? '';
    return {
      kind: 'APIVersions',
      versions: ['v1'],
      serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress }],
    };
  }
  if (path === '/api/v1')
    return resourceList(
      'v1',
      types.filter((type) => type.group === ''),
    );
  if (root !== 'apis') return undefined;
  const groups = toGroups(types);
  if (group === undefined) return { kind: 'APIGroupList', apiVersion: 'v1', groups };
  if (version === undefined) {
    const found = groups.find(({ name }) => name === group);
    return found === undefined ? undefined : { kind: 'APIGroup', apiVersion: 'v1', ...found };
  }
  const served = types.filter((type) => type.group === group && type.version === version);
  return served.length === 0 ? undefined : { ...resourceList(`${group}/${version}`, served) };
}

function toGroups(types: readonly ResourceType[]) {
  const names = [...new Set(types.map(({ group }) => group).filter((group) => group !== ''))];
  return names.map((name) => {
    const versions = versionsOf(types, name).map((version) => ({
      groupVersion: `${name}/${version}`,
      version,
    }));
    return { name, versions, preferredVersion: versions[0] };
  });
}

/** Kubernetes prefers v1 over v1beta1 over v1alpha1, and higher numbers first. */
function versionsOf(types: readonly ResourceType[], group: string): string[] {
  const versions = [...new Set(types.filter((type) => type.group === group).map(({ version }) => version))];
  return versions.toSorted((a, b) => rank(b) - rank(a));
}

function rank(version: string): number {
  const [, major = '0', stage, minor = '0'] = /^v(\d+)(alpha|beta)?(\d+)?$/.exec(version) ?? [];
  const base = stage === undefined ? 2_000_000 : stage === 'beta' ? 1_000_000 : 0;
  return base + Number(major) * 1000 + Number(minor);
}

function resourceList(groupVersion: string, types: readonly ResourceType[]): object {
  const resources = types.flatMap((type) => [
    {
      name: type.plural,
      singularName: type.singular,
      namespaced: type.namespaced,
      kind: type.kind,
      verbs: type.verbs,
      ...namesOf(type),
      storageVersionHash: storageVersionHash(type),
    },
    ...type.subresources.map(({ name, kind, verbs, group, version }) => ({
      name: `${type.plural}/${name}`,
      singularName: '',
      namespaced: type.namespaced,
      ...(group === undefined ? {} : { group, version }),
      kind,
      verbs,
    })),
  ]);
  // The oldest list of all does not tell its own version.
  const own = groupVersion === 'v1' ? {} : { apiVersion: 'v1' };
  return { kind: 'APIResourceList', ...own, groupVersion, resources };
}

/** Kubernetes' own: the first bytes of a hash over what is stored. */
function storageVersionHash({ group, version, kind }: ResourceType): string {
  return createHash('sha256')
    .update(`${group}/${version}/${kind}`)
    .digest()
    .subarray(0, 8)
    .toString('base64');
}

function namesOf(type: ResourceType): object {
  return {
    ...(type.shortNames.length === 0 ? {} : { shortNames: type.shortNames }),
    ...(type.categories.length === 0 ? {} : { categories: type.categories }),
  };
}

function aggregatedVersion(state: ApiState, { message }: ApiRequest): string | undefined {
  const accept = message.headers.accept ?? '';
  if (!accept.includes('as=APIGroupDiscoveryList') || state.version.minorNumber < AGGREGATED_FROM_MINOR)
    return undefined;
  if (state.version.minorNumber >= AGGREGATED_V2_FROM_MINOR && /v=v2[;,]/.test(`${accept},`)) return 'v2';
  return /v=v2beta1[;,]/.test(`${accept},`) ? 'v2beta1' : undefined;
}

function aggregated(state: ApiState, version: string, isCore: boolean): object {
  const types = state.catalog.all();
  const groups = isCore ? [''] : toGroups(types).map(({ name }) => name);
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: `apidiscovery.k8s.io/${version}`,
    metadata: {},
    items: groups.map((group) => ({
      metadata: group === '' ? {} : { name: group },
      versions: versionsOf(types, group).map((name) => ({
        version: name,
        resources: types.filter((type) => type.group === group && type.version === name).map(toDiscovered),
        freshness: 'Current',
      })),
    })),
  };
}

function toDiscovered(type: ResourceType): object {
  // Empty group and version mean: those of the list this stands in.
  const kindOf = (kind: string) => ({ group: '', version: '', kind });
  return {
    resource: type.plural,
    responseKind: kindOf(type.kind),
    scope: type.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: type.singular,
    verbs: type.verbs,
    ...namesOf(type),
    ...(type.subresources.length === 0
      ? {}
      : {
          subresources: type.subresources.map((sub) => ({
            subresource: sub.name,
            responseKind:
              sub.group === undefined
                ? kindOf(sub.kind)
                : { group: sub.group, version: sub.version, kind: sub.kind },
            verbs: sub.verbs,
          })),
        }),
  };
}
