import { setTimeout as wait } from 'node:timers/promises';
import { listAt, stringAt } from '../../src/api-server/json.ts';
import type { KubeObject } from '../../src/api-server/kube-object.ts';
import { untilObject } from '../../src/world/follow-objects.ts';
import type { KubeClient } from '../../src/world/kube-client.ts';
import { isKubeError } from '../../src/world/kube-error.ts';
import { collectionOf } from '../../src/world/resource-paths.ts';

const CRDS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const RETRY_MS = 100;

/** Creates a cluster's first objects one by one as anyone would: namespaces and CRDs, then what lives in them. */
export async function applySeed(
  client: KubeClient,
  objects: readonly KubeObject[],
  call: { signal: AbortSignal },
): Promise<void> {
  const isCrd = ({ kind }: KubeObject) => kind === 'CustomResourceDefinition';
  const isFirst = (object: KubeObject) => isCrd(object) || object.kind === 'Namespace';
  for (const object of objects.filter(isFirst)) await create(client, object, call);
  await Promise.all(objects.filter(isCrd).map((crd) => untilServed(client, crd, call)));
  for (const object of objects.filter((one) => !isFirst(one))) await create(client, object, call);
}

function isEstablished(crd: KubeObject): boolean {
  return listAt(crd, 'status', 'conditions').some(
    (condition) => stringAt(condition, 'type') === 'Established' && stringAt(condition, 'status') === 'True',
  );
}

/** Established comes first; the first readers are then told 404 or "storage is (re)initializing" (429) for a while. */
async function untilServed(
  client: KubeClient,
  crd: KubeObject,
  call: { signal: AbortSignal },
): Promise<void> {
  const { name = '' } = crd.metadata;
  await untilObject(client, { collection: CRDS, name, accept: isEstablished }, call);
  const version = stringAt(listAt(crd, 'spec', 'versions')[0], 'name') ?? '';
  const plural = stringAt(crd, 'spec', 'names', 'plural') ?? '';
  const path = `/apis/${stringAt(crd, 'spec', 'group') ?? ''}/${version}/${plural}`;
  await untilTaken(() => client.list(path, call), call);
}

async function create(client: KubeClient, object: KubeObject, call: { signal: AbortSignal }): Promise<void> {
  await untilTaken(() => client.create(collectionOf(object), object, call), call);
}

async function untilTaken(ask: () => Promise<unknown>, { signal }: { signal: AbortSignal }): Promise<void> {
  for (;;) {
    try {
      await ask();
      return;
    } catch (error) {
      if (isKubeError(error, 409)) return;
      if (!isKubeError(error, 404, 429)) throw error;
      await wait(RETRY_MS, undefined, { signal });
    }
  }
}
