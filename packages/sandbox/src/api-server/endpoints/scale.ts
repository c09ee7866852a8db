import { updateAdmitted } from '../admission/admitted-writes.ts';
import { answerJson } from '../answer.ts';
import type { ResourceRequest } from '../api-request.ts';
import type { ApiState } from '../api-state.ts';
import { numberAt, objectAt, parseJsonObject } from '../json.ts';
import type { KubeObject, StoredObject } from '../kube-object.ts';
import { mergePatch } from '../patch/merge-patch.ts';
import { readBody } from '../read-body.ts';
import { toWriteOptions } from '../writes/write-options.ts';
import { findItem } from './item.ts';

/** The scale subresource: `spec.replicas` seen as an object of its own. */
export async function answerScale(state: ApiState, request: ResourceRequest): Promise<void> {
  const { target, message, response } = request;
  if (target.verb === 'get') return answerJson(response, 200, toScale(findItem(state, request)));
  const body = parseJsonObject(await readBody(message)) ?? {};
  const options = toWriteOptions(request, 'UpdateOptions');
  const make = () => {
    const current = findItem(state, request);
    const wanted = target.verb === 'patch' ? mergePatch(toScale(current), body) : body;
    const replicas = numberAt(wanted, 'spec', 'replicas') ?? 0;
    const desired = { ...current, spec: { ...objectAt(current, 'spec'), replicas } };
    return { current, desired, options, show: toScale };
  };
  const updated = await updateAdmitted(state, request, make);
  return answerJson(response, 200, toScale(updated));
}

function toScale(object: StoredObject): KubeObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: {
      name,
      ...(namespace === undefined ? {} : { namespace }),
      uid,
      resourceVersion,
      creationTimestamp,
    },
    spec: { replicas: numberAt(object, 'spec', 'replicas') ?? 0 },
    status: { replicas: numberAt(object, 'status', 'replicas') ?? 0 },
  };
}
