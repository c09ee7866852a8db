import { answerJson } from '../answer.ts';
import type { ResourceRequest } from '../api-request.ts';
import type { ApiState } from '../api-state.ts';
import { numberAt, objectAt, parseJsonObject } from '../json.ts';
import { readBody } from '../read-body.ts';
import { invalid } from '../status.ts';
import { toTimestamp } from '../writes/prepare-new.ts';
import { findItem } from './item.ts';

const MIN_SECONDS = 600;
const DEFAULT_SECONDS = 3600;

/** POST serviceaccounts/NAME/token: a token that expires and dies with its account. */
export async function createToken(state: ApiState, request: ResourceRequest): Promise<void> {
  const body = parseJsonObject(await readBody(request.message)) ?? {};
  const account = findItem(state, request);
  const expirationSeconds = numberAt(body, 'spec', 'expirationSeconds') ?? DEFAULT_SECONDS;
  if (expirationSeconds < MIN_SECONDS) {
    throw invalid({ group: 'authentication.k8s.io', kind: 'TokenRequest' }, account.metadata.name, [
      {
        reason: 'FieldValueInvalid',
        message: `Invalid value: ${expirationSeconds}: may not specify a duration less than 10 minutes`,
        field: 'spec.expirationSeconds',
      },
    ]);
  }
  const now = state.clock.now();
  const expiresAt = new Date(now.getTime() + expirationSeconds * 1000);
  const { name, namespace = '', uid } = account.metadata;
  const token = state.tokens.issueForServiceAccount({ namespace, name, uid }, { expiresAt });
  await answerJson(request.response, 201, {
    kind: 'TokenRequest',
    apiVersion: 'authentication.k8s.io/v1',
    metadata: { name, namespace, uid, creationTimestamp: toTimestamp(now) },
    spec: {
      audiences: ['https://kubernetes.default.svc.cluster.local'],
      ...objectAt(body, 'spec'),
      expirationSeconds,
      boundObjectRef: null,
    },
    status: { token, expirationTimestamp: toTimestamp(expiresAt) },
  });
}
