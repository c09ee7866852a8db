import { setTimeout as delay } from 'node:timers/promises';
import { stringAt } from '../../api-server/json.ts';
import type { KubeObject } from '../../api-server/kube-object.ts';
import { ensureObjects } from '../apply-objects.ts';
import { FEDERATION_NAMESPACE } from '../ks-installer/manifests.ts';
import type { Release } from '../ks-installer/releases.ts';
import type { KubeClient } from '../kube-client.ts';
import type { WorldClock } from '../world-clock.ts';

const SECRETS = `/api/v1/namespaces/${FEDERATION_NAMESPACE}/secrets`;
const TOKEN_TYPE = 'kubernetes.io/service-account-token';
const ACCOUNT_NAME = 'kubernetes.io/service-account.name';
const WAIT_STEPS = 30;
const WAIT_STEP_MS = 1_000;

interface TokenContext {
  member: KubeClient;
  release: Release;
  clock: WorldClock;
  signal: AbortSignal;
}

/**
 * The token that the member's token controller gives the joining account, as base64. From 3.3 on the join makes the
 * Secret itself; before, it waits thirty seconds for one that Kubernetes makes only up to 1.23.
 */
export async function memberToken(
  account: string,
  { member, release, clock, signal }: TokenContext,
): Promise<string> {
  const makesItself = release >= '3.3';
  if (makesItself && !(await findSecret(account, member, signal))) {
    await ensureObjects(member, [toTokenSecret(account)], { signal });
  }
  for (let step = 0; step < WAIT_STEPS; step += 1) {
    const token = stringAt(await findSecret(account, member, signal), 'data', 'token');
    if (token) return token;
    // The token controller works beside us and needs real turns, whatever the world's pace.
    await delay(20, undefined, { signal });
    if (!makesItself) await clock.sleep(WAIT_STEP_MS, signal);
  }
  throw new Error(
    makesItself ? 'Key "token" not found in service account secret' : 'timed out waiting for the condition',
  );
}

async function findSecret(
  account: string,
  member: KubeClient,
  signal: AbortSignal,
): Promise<KubeObject | undefined> {
  const { items } = await member.list(SECRETS, { signal });
  return items.find(
    (secret) => secret['type'] === TOKEN_TYPE && secret.metadata.annotations?.[ACCOUNT_NAME] === account,
  );
}

function toTokenSecret(account: string): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: {
      name: `${account}-token`,
      namespace: FEDERATION_NAMESPACE,
      annotations: { [ACCOUNT_NAME]: account },
    },
    type: TOKEN_TYPE,
  };
}
