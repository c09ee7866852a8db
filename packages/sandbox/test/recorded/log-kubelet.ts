import { createClusterPki } from '../../src/certificates/cluster-pki.ts';
import { createContainerLog, type ContainerLog } from '../../src/world/kubelet/container-log.ts';
import { startKubeletServer } from '../../src/world/kubelet/kubelet-server.ts';

/** A kubelet with the containers of the recordings. */
export interface LogKubelet extends AsyncDisposable {
  readonly port: number;
  /** The container of pod `one` writes its last line and ends. */
  end(line: string): void;
}

const WAITING: Record<string, string> = {
  creating: 'container "app" in pod "creating" is waiting to start: ContainerCreating',
  backoff: 'container "app" in pod "backoff" is waiting to start: trying and failing to pull image',
};

/** Starts it on the loopback; the caller closes it. */
export async function startLogKubelet(): Promise<LogKubelet> {
  const pki = await createClusterPki('kubelet');
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);
  const one = createContainerLog();
  one.append(['old line'], ago(3600));
  one.append(['recent line'], ago(5));
  one.append(['\u001b[32mcolour\u001b[0m and unicode 中文'], ago(1));
  const logs: Record<string, ContainerLog> = {
    one,
    done: ended('it is done'),
    'on-badtls': ended('hello from an untrusted kubelet'),
  };
  const server = await startKubeletServer({
    certificate: await pki.issueServerCertificate({ commonName: 'system:node:n' }),
    address: '127.0.0.1',
    logs: {
      find: ({ name, container, previous }) =>
        previous
          ? `previous terminated container "${container}" in pod "${name}" not found`
          : (logs[name] ?? WAITING[name] ?? `container "${container}" not found`),
    },
  });
  return {
    port: server.port,
    end(line) {
      one.append([line], new Date());
      one.end();
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

function ended(line: string): ContainerLog {
  const log = createContainerLog();
  log.append([line], new Date());
  log.end();
  return log;
}
