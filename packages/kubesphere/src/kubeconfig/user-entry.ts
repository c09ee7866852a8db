import type { Issue } from '../issue.ts';
import { decodeBase64Url } from '../text/base64.ts';
import type { YamlCursor } from '../yaml-text/yaml-cursor.ts';
import { readPem } from './embedded-pem.ts';
import { isSet, readText, refuse, warn, type KubeconfigIssueCode } from './kubeconfig-issue.ts';
import type { ChosenCredential, KubeconfigUserKind } from './kubeconfig.ts';

/** The allow-listed fields of one `users[].user`; `credential` only when it is complete and sound. */
export interface UserEntry {
  readonly kind: KubeconfigUserKind;
  readonly credential?: ChosenCredential;
  readonly issues: readonly Issue[];
}

/** What would run a program, read a file of the server or act as somebody else. None of it works in KubeSphere's pods either (facts: 3.x images). */
const REFUSED: readonly (readonly [string, KubeconfigIssueCode])[] = [
  ['exec', 'kubeconfig.exec-refused'],
  ['auth-provider', 'kubeconfig.auth-provider-refused'],
  ['tokenFile', 'kubeconfig.token-file-refused'],
  ['client-certificate', 'kubeconfig.client-certificate-path-refused'],
  ['client-key', 'kubeconfig.client-key-path-refused'],
  ['as', 'kubeconfig.impersonation-refused'],
  ['as-uid', 'kubeconfig.impersonation-refused'],
  ['as-groups', 'kubeconfig.impersonation-refused'],
  ['as-user-extra', 'kubeconfig.impersonation-refused'],
];

const hazardParams = (
  field: string,
  program: string | undefined,
  text: string | undefined,
): Record<string, string> => {
  if (program !== undefined) return { [field === 'exec' ? 'command' : 'name']: program.slice(0, 200) };
  return text === undefined ? {} : { file: text.slice(0, 200) };
};

const hazardsOf = (user: YamlCursor): Issue[] =>
  REFUSED.flatMap(([field, code]) => {
    const at = user.field(field);
    if (!isSet(at)) return [];
    const program =
      field === 'exec'
        ? at.field('command').text
        : field === 'auth-provider'
          ? at.field('name').text
          : undefined;
    return [refuse(code, at, hazardParams(field, program, at.text))];
  });

/** A bearer token goes into a header: RFC 6750 characters only, so a stray line break cannot become a header of its own. */
const TOKEN = /^[A-Za-z0-9\-._~+/:|=]+$/;

const jwtExpiry = (token: string): number | undefined => {
  const payload = decodeBase64Url(token.split('.')[1] ?? '');
  if (payload === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(payload);
    const expiry = typeof claims === 'object' && claims !== null && 'exp' in claims ? claims.exp : undefined;
    return typeof expiry === 'number' && Number.isFinite(expiry) ? expiry * 1_000 : undefined;
  } catch {
    return undefined;
  }
};

const readCertificate = (user: YamlCursor, issues: Issue[]): ChosenCredential | undefined => {
  const certificate = user.field('client-certificate-data');
  const key = user.field('client-key-data');
  const certificatePem = readPem(certificate, 'CERTIFICATE', issues);
  const keyPem = readPem(key, 'PRIVATE KEY', issues);
  if (isSet(certificate) && isSet(key)) {
    return certificatePem !== undefined && keyPem !== undefined
      ? { kind: 'certificate', certificatePem, keyPem }
      : undefined;
  }
  const hasPath = isSet(user.field('client-certificate')) || isSet(user.field('client-key'));
  const [there, missing] = isSet(certificate)
    ? [certificate, 'client-key-data']
    : [key, 'client-certificate-data'];
  if (isSet(there) && !hasPath) issues.push(refuse('kubeconfig.credentials-incomplete', there, { missing }));
  return undefined;
};

const readToken = (user: YamlCursor, issues: Issue[]): ChosenCredential | undefined => {
  const cursor = user.field('token');
  const token = readText(cursor, issues);
  if (token === undefined) return undefined;
  if (!TOKEN.test(token)) {
    issues.push(refuse('kubeconfig.token-invalid', cursor));
    return undefined;
  }
  const expiresAt = jwtExpiry(token);
  return { kind: 'token', token, ...(expiresAt !== undefined && { expiresAt }) };
};

const readBasic = (user: YamlCursor, issues: Issue[]): ChosenCredential | undefined => {
  const username = readText(user.field('username'), issues);
  const password = readText(user.field('password'), issues);
  if (username === undefined && password === undefined) return undefined;
  if (username === undefined || password === undefined) {
    const [there, missing] = username === undefined ? ['password', 'username'] : ['username', 'password'];
    issues.push(refuse('kubeconfig.credentials-incomplete', user.field(there), { missing }));
    return undefined;
  }
  // kube-apiserver dropped basic authentication in Kubernetes 1.19.
  issues.push(warn('kubeconfig.basic-auth', user.field('username')));
  return { kind: 'basic', username, password };
};

const KIND_FIELDS: readonly (readonly [KubeconfigUserKind, readonly string[]])[] = [
  ['exec', ['exec']],
  ['auth-provider', ['auth-provider']],
  ['certificate', ['client-certificate-data', 'client-key-data', 'client-certificate', 'client-key']],
  ['token', ['token', 'tokenFile']],
  ['basic', ['username', 'password']],
];

/** Reads one user entry. Of several complete credentials the one the API server would ask first counts: certificate, token, basic. */
export const readUserEntry = (user: YamlCursor): UserEntry => {
  const kind =
    KIND_FIELDS.find(([, fields]) => fields.some((field) => isSet(user.field(field))))?.[0] ?? 'none';
  const issues = hazardsOf(user);
  const certificate = readCertificate(user, issues);
  const token = readToken(user, issues);
  const credential = certificate ?? token ?? readBasic(user, issues);
  if (kind === 'none') issues.push(refuse('kubeconfig.credentials-missing', user));
  return { kind, ...(credential && { credential }), issues };
};
