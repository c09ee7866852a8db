import type { Issue } from '../issue.ts';
import { err, ok, type Result } from '../result.ts';
import { openKubeconfigDocument } from './kubeconfig-document.ts';
import { refuse } from './kubeconfig-issue.ts';
import type { ChosenConnection } from './kubeconfig.ts';
import { readContext, type ReadContext } from './read-context.ts';

const toConnection = ({ summary, cluster, user }: ReadContext): ChosenConnection | undefined => {
  const { address } = cluster ?? {};
  const { credential } = user ?? {};
  if (!cluster || !address || !credential) return undefined;
  return {
    contextName: summary.name,
    server: address.server,
    serverHost: address.host,
    serverPort: address.port,
    ...(cluster.caPem !== undefined && { caPem: cluster.caPem }),
    ...(cluster.tlsServerName !== undefined && { tlsServerName: cluster.tlsServerName }),
    insecureSkipTlsVerify: cluster.insecureSkipTlsVerify,
    credential,
    ...(summary.namespace !== undefined && { namespace: summary.namespace }),
    issues: summary.issues,
  };
};

/**
 * Reduces a kubeconfig to one context, one cluster and one user, made of allow-listed fields only. Without a name the current context counts; a file
 * without one is refused, because KubeSphere reads nothing else (3.x `pkg/utils/k8sutil`). Hazards of other contexts do not matter: they are cut away.
 */
export const selectContext = (
  text: string,
  contextName: string | undefined,
): Result<ChosenConnection, Issue[]> => {
  const opened = openKubeconfigDocument(text);
  if (!opened.ok) return opened;
  const document = opened.value;
  const at = document.root.field('current-context');
  const name = contextName ?? document.currentContext;
  if (name === undefined) return err([refuse('kubeconfig.no-current-context', at)]);
  const read = readContext(document, name);
  if (!read) return err([refuse('kubeconfig.context-not-found', at, { name })]);
  const connection = toConnection(read);
  const refused = !connection || read.summary.issues.some(({ severity }) => severity === 'error');
  return refused ? err([...read.summary.issues]) : ok(connection);
};
