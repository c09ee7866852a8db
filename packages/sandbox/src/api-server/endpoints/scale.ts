import { answerJson } from '../answer.ts';
import type { ResourceRequest } from '../api-request.ts';
import type { ApiState } from '../api-state.ts';
import { numberAt, objectAt, parseJsonObject } from '../json.ts';
import type { StoredObject } from '../kube-object.ts';
import { mergePatch } from '../patch/merge-patch.ts';
import { readBody } from '../read-body.ts';
import { updateObject } from '../writes/update-object.ts';
import { toWriteOptions } from '../writes/write-options.ts';
import { findItem } from './item.ts';

/** The scale subresource: `spec.replicas` seen as an object of its own. */
export async function answerScale(state: ApiState, request: ResourceRequest): Promise<void> {
  const { type, target, message, response } = request;
  const current = findItem(state, request);
  if (target.verb === 'get') return answerJson(response, 200, toScale(current));
  const body = parseJsonObject(await readBody(message)) ?? {};
  const wanted = target.verb === 'patch' ? mergePatch(toScale(current), body) : body;
  const desired = {
    ...current,
    spec: { ...objectAt(current, 'spec'), replicas: numberAt(wanted, 'spec', 'replicas') ?? 0 },
  };
  const updated = updateObject(state, type, {
    current,
    desired,
    options: toWriteOptions(request, 'UpdateOptions'),
  });
  return answerJson(response, 200, toScale(updated));
}

function toScale(object: StoredObject): object {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: numberAt(object, 'spec', 'replicas') ?? 0 },
    status: { replicas: numberAt(object, 'status', 'replicas') ?? 0 },
  };
}
