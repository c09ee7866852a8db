import { stringAt } from '../../api-server/json.ts';
import type { KubeObject } from '../../api-server/kube-object.ts';
import type { ReleaseFacts } from './releases.ts';

/** A task of a visible play has failed; `result` is what Ansible prints after FAILED! */
export class TaskFailed extends Error {
  override readonly name = 'TaskFailed';
  readonly result: object;
  constructor(result: object) {
    super('task failed');
    this.result = result;
  }
}

function refuse(assertion: string, msg: string): never {
  throw new TaskFailed({ assertion, changed: false, evaluated_to: false, msg });
}

/** Throws TaskFailed when the server is older than the release accepts. `version` is the body of /version. */
export function checkKubernetes(
  version: string,
  { minimumKubernetesMinor, unsupportedText }: ReleaseFacts,
): void {
  const minor = Number.parseInt(stringAt(JSON.parse(version), 'minor') ?? '', 10);
  if (minor < minimumKubernetesMinor)
    refuse(`kubernetes_version is version('v1.${minimumKubernetesMinor}.0', '>=')`, unsupportedText);
}

/** Throws TaskFailed when the named StorageClass does not exist. */
export function checkStorageClass(name: string, classes: readonly KubeObject[]): void {
  if (!classes.some(({ metadata }) => metadata.name === name)) {
    refuse(`"${name}" in storageclass.stdout`, `StorageClass ${name} was not found !`);
  }
}

/** Throws TaskFailed when no StorageClass is the default one. */
export function checkDefaultStorage(classes: readonly KubeObject[]): void {
  const isDefault = ({ metadata }: KubeObject) =>
    metadata.annotations?.['storageclass.kubernetes.io/is-default-class'] === 'true';
  if (!classes.some(isDefault))
    refuse('"(default)" in default_storageclass.stdout', 'Default StorageClass was not found !');
}

/** Throws TaskFailed for a password that 3.3 and later do not take; a bcrypt hash is taken as it is. */
export function checkAdminPassword(password: string): void {
  const good =
    password.startsWith('$2') ||
    (/^.{8,64}$/.test(password) && /\d/.test(password) && /[a-z]/.test(password) && /[A-Z]/.test(password));
  if (!good) {
    refuse(
      'adminPassword is match(password_rule)',
      'Admin password must contain at least one number, one lowercase letter and one uppercase letter, and be 8 to 64 characters long.',
    );
  }
}
