import { isAllowed } from '../rbac/authorize.ts';
import { answerPageNotFound } from './answer.ts';
import type { ApiRequest, ResourceRequest } from './api-request.ts';
import type { ApiState } from './api-state.ts';
import { answerReview } from './endpoints/access-reviews.ts';
import { createInCollection } from './endpoints/collection.ts';
import { deleteCollection } from './endpoints/delete-collection.ts';
import { finalizeNamespace } from './endpoints/finalize-namespace.ts';
import { deleteItem, getItem, replaceItem } from './endpoints/item.ts';
import { listCollection } from './endpoints/list-collection.ts';
import { answerNonResource } from './endpoints/non-resource.ts';
import { patchItem } from './endpoints/patch-item.ts';
import { bindPod, evictPod } from './endpoints/pod-subresources.ts';
import { answerScale } from './endpoints/scale.ts';
import { createToken } from './endpoints/token-request.ts';
import { watchCollection } from './endpoints/watch-collection.ts';
import { answerPodLog } from './pod-log.ts';
import type { ResourceTarget } from './request-target.ts';
import type { ResourceType } from './resource-type.ts';
import { proxyToService } from './service-proxy.ts';
import { detailsOf, methodNotAllowed, notFound, resourceNotFound, StatusError } from './status.ts';

const ENDPOINTS_DEPRECATED_FROM_MINOR = 33;

type Endpoint = (state: ApiState, request: ResourceRequest) => Promise<void>;

const COLLECTION: Record<string, Endpoint> = {
  list: listCollection,
  watch: watchCollection,
  create: createInCollection,
  deletecollection: deleteCollection,
};
const ITEM: Record<string, Endpoint> = {
  get: getItem,
  watch: watchCollection,
  update: replaceItem,
  patch: patchItem,
  delete: deleteItem,
};
const SUBRESOURCE: Record<string, Record<string, Endpoint>> = {
  status: { get: getItem, update: replaceItem, patch: patchItem },
  scale: { get: answerScale, update: answerScale, patch: answerScale },
  log: { get: answerPodLog },
  token: { create: createToken },
  eviction: { create: evictPod },
  binding: { create: bindPod },
  finalize: { update: finalizeNamespace },
  proxy: {
    get: proxyToService,
    create: proxyToService,
    update: proxyToService,
    patch: proxyToService,
    delete: proxyToService,
  },
};

/** Authorises and answers one authenticated request. Throws StatusError. */
export async function routeRequest(state: ApiState, request: ApiRequest): Promise<void> {
  assertAllowed(state, request);
  const { target } = request;
  if (target.kind === 'non-resource') return answerNonResource(state, request);
  const type = state.catalog.find(target.group, target.version, target.plural);
  if (type === undefined) {
    // A group nobody serves is answered by the mux, in text; a resource missing in a known group by Kubernetes.
    if (!state.catalog.serves(target.group, target.version)) return answerPageNotFound(request.response);
    throw resourceNotFound();
  }
  warnOfDeprecation(state, type, request.response);
  return findEndpoint({ ...request, target, type })(state, { ...request, target, type });
}

function findEndpoint({ type, target, message }: ResourceRequest): Endpoint {
  if (message.method === 'HEAD') throw methodNotAllowed();
  if (isReview(type)) {
    if (target.verb !== 'create' || target.name !== undefined) throw methodNotAllowed();
    return answerReview;
  }
  if (!type.namespaced && target.namespace !== undefined && type.plural !== 'namespaces')
    throw resourceNotFound();
  const endpoint = endpointsFor(type, target)[target.verb];
  if (endpoint === undefined) throw methodNotAllowed();
  return endpoint;
}

function endpointsFor(
  type: ResourceType,
  { name, subresource, namespace, verb }: ResourceTarget,
): Record<string, Endpoint> {
  if (subresource !== undefined) {
    if (!type.subresources.some((known) => known.name === subresource)) throw notFound(type, name ?? '');
    return SUBRESOURCE[subresource] ?? {};
  }
  if (name === undefined)
    return type.namespaced && namespace === undefined && verb === 'create' ? {} : COLLECTION;
  if (type.namespaced && namespace === undefined) throw resourceNotFound();
  return ITEM;
}

/** Says in a header that a resource will go one day; clients show it to people. */
function warnOfDeprecation(
  { version }: ApiState,
  { group, plural }: ResourceType,
  response: ApiRequest['response'],
): void {
  if (group !== '' || plural !== 'endpoints' || version.minorNumber < ENDPOINTS_DEPRECATED_FROM_MINOR) return;
  const text = 'v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice';
  response.setHeader('Warning', `299 - ${JSON.stringify(text)}`);
}

function isReview(type: ResourceType): boolean {
  return type.verbs.length === 1 && type.verbs[0] === 'create';
}

function assertAllowed(state: ApiState, { user, target, response }: ApiRequest): void {
  if (isAllowed(state.store, user, target)) return;
  response.setHeader('X-Content-Type-Options', 'nosniff');
  if (target.kind === 'non-resource') {
    throw new StatusError(403, {
      message: `forbidden: User "${user.name}" cannot ${target.verb} path "${target.path}"`,
      reason: 'Forbidden',
      details: {},
    });
  }
  throw denied(target, user.name);
}

/** Worded as Kubernetes does, to the letter: clients and people search for this text. */
function denied(target: ResourceTarget, user: string): StatusError {
  const { group, plural, subresource, namespace, name = '', verb } = target;
  const qualified = group === '' ? plural : `${plural}.${group}`;
  const what = name === '' ? qualified : `${qualified} "${name}"`;
  const resource = subresource === undefined ? plural : `${plural}/${subresource}`;
  const where = namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  return new StatusError(403, {
    message: `${what} is forbidden: User "${user}" cannot ${verb} resource "${resource}" in API group "${group}" ${where}`,
    reason: 'Forbidden',
    details: detailsOf({ group }, plural, name),
  });
}
