import type { HostState, OpenStream, StreamItems } from '@flotilla/contracts';
import { targetKey } from '@flotilla/kubesphere';
import type { CallOptions } from '../ports/kube.ts';
import { batchLogItems } from '../streams/batch-log-items.ts';
import { createSharedLogs, type Followed } from '../streams/shared-log.ts';
import { checkCluster } from '../use-cases/check-cluster.ts';
import { followInstallerLog } from '../use-cases/follow-installer-log.ts';
import type { ClusterAccess } from '../use-cases/open-target.ts';
import { watchClusters } from '../use-cases/watch-clusters.ts';
import { watchConfiguration } from '../use-cases/watch-configuration.ts';
import { watchPreparation } from '../use-cases/watch-preparation.ts';

export interface StreamDependencies {
  /** Never rejects but for an abort: an unreachable host is told by `reachable: false`. */
  readonly readHostState: (access: ClusterAccess, options: CallOptions) => Promise<HostState>;
}

/** The stream a request asks for. Nothing happens before it is iterated; leaving it or aborting ends everything it opened. */
export type OpenAnyStream = (
  request: OpenStream,
  access: ClusterAccess,
  options: CallOptions,
) => AsyncIterable<StreamItems[keyof StreamItems]>;

export function createStreams({ readHostState }: StreamDependencies): OpenAnyStream {
  const logs = createSharedLogs();
  return (request, access, { signal }) => {
    switch (request.kind) {
      case 'checks':
        return checkCluster(request, access, { signal });
      case 'installer-log': {
        const { target, after } = request;
        const follow = ({ signal: outer, ...from }: Followed) =>
          batchLogItems((inner) => followInstallerLog(target, access, { ...from, signal: inner }), {
            signal: outer,
          });
        const options = { signal, ...(after && { after }) };
        // A pasted connection is one visitor's own; everybody else sees the host and its members with the host's eyes.
        return target.kind === 'connection'
          ? follow(options)
          : logs.follow(targetKey(target), follow, options);
      }
      case 'clusters':
        return watchClusters(access, { signal, readHostState });
      case 'preparation':
        return watchPreparation(request, access, { signal });
      case 'configuration':
        return watchConfiguration(request.target, access, { signal });
    }
  };
}
