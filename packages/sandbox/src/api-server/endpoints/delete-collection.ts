import { answerJson } from '../answer.ts';
import type { ResourceRequest } from '../api-request.ts';
import type { ApiState } from '../api-state.ts';
import { toRepresentation } from '../representation.ts';
import { toFilter } from '../selectors.ts';
import { deleteObject } from '../writes/delete-object.ts';
import { readDeleteOptions } from './item.ts';

/** DELETE on a collection: every object the selectors choose; answers with what was deleted. */
export async function deleteCollection(state: ApiState, request: ResourceRequest): Promise<void> {
  const { type, target, query, response } = request;
  const options = await readDeleteOptions(request);
  const chosen = state.store.list(type, target.namespace).filter(toFilter(query, type));
  const deleted = chosen.map((current) => deleteObject(state, type, { current, options }).object);
  const metadata = { resourceVersion: String(state.store.revision) };
  await answerJson(response, 200, toRepresentation(state, request).list(deleted, metadata));
}
