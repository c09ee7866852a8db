/** Top-level fields of the built-in kinds people write by hand; beyond metadata, kind and apiVersion. */
const FIELDS: Record<string, readonly string[]> = {
  ConfigMap: ['binaryData', 'data', 'immutable'],
  Secret: ['data', 'immutable', 'stringData', 'type'],
  ServiceAccount: ['automountServiceAccountToken', 'imagePullSecrets', 'secrets'],
  Endpoints: ['subsets'],
  ClusterRole: ['aggregationRule', 'rules'],
  Role: ['rules'],
  ClusterRoleBinding: ['roleRef', 'subjects'],
  RoleBinding: ['roleRef', 'subjects'],
  Namespace: ['spec', 'status'],
  Node: ['spec', 'status'],
  Pod: ['spec', 'status'],
  Service: ['spec', 'status'],
  Deployment: ['spec', 'status'],
  ReplicaSet: ['spec', 'status'],
  StatefulSet: ['spec', 'status'],
  DaemonSet: ['spec', 'status'],
  Job: ['spec', 'status'],
  CustomResourceDefinition: ['spec', 'status'],
};

/** The top-level fields a built-in kind does not have; none for kinds without a list. */
export function unknownTopLevel(object: object, kind: string): string[] {
  const known = FIELDS[kind];
  if (known === undefined) return [];
  return Object.keys(object).filter(
    (field) => field !== 'apiVersion' && field !== 'kind' && field !== 'metadata' && !known.includes(field),
  );
}
