import type { Issue } from '../issue.ts';
import { readClusterEntry, type ClusterEntry } from './cluster-entry.ts';
import type { KubeconfigDocument } from './kubeconfig-document.ts';
import { readText, refuse } from './kubeconfig-issue.ts';
import type { KubeconfigContext } from './kubeconfig.ts';
import { readUserEntry, type UserEntry } from './user-entry.ts';

/** A context with what it points to, still inside the room: `user` may hold a credential. */
export interface ReadContext {
  readonly summary: KubeconfigContext;
  readonly cluster: ClusterEntry | undefined;
  readonly user: UserEntry | undefined;
}

/** Issues of an entry say which entry it is. */
const named = (issues: readonly Issue[] | undefined, name: string): Issue[] =>
  (issues ?? []).map((issue) => ({ ...issue, params: { name, ...issue.params } }));

/** Reads one context of the document together with its cluster and its user; the other entries are not looked at. */
export const readContext = (document: KubeconfigDocument, name: string): ReadContext | undefined => {
  const context = document.contexts.get(name);
  if (!context) return undefined;
  const issues: Issue[] = [];
  const clusterName = readText(context.field('cluster'), issues) ?? '';
  const userName = readText(context.field('user'), issues) ?? '';
  const namespace = readText(context.field('namespace'), issues);
  const clusterCursor = document.clusters.get(clusterName);
  const userCursor = document.users.get(userName);
  if (!clusterCursor)
    issues.push(
      refuse('kubeconfig.cluster-not-found', context.field('cluster'), { name: clusterName, context: name }),
    );
  if (!userCursor)
    issues.push(
      refuse('kubeconfig.user-not-found', context.field('user'), { name: userName, context: name }),
    );
  const cluster = clusterCursor && readClusterEntry(clusterCursor);
  const user = userCursor && readUserEntry(userCursor);
  return {
    summary: {
      name,
      cluster: clusterName,
      user: userName,
      ...(namespace !== undefined && { namespace }),
      ...(cluster?.address && { server: cluster.address.server }),
      userKind: user?.kind ?? 'none',
      isCurrent: document.currentContext === name,
      issues: [...issues, ...named(cluster?.issues, clusterName), ...named(user?.issues, userName)],
    },
    cluster,
    user,
  };
};
