import { selectContext, type ChosenConnection } from '@flotilla/kubesphere';
import { startSandbox, type Sandbox, type SandboxOptions } from '@flotilla/sandbox';
import { openKube } from '../src/kube/open-kube.ts';
import type { ClusterAccess } from '../src/use-cases/open-target.ts';

export interface World extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly access: ClusterAccess;
  readonly signal: AbortSignal;
  connection(cluster: string): ChosenConnection;
}

/** A sandbox with `host` as the host, and an access whose sealed tokens are names of sandbox clusters. */
export async function openWorld(
  options: SandboxOptions = {},
  { allowAddresses = ['127.0.0.0/8'] }: { allowAddresses?: readonly string[] } = {},
): Promise<World> {
  const sandbox = await startSandbox({ speed: Infinity, withControl: false, ...options });
  const stopping = new AbortController();
  const clock = { now: () => Date.now() };
  const connection = (cluster: string): ChosenConnection => {
    const selected = selectContext(sandbox.clusters.get(cluster)?.kubeconfig ?? '', undefined);
    if (!selected.ok) throw new Error(selected.error.map(({ code }) => code).join());
    return selected.value;
  };
  const kube = openKube({ allowAddresses, clock });
  const hostConnection = connection('host');
  const session = await kube.open(hostConnection, { trust: 'operator', signal: stopping.signal });
  return {
    sandbox,
    signal: stopping.signal,
    connection,
    access: {
      kube,
      host: { connection: hostConnection, session },
      unseal: (sealed) => Promise.resolve(connection(sealed)),
      fingerprint: (secret) => `print-of-${secret.length}-${secret.slice(0, 2)}`,
      clock,
    },
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await session[Symbol.asyncDispose]();
      await sandbox[Symbol.asyncDispose]();
    },
  };
}
