import { answerJson } from '../answer.ts';
import type { ResourceRequest } from '../api-request.ts';
import type { ApiState } from '../api-state.ts';
import { applyConfig } from '../apply/apply-config.ts';
import type { KubeObject } from '../kube-object.ts';
import { assertKind, fromYaml } from '../read-body.ts';
import { toRepresentation } from '../representation.ts';
import { isTrue } from '../request-target.ts';
import { apiVersionOf, hasStatusSubresource } from '../resource-type.ts';
import { admitFields } from '../schema/admit-fields.ts';
import { badRequest, invalid, notFound, staleVersion } from '../status.ts';
import { createObject } from '../writes/create-object.ts';
import { toTimestamp } from '../writes/prepare-new.ts';
import { updateObject } from '../writes/update-object.ts';
import { toWriteOptions } from '../writes/write-options.ts';

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
  const current = state.store.get(type, type.namespaced ? target.namespace : undefined, target.name ?? '');
  const wantedVersion = config.metadata.resourceVersion;
  if (
    current !== undefined &&
    wantedVersion !== undefined &&
    wantedVersion !== current.metadata.resourceVersion
  ) {
    throw staleVersion(type, current.metadata.name);
  }
  if (current === undefined && options.subresource !== undefined) throw notFound(type, target.name ?? '');
  const by = {
    manager,
    operation: 'Apply' as const,
    apiVersion: apiVersionOf(type),
    ...(options.subresource === undefined ? {} : { subresource: options.subresource }),
  };
  const now = toTimestamp(state.clock.now());
  const { object, managedFields } = applyConfig(type, current, {
    config,
    by,
    force: isTrue(query.get('force') ?? 'false'),
    now,
  });
  const represent = toRepresentation(state, request);
  if (current === undefined) {
    const created = createObject(state, type, { object, options, managedFields });
    return answerJson(response, 201, represent.one(created));
  }
  const updated = updateObject(state, type, { current, desired: object, options, managedFields });
  return answerJson(response, 200, represent.one(updated));
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
