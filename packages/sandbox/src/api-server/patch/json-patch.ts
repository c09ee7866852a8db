import jsonPatch, { type Operation } from 'fast-json-patch';
import { isObject } from '../json.ts';
import { badRequest, StatusError } from '../status.ts';

const OPERATIONS = new Set(['add', 'remove', 'replace', 'move', 'copy', 'test']);

/** JSON patch, RFC 6902. Throws 400 for what is no patch and 422 for one that cannot be applied. */
export function applyJsonPatch(target: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch)) {
    throw badRequest(
      'error decoding patch: json: cannot unmarshal object into Go value of type []handlers.jsonPatchOp',
    );
  }
  if (!patch.every(isOperation)) throw rejected();
  try {
    return jsonPatch.applyPatch(structuredClone(target), patch, true).newDocument;
  } catch {
    // Kubernetes answers all of these alike and names no operation.
    throw rejected();
  }
}

function isOperation(value: unknown): value is Operation {
  return isObject(value) && typeof value['path'] === 'string' && OPERATIONS.has(String(value['op']));
}

function rejected(): StatusError {
  return new StatusError(422, {
    message: 'the server rejected our request due to an error in our request',
    reason: 'Invalid',
    details: {},
  });
}
