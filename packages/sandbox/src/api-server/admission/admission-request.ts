import { randomUUID } from 'node:crypto';
import type { UserInfo } from '../../rbac/user-info.ts';
import type { JsonObject } from '../json.ts';
import type { KubeObject } from '../kube-object.ts';
import type { ResourceType } from '../resource-type.ts';

export type Operation = 'CREATE' | 'UPDATE' | 'DELETE';

/** One write as admission sees it: after patch, defaults and validation, before it is stored. */
export interface AdmissionRequest {
  operation: Operation;
  type: ResourceType;
  subresource: string | undefined;
  namespace: string | undefined;
  name: string;
  object: KubeObject | undefined;
  oldObject: KubeObject | undefined;
  dryRun: boolean;
  /** The options of the request, told with their kind. */
  options: JsonObject;
  user: UserInfo;
}

/** The body that a webhook is sent, and the uid its answer must name. `version` is that of the resource that its rule asks for. */
export function toReview(
  request: AdmissionRequest,
  { reviewVersion, version }: { reviewVersion: string; version: string },
): { uid: string; body: JsonObject } {
  const uid = randomUUID();
  const { type, subresource, namespace, object, oldObject, user } = request;
  const own = kindOf(request);
  const isOther = version !== type.version;
  const resource = { group: type.group, version: type.version, resource: type.plural };
  const shown = (one: KubeObject | undefined) =>
    one === undefined
      ? null
      : isOther
        ? { ...one, apiVersion: type.group === '' ? version : `${type.group}/${version}` }
        : one;
  const body = {
    kind: 'AdmissionReview',
    apiVersion: `admission.k8s.io/${reviewVersion}`,
    request: {
      uid,
      kind: isOther ? { ...own, version } : own,
      resource: isOther ? { ...resource, version } : resource,
      ...(subresource === undefined ? {} : { subResource: subresource }),
      requestKind: own,
      requestResource: resource,
      ...(subresource === undefined ? {} : { requestSubResource: subresource }),
      ...(request.name === '' ? {} : { name: request.name }),
      ...(namespace === undefined ? {} : { namespace }),
      operation: request.operation,
      userInfo: {
        username: user.name,
        ...(user.uid === undefined ? {} : { uid: user.uid }),
        groups: user.groups,
        ...(user.extra === undefined ? {} : { extra: user.extra }),
      },
      object: shown(object),
      oldObject: shown(oldObject),
      dryRun: request.dryRun,
      options: request.options,
    },
  };
  return { uid, body };
}

/** A subresource such as scale has objects of a kind of its own. */
function kindOf({ type, subresource }: AdmissionRequest): { group: string; version: string; kind: string } {
  const own = type.subresources.find(({ name }) => name === subresource);
  return {
    group: own?.group ?? type.group,
    version: own?.version ?? type.version,
    kind: own?.kind ?? type.kind,
  };
}
