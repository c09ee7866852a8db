import { randomBytes } from 'node:crypto';
import type { ApiState } from '../api-state.ts';
import { isObject, listAt, objectAt, stringAt } from '../json.ts';
import type { StoredObject } from '../kube-object.ts';
import type { StoreEvent } from '../object-store.ts';
import { createObject } from '../writes/create-object.ts';

const ACCOUNTS = { group: '', plural: 'serviceaccounts' };
const SECRETS = { group: '', plural: 'secrets' };
const TOKEN_TYPE = 'kubernetes.io/service-account-token';
const ACCOUNT_NAME = 'kubernetes.io/service-account.name';
const ACCOUNT_UID = 'kubernetes.io/service-account.uid';
const LAST_MINOR_WITH_TOKEN_SECRETS = 23;

/** Up to 1.23 every account gets a token secret by itself; an account that goes takes its token secrets with it. */
export function serveAccount(state: ApiState, { type, object }: StoreEvent): void {
  const { name, namespace = '', uid } = object.metadata;
  if (type === 'DELETED') {
    for (const secret of state.store
      .list(SECRETS, namespace)
      .filter((candidate) => candidate.metadata.annotations?.[ACCOUNT_UID] === uid)) {
      state.store.remove(SECRETS, namespace, secret.metadata.name);
    }
    return;
  }
  const secretType = state.catalog.find('', 'v1', 'secrets');
  const account = state.store.get(ACCOUNTS, namespace, name);
  if (
    state.version.minorNumber > LAST_MINOR_WITH_TOKEN_SECRETS ||
    secretType === undefined ||
    account === undefined
  )
    return;
  if (account.metadata.deletionTimestamp !== undefined || listAt(account, 'secrets').length > 0) return;
  const secretName = `${name}-token-${randomBytes(3).toString('hex').slice(0, 5)}`;
  createObject(state, secretType, {
    object: {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: secretName, namespace, annotations: { [ACCOUNT_NAME]: name } },
      type: TOKEN_TYPE,
    },
    options: { dryRun: false, manager: 'kube-controller-manager' },
  });
  state.store.put(ACCOUNTS, { ...account, secrets: [{ name: secretName }] });
}

/** Fills a token secret with the token of the account it names. */
export function serveTokenSecret(state: ApiState, seen: StoredObject): void {
  const { namespace = '', name } = seen.metadata;
  const secret = state.store.get(SECRETS, namespace, name);
  if (
    secret === undefined ||
    secret['type'] !== TOKEN_TYPE ||
    stringAt(secret, 'data', 'token') !== undefined
  )
    return;
  const account = state.store.get(ACCOUNTS, namespace, secret.metadata.annotations?.[ACCOUNT_NAME] ?? '');
  if (account === undefined) return;
  const { uid } = account.metadata;
  const token = state.tokens.issueForServiceAccount(
    { namespace, name: account.metadata.name, uid },
    { secret: name },
  );
  const data = objectAt(secret, 'data');
  state.store.put(SECRETS, {
    ...secret,
    metadata: { ...secret.metadata, annotations: { ...secret.metadata.annotations, [ACCOUNT_UID]: uid } },
    data: {
      ...(isObject(data) ? data : {}),
      'ca.crt': Buffer.from(state.pki.caPem).toString('base64'),
      namespace: Buffer.from(namespace).toString('base64'),
      token: Buffer.from(token).toString('base64'),
    },
  });
}
