import type { Issue } from '../issue.ts';
import type { YamlCursor } from '../yaml-text/yaml-cursor.ts';
import { readPem } from './embedded-pem.ts';
import { isSet, readFlag, readText, refuse, warn } from './kubeconfig-issue.ts';
import { readServer, withoutUserInfo, type ServerAddress } from './server-address.ts';

/** The allow-listed fields of one `clusters[].cluster`. */
export interface ClusterEntry {
  readonly address?: ServerAddress;
  readonly caPem?: string;
  readonly tlsServerName?: string;
  readonly insecureSkipTlsVerify: boolean;
  readonly issues: readonly Issue[];
}

/**
 * Reads one cluster entry; refuses what would read a file or go through a proxy of the reader's choosing. KubeSphere's join copies only server, CA data
 * and the insecure flag into the KubeFedCluster (3.x `pkg/controller/cluster/join.go`), hence the warning for `tls-server-name`.
 */
export const readClusterEntry = (cluster: YamlCursor): ClusterEntry => {
  const issues: Issue[] = [];
  const address = readServer(cluster, issues);
  const caPath = cluster.field('certificate-authority');
  if (isSet(caPath))
    issues.push(refuse('kubeconfig.ca-path-refused', caPath, { file: (caPath.text ?? '').slice(0, 200) }));
  const proxy = cluster.field('proxy-url');
  if (isSet(proxy))
    issues.push(refuse('kubeconfig.proxy-url-refused', proxy, { proxy: withoutUserInfo(proxy.text ?? '') }));
  const caPem = readPem(cluster.field('certificate-authority-data'), 'CERTIFICATE', issues);
  const tlsServerName = readText(cluster.field('tls-server-name'), issues);
  if (tlsServerName !== undefined)
    issues.push(warn('kubeconfig.tls-server-name', cluster.field('tls-server-name')));
  const insecure = cluster.field('insecure-skip-tls-verify');
  const insecureSkipTlsVerify = readFlag(insecure, issues);
  if (insecureSkipTlsVerify) issues.push(warn('kubeconfig.insecure-skip-tls-verify', insecure));
  return {
    ...(address && { address }),
    // client-go refuses a CA next to the insecure flag, so the stored kubeconfig carries only one of them.
    ...(caPem !== undefined && !insecureSkipTlsVerify && { caPem }),
    ...(tlsServerName !== undefined && { tlsServerName }),
    insecureSkipTlsVerify,
    issues,
  };
};
