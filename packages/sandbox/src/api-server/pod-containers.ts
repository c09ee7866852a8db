import { listAt, stringAt } from './json.ts';
import type { StoredObject } from './kube-object.ts';
import { badRequest } from './status.ts';

const LISTS = ['initContainers', 'containers', 'ephemeralContainers'] as const;
/** The container a log is asked of. Throws 400 when it is unknown, or not named and not clear. */
export function chooseContainer(pod: StoredObject, asked: string): string {
  const { name } = pod.metadata;
  if (asked !== '') {
    const known = LISTS.flatMap((list) => namesIn(pod, list));
    if (!known.includes(asked)) throw badRequest(`container ${asked} is not valid for pod ${name}`);
    return asked;
  }
  const containers = namesIn(pod, 'containers');
  const [only] = containers;
  if (only !== undefined && containers.length === 1) return only;
  if (only === undefined) throw badRequest(`a container name must be specified for pod ${name}`);
  const init = namesIn(pod, 'initContainers');
  const also = init.length === 0 ? '' : ` or one of the init containers: [${init.join(' ')}]`;
  throw badRequest(
    `a container name must be specified for pod ${name}, choose one of: [${containers.join(' ')}]${also}`,
  );
}

function namesIn(pod: StoredObject, list: string): string[] {
  return listAt(pod, 'spec', list).map((container) => stringAt(container, 'name') ?? '');
}
