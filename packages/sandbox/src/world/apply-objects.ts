import type { KubeObject } from '../api-server/kube-object.ts';
import type { KubeClient } from './kube-client.ts';
import { isKubeError } from './kube-error.ts';
import { collectionOf, pathOf } from './resource-paths.ts';

/** Creates what is not there and leaves what is. */
export async function ensureObjects(
  client: KubeClient,
  objects: readonly KubeObject[],
  { signal }: { signal: AbortSignal },
): Promise<void> {
  // Namespaces and CRDs first: what lives in them cannot come before. One after the other, on one connection.
  const isFirst = ({ kind }: KubeObject) => kind === 'Namespace' || kind === 'CustomResourceDefinition';
  for (const object of objects.toSorted((a, b) => Number(isFirst(b)) - Number(isFirst(a)))) {
    await client.create(collectionOf(object), object, { signal }).catch(async (error: unknown) => {
      // A Service that asks for the node port it already holds is told 422 before anyone looks at its name.
      const isThere =
        isKubeError(error, 409) ||
        (isKubeError(error, 422) && (await getOrUndefined(client, pathOf(object), { signal })) !== undefined);
      if (!isThere) throw error;
    });
  }
}

/** Creates or rewrites: the given fields win, all others stay. */
export async function applyObject(
  client: KubeClient,
  object: KubeObject,
  { signal }: { signal: AbortSignal },
): Promise<void> {
  try {
    await client.mergePatch(pathOf(object), object, { signal });
  } catch (error) {
    if (!isKubeError(error, 404)) throw error;
    await client.create(collectionOf(object), object, { signal });
  }
}

/** The object, or undefined when there is none. */
export async function getOrUndefined(
  client: KubeClient,
  path: string,
  { signal }: { signal: AbortSignal },
): Promise<KubeObject | undefined> {
  try {
    return await client.get(path, { signal });
  } catch (error) {
    if (isKubeError(error, 404)) return undefined;
    throw error;
  }
}
