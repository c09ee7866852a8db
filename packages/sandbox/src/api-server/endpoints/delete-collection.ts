import { deleteAdmitted } from '../admission/admitted-writes.ts';
import { answerJson } from '../answer.ts';
import type { ResourceRequest } from '../api-request.ts';
import type { ApiState } from '../api-state.ts';
import type { StoredObject } from '../kube-object.ts';
import { toRepresentation } from '../representation.ts';
import { toFilter } from '../selectors.ts';
import { notFound, StatusError } from '../status.ts';
import { readDeleteOptions } from './item.ts';

/** DELETE on a collection: every object the selectors choose; answers with what was deleted. */
export async function deleteCollection(state: ApiState, request: ResourceRequest): Promise<void> {
  const { type, target, query, response } = request;
  const options = await readDeleteOptions(request);
  const chosen = state.store.list(type, target.namespace).filter(toFilter(query, type));
  const deleted: StoredObject[] = [];
  for (const { metadata } of chosen) {
    const find = () => {
      const found = state.store.get(type, metadata.namespace, metadata.name);
      if (found === undefined) throw notFound(type, metadata.name);
      return found;
    };
    try {
      deleted.push((await deleteAdmitted(state, request, { find, options })).object);
    } catch (error) {
      // Somebody else removed it first.
      if (!(error instanceof StatusError) || error.code !== 404) throw error;
    }
  }
  const metadata = { resourceVersion: String(state.store.revision) };
  await answerJson(response, 200, toRepresentation(state, request).list(deleted, metadata));
}
