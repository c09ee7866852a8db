import type { Issue } from '../issue.ts';
import type { YamlCursor } from '../yaml-text/yaml-cursor.ts';
import { readText, refuse, warn } from './kubeconfig-issue.ts';

export interface ServerAddress {
  readonly server: string;
  readonly host: string;
  readonly port: number;
}

/**
 * Names that mean something else on the host's nodes than on the machine the kubeconfig comes from. KubeKey writes `lb.kubesphere.local`
 * into /etc/hosts; `kubernetes.default.svc` would reach the host itself.
 */
const LOCAL_NAME =
  /^(localhost|.*\.localhost|127(\.\d+){3}|0\.0\.0\.0|::1|host\.docker\.internal|.*\.local|kubernetes|kubernetes\.default(\.svc(\..*)?)?|.*\.svc(\..*)?|.*\.internal\.cluster)$/;

/** An address as it may be shown: a password in it is a password. */
export const withoutUserInfo = (address: string): string => address.replace(/\/\/.*@/, '//').slice(0, 200);

const parseUrl = (text: string): URL | undefined => {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
};

const isPlainAddress = (url: URL): boolean =>
  url.hostname !== '' &&
  url.username === '' &&
  url.password === '' &&
  url.search === '' &&
  url.hash === '' &&
  url.port !== '0';

/** Reads `cluster.server`: an https address without credentials, query or fragment; a path is allowed (Rancher proxies have one). */
export const readServer = (cluster: YamlCursor, issues: Issue[]): ServerAddress | undefined => {
  const cursor = cluster.field('server');
  const before = issues.length;
  const server = readText(cursor, issues);
  if (server === undefined) {
    if (issues.length === before) issues.push(refuse('kubeconfig.server-missing', cursor));
    return undefined;
  }
  const url = parseUrl(server);
  if (!url || !['https:', 'http:'].includes(url.protocol) || !isPlainAddress(url)) {
    issues.push(refuse('kubeconfig.server-invalid', cursor, { server: withoutUserInfo(server) }));
    return undefined;
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (url.protocol === 'http:')
    issues.push(refuse('kubeconfig.server-plain-http', cursor, { server: url.host }));
  if (LOCAL_NAME.test(host)) issues.push(warn('kubeconfig.server-local-name', cursor, { host }));
  return { server, host, port: url.port === '' ? 443 : Number(url.port) };
};
