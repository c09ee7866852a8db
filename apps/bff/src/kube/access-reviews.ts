import { X509Certificate } from 'node:crypto';
import type { ChosenConnection } from '@flotilla/kubesphere';
import { AuthenticationV1Api, AuthorizationV1Api } from '@kubernetes/client-node';
import { textAt } from '../object-fields.ts';
import { KubeFailure, type KubeSession } from '../ports/kube.ts';
import { toClientConfiguration } from './client-library.ts';
import type { KubeHttp } from './kube-http.ts';
import { tryParseJson } from './translate-kube-error.ts';

const ANONYMOUS = 'system:anonymous';

/** CN and O of the client certificate: user and groups, as an API server reads them. */
function subjectOf(certificatePem: string): { username: string; groups: string[] } {
  const lines = new X509Certificate(certificatePem).subject.split('\n');
  const valuesOf = (key: string): string[] =>
    lines.filter((line) => line.startsWith(`${key}=`)).map((line) => line.slice(key.length + 1));
  return { username: valuesOf('CN')[0] ?? 'unknown', groups: valuesOf('O') };
}

/** `sub` of a token, unverified: it is only shown. */
function userOfToken(token: string): string {
  const payload = tryParseJson(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  return textAt(payload, 'sub') ?? 'unknown';
}

function assumedUser({ credential }: ChosenConnection): { username: string; groups: string[] } {
  switch (credential.kind) {
    case 'certificate':
      return subjectOf(credential.certificatePem);
    case 'token':
      return { username: userOfToken(credential.token), groups: [] };
    case 'basic':
      return { username: credential.username, groups: [] };
  }
}

/** Before 1.28 nobody can be asked who we are; but a refusal names the user. */
async function guessWhoWeAre(
  http: KubeHttp,
  connection: ChosenConnection,
  signal: AbortSignal,
): Promise<{ username: string; groups: string[]; anonymous: boolean }> {
  const answer = await http.exchange({ path: '/api/v1/namespaces/kube-system', signal });
  if (answer.status === 401) throw new KubeFailure('unauthorized', 'Unauthorized', { status: 401 });
  const refused = answer.status === 403 ? textAt(tryParseJson(answer.body), 'message') : undefined;
  const username = /User "([^"]+)"/.exec(refused ?? '')?.[1];
  if (username === undefined) return { ...assumedUser(connection), anonymous: false };
  return { username, groups: [], anonymous: username === ANONYMOUS };
}

/** Authentication and authorisation, asked of the API server itself. */
export function createAccessReviews(
  http: KubeHttp,
  connection: ChosenConnection,
): Pick<KubeSession, 'may' | 'whoAmI'> {
  return {
    async may({ verb, group, resource, namespace, name }, { signal }) {
      const [plural = resource, subresource] = resource.split('/');
      const api = new AuthorizationV1Api(toClientConfiguration(http, signal));
      const resourceAttributes = {
        verb,
        group,
        resource: plural,
        ...(subresource !== undefined && { subresource }),
        ...(namespace !== undefined && { namespace }),
        ...(name !== undefined && { name }),
      };
      const body = {
        apiVersion: 'authorization.k8s.io/v1',
        kind: 'SelfSubjectAccessReview',
        spec: { resourceAttributes },
      };
      const review = await api.createSelfSubjectAccessReview({ body });
      return review.status?.allowed === true;
    },
    async whoAmI({ signal }) {
      const api = new AuthenticationV1Api(toClientConfiguration(http, signal));
      const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' };
      try {
        const { status } = await api.createSelfSubjectReview({ body });
        const username = status?.userInfo?.username ?? 'unknown';
        return { username, groups: status?.userInfo?.groups ?? [], anonymous: username === ANONYMOUS };
      } catch (error) {
        const isUnserved =
          error instanceof KubeFailure && (error.kind === 'not-found' || error.kind === 'forbidden');
        if (!isUnserved) throw error;
        return guessWhoWeAre(http, connection, signal);
      }
    },
  };
}
