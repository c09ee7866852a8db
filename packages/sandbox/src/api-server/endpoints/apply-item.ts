import { createAdmitted, updateAdmitted } from '../admission/admitted-writes.ts';
import { answerJson } from '../answer.ts';
import type { ResourceRequest } from '../api-request.ts';
import type { ApiState } from '../api-state.ts';
import { applyConfig } from '../apply/apply-config.ts';
import type { KubeObject, StoredObject } from '../kube-object.ts';
import { assertKind, fromYaml } from '../read-body.ts';
import { toRepresentation } from '../representation.ts';
import { isTrue } from '../request-target.ts';
import { apiVersionOf, hasStatusSubresource, type ResourceType } from '../resource-type.ts';
import { admitFields } from '../schema/admit-fields.ts';
import { badRequest, invalid, notFound, staleVersion } from '../status.ts';
import { toTimestamp } from '../writes/prepare-new.ts';
import { toWriteOptions } from '../writes/write-options.ts';
import { findItem } from './item.ts';

/** PATCH with an apply configuration: creates what is missing, else merges by field ownership. */
export async function applyItem(state: ApiState, request: ResourceRequest, text: string): Promise<void> {
  const { type, target, query, response } = request;
  const options = {
    ...toWriteOptions(request, 'PatchOptions'),
    ...(target.subresource === undefined ? {} : { subresource: target.subresource }),
  };
  const manager = query.get('fieldManager') ?? '';
  if (manager === '') {
    const field = {
      reason: 'FieldValueRequired',
      message: 'Required value: is required for apply patch',
      field: 'fieldManager',
    };
    throw invalid({ group: 'meta.k8s.io', kind: 'PatchOptions' }, '', [field]);
  }
  const config = admitFields(state, request, toConfig(request, text));
  const find = () => state.store.get(type, type.namespaced ? target.namespace : undefined, target.name ?? '');
  const by = {
    manager,
    operation: 'Apply' as const,
    apiVersion: apiVersionOf(type),
    ...(options.subresource === undefined ? {} : { subresource: options.subresource }),
  };
  const applied = (current: StoredObject | undefined) =>
    applyConfig(type, current, {
      config,
      by,
      force: isTrue(query.get('force') ?? 'false'),
      now: toTimestamp(state.clock.now()),
    });
  const represent = toRepresentation(state, request);
  if (find() === undefined) {
    if (options.subresource !== undefined) throw notFound(type, target.name ?? '');
    const created = await createAdmitted(state, request, { ...applied(undefined), options });
    return answerJson(response, 201, represent.one(created));
  }
  const updated = await updateAdmitted(state, request, () => {
    const current = findItem(state, request);
    assertVersion(type, config, current);
    const { object, managedFields } = applied(current);
    return { current, desired: object, options, managedFields };
  });
  return answerJson(response, 200, represent.one(updated));
}

function assertVersion(type: ResourceType, { metadata }: KubeObject, current: StoredObject): void {
  const wanted = metadata.resourceVersion;
  if (wanted !== undefined && wanted !== current.metadata.resourceVersion)
    throw staleVersion(type, current.metadata.name);
}

function toConfig({ type, target }: ResourceRequest, text: string): KubeObject {
  const { status, ...rest } = assertKind(fromYaml(text), type);
  // Nobody can own by the main resource what only /status may write.
  const isOwnable = status !== undefined && (target.subresource === 'status' || !hasStatusSubresource(type));
  const config = isOwnable ? { ...rest, status } : rest;
  const { name = '', namespace = '' } = config.metadata;
  if (name !== '' && name !== target.name) {
    throw badRequest(
      `the name of the object (${name}) does not match the name on the URL (${target.name ?? ''})`,
    );
  }
  if (namespace !== '' && namespace !== (target.namespace ?? '')) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  const metadata = {
    ...config.metadata,
    name: target.name ?? '',
    ...(type.namespaced && target.namespace !== undefined ? { namespace: target.namespace } : {}),
  };
  return { ...config, metadata };
}
