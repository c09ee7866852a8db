import type { ChosenConnection } from '@flotilla/kubesphere';
import type { Clock } from '../ports/clock.ts';
import { KubeFailure, type CallOptions, type ConnectionProbes, type Kube } from '../ports/kube.ts';
import { createAddressPolicy } from './address-policy.ts';
import { createConnectionProbes } from './connection-probes.ts';
import { openKubeSession } from './kube-session.ts';

export interface KubeOptions {
  /** CIDR ranges that may be dialled although the policy refuses them. */
  readonly allowAddresses: readonly string[];
  readonly clock: Clock;
}

/** Resolves once, judges every address and takes the first allowed one; that one is dialled for the whole session. */
async function chooseAddress(
  connection: ChosenConnection,
  probes: ConnectionProbes,
  options: CallOptions,
): Promise<string> {
  const addresses = await probes.resolve(connection.serverHost, options);
  const allowed = addresses.find((address) => probes.judgeAddress(address).allowed);
  if (allowed !== undefined) return allowed;
  const [address = ''] = addresses;
  const { range } = probes.judgeAddress(address);
  throw new KubeFailure('address-refused', `${address} is a ${range} address.`, {
    params: { address, range },
  });
}

/** Makes the door to Kubernetes. It holds nothing open itself; its sessions do. */
export function openKube({ allowAddresses }: KubeOptions): Kube {
  const probes = createConnectionProbes(createAddressPolicy(allowAddresses));
  return {
    probes,
    async open(connection, { trust, address, signal }) {
      if (trust === 'operator') return openKubeSession(connection, undefined);
      const judged =
        address !== undefined && probes.judgeAddress(address).allowed
          ? address
          : await chooseAddress(connection, probes, { signal });
      return openKubeSession(connection, judged);
    },
  };
}
