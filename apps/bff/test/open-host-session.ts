import { selectContext } from '@flotilla/kubesphere';
import { openKube } from '../src/kube/open-kube.ts';
import { textAt } from '../src/object-fields.ts';
import type { KubeObject, Resource } from '../src/ports/kube.ts';
import { CONFIGURATION, CONFIGURATION_NAME } from '../src/use-cases/read-kubesphere-facts.ts';
import type { TestBff } from './start-test-bff.ts';

const CONFIG_MAPS: Resource = {
  group: '',
  version: 'v1',
  plural: 'configmaps',
  namespace: 'kubesphere-system',
};

/** Somebody else at the host: what they do is not done through the server under test. */
export interface HostSession extends AsyncDisposable {
  readConfiguration(): Promise<KubeObject>;
  patchConfiguration(patch: Readonly<Record<string, unknown>>): Promise<KubeObject>;
  /** The text of `kubesphere.yaml`, secrets included. */
  readKubeSphereConfig(): Promise<string>;
  deleteConfiguration(): Promise<void>;
  createConfiguration(body: KubeObject): Promise<KubeObject>;
}

export async function openHostSession(bff: TestBff): Promise<HostSession> {
  const { signal } = new AbortController();
  const selected = selectContext(bff.sandbox.clusters.get('host')?.kubeconfig ?? '', undefined);
  if (!selected.ok) throw new Error('the sandbox has no usable host');
  const kube = openKube({ allowAddresses: ['127.0.0.0/8'], clock: { now: Date.now } });
  const session = await kube.open(selected.value, { signal, trust: 'operator' });
  return {
    readConfiguration: () => session.get(CONFIGURATION, CONFIGURATION_NAME, { signal }),
    patchConfiguration: (patch) => session.mergePatch(CONFIGURATION, CONFIGURATION_NAME, patch, { signal }),
    async readKubeSphereConfig() {
      return (
        textAt(await session.get(CONFIG_MAPS, 'kubesphere-config', { signal }), 'data', 'kubesphere.yaml') ??
        ''
      );
    },
    deleteConfiguration: () => session.delete(CONFIGURATION, CONFIGURATION_NAME, {}, { signal }),
    createConfiguration: (body) => session.create(CONFIGURATION, body, { signal }),
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}
