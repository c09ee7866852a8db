/**
 * The messages kubectl's typed commands send (`create configmap`, `auth can-i`…): from 1.32 on it no longer sends JSON there.
 * Each field is `name number type`; types are scalars, `[]` lists, `{}` maps from strings, or the name of a message.
 * Numbers are those of Kubernetes' generated.proto files.
 */
export const MESSAGES: Record<string, string> = {
  ObjectMeta:
    'name 1 string, generateName 2 string, namespace 3 string, uid 5 string, resourceVersion 6 string, labels 11 {}string, annotations 12 {}string, ownerReferences 13 []OwnerReference, finalizers 14 []string',
  OwnerReference:
    'kind 1 string, name 3 string, uid 4 string, apiVersion 5 string, controller 6 bool, blockOwnerDeletion 7 bool',
  ConfigMap: 'metadata 1 ObjectMeta, data 2 {}string, binaryData 3 {}bytes, immutable 4 bool',
  Secret: 'metadata 1 ObjectMeta, data 2 {}bytes, type 3 string, stringData 4 {}string, immutable 5 bool',
  Namespace: 'metadata 1 ObjectMeta',
  ServiceAccount:
    'metadata 1 ObjectMeta, secrets 2 []ObjectReference, imagePullSecrets 3 []LocalReference, automountServiceAccountToken 4 bool',
  ObjectReference: 'kind 1 string, namespace 2 string, name 3 string, uid 4 string',
  LocalReference: 'name 1 string',
  SelfSubjectAccessReview: 'metadata 1 ObjectMeta, spec 2 AccessSpec',
  AccessSpec: 'resourceAttributes 1 ResourceAttributes, nonResourceAttributes 2 NonResourceAttributes',
  ResourceAttributes:
    'namespace 1 string, verb 2 string, group 3 string, version 4 string, resource 5 string, subresource 6 string, name 7 string',
  NonResourceAttributes: 'path 1 string, verb 2 string',
  SelfSubjectRulesReview: 'metadata 1 ObjectMeta, spec 2 RulesSpec',
  RulesSpec: 'namespace 1 string',
  SelfSubjectReview: 'metadata 1 ObjectMeta',
  TokenRequest: 'metadata 1 ObjectMeta, spec 2 TokenSpec',
  TokenSpec: 'audiences 1 []string, expirationSeconds 4 int',
  Role: 'metadata 1 ObjectMeta, rules 2 []PolicyRule',
  ClusterRole: 'metadata 1 ObjectMeta, rules 2 []PolicyRule',
  PolicyRule:
    'verbs 1 []string, apiGroups 2 []string, resources 3 []string, resourceNames 4 []string, nonResourceURLs 5 []string',
  RoleBinding: 'metadata 1 ObjectMeta, subjects 2 []Subject, roleRef 3 RoleRef',
  ClusterRoleBinding: 'metadata 1 ObjectMeta, subjects 2 []Subject, roleRef 3 RoleRef',
  Subject: 'kind 1 string, apiGroup 2 string, name 3 string, namespace 4 string',
  RoleRef: 'apiGroup 1 string, kind 2 string, name 3 string',
  Deployment: 'metadata 1 ObjectMeta, spec 2 DeploymentSpec',
  DeploymentSpec:
    'replicas 1 int, selector 2 LabelSelector, template 3 PodTemplate, strategy 4 DeploymentStrategy, minReadySeconds 5 int, revisionHistoryLimit 6 int, paused 7 bool, progressDeadlineSeconds 9 int',
  DeploymentStrategy: 'type 1 string',
  LabelSelector: 'matchLabels 1 {}string',
  PodTemplate: 'metadata 1 ObjectMeta, spec 2 PodSpec',
  Pod: 'metadata 1 ObjectMeta, spec 2 PodSpec',
  PodSpec:
    'containers 2 []Container, restartPolicy 3 string, terminationGracePeriodSeconds 4 int, nodeSelector 7 {}string, serviceAccountName 8 string, nodeName 10 string',
  Container:
    'name 1 string, image 2 string, command 3 []string, args 4 []string, workingDir 5 string, ports 6 []ContainerPort, env 7 []EnvVar, imagePullPolicy 14 string',
  ContainerPort: 'name 1 string, hostPort 2 int, containerPort 3 int, protocol 4 string',
  EnvVar: 'name 1 string, value 2 string',
  Job: 'metadata 1 ObjectMeta, spec 2 JobSpec',
  JobSpec:
    'parallelism 1 int, completions 2 int, activeDeadlineSeconds 3 int, template 6 PodTemplate, backoffLimit 7 int',
  Service: 'metadata 1 ObjectMeta, spec 2 ServiceSpec',
  ServiceSpec:
    'ports 1 []ServicePort, selector 2 {}string, clusterIP 3 string, type 4 string, externalIPs 5 []string, sessionAffinity 7 string, externalName 10 string',
  ServicePort: 'name 1 string, protocol 2 string, port 3 int, targetPort 4 intOrString, nodePort 5 int',
  DeleteOptions:
    'gracePeriodSeconds 1 int, preconditions 2 Preconditions, orphanDependents 3 bool, propagationPolicy 4 string, dryRun 5 []string',
  Preconditions: 'uid 1 string, resourceVersion 2 string',
};
