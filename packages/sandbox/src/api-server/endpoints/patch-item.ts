import { updateAdmitted } from '../admission/admitted-writes.ts';
import { answerJson } from '../answer.ts';
import type { ResourceRequest } from '../api-request.ts';
import type { ApiState } from '../api-state.ts';
import { parseKubeObject, type KubeObject, type StoredObject } from '../kube-object.ts';
import { applyJsonPatch } from '../patch/json-patch.ts';
import { mergePatch } from '../patch/merge-patch.ts';
import { strategicMerge } from '../patch/strategic-merge.ts';
import { mediaTypeOf, readBody } from '../read-body.ts';
import { toRepresentation } from '../representation.ts';
import type { ResourceType } from '../resource-type.ts';
import { admitFields } from '../schema/admit-fields.ts';
import { badRequest, unsupportedMediaType } from '../status.ts';
import { toWriteOptions } from '../writes/write-options.ts';
import { applyItem } from './apply-item.ts';
import { findItem } from './item.ts';

const JSON_PATCH = 'application/json-patch+json';
const MERGE_PATCH = 'application/merge-patch+json';
const STRATEGIC = 'application/strategic-merge-patch+json';
const APPLY = 'application/apply-patch+yaml';

/** PATCH on an item or on its status, in any of the four kinds. */
export async function patchItem(state: ApiState, request: ResourceRequest): Promise<void> {
  const { type, target, message, response } = request;
  const media = mediaTypeOf(message);
  const text = await readBody(message);
  if (media === APPLY) return applyItem(state, request, text);
  if (media !== JSON_PATCH && media !== MERGE_PATCH && media !== STRATEGIC) throw unsupportedMediaType();
  if (media === STRATEGIC && type.custom !== undefined)
    throw unsupportedMediaType([JSON_PATCH, MERGE_PATCH, APPLY]);

  const options = {
    ...toWriteOptions(request, 'PatchOptions'),
    ...(target.subresource === undefined ? {} : { subresource: target.subresource }),
  };
  const patch = parsePatch(text);
  const updated = await updateAdmitted(state, request, () => {
    const current = findItem(state, request);
    const desired = admitFields(state, request, patched(current, { media, patch, type }));
    if (desired.metadata.name !== current.metadata.name) {
      throw badRequest(
        `the name of the object (${desired.metadata.name ?? ''}) does not match the name on the URL (${current.metadata.name})`,
      );
    }
    return { current, desired, options };
  });
  return answerJson(response, 200, toRepresentation(state, request).one(updated));
}

function patched(
  current: StoredObject,
  { media, patch, type }: { media: string; patch: unknown; type: ResourceType },
): KubeObject {
  const result =
    media === JSON_PATCH
      ? applyJsonPatch(current, patch)
      : media === STRATEGIC
        ? strategicMerge(current, patch, { type, fields: [] })
        : mergePatch(current, patch);
  const object = parseKubeObject(result);
  if (object === undefined) throw badRequest('the patch leaves no object');
  return object;
}

function parsePatch(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw badRequest(`error decoding patch: ${error instanceof Error ? error.message : String(error)}`);
  }
}
