/** Marks the host among the Cluster objects; KubeSphere 3.0+ `cluster_types.go`. */
export const HOST_LABEL = 'cluster-role.kubesphere.io/host';
/** Carries the wizard's tag; KubeSphere 3.0+ `cluster_types.go`. */
export const GROUP_LABEL = 'cluster.kubesphere.io/group';
/** Carries the alias; set by the console front end since 3.0. */
export const ALIAS_ANNOTATION = 'kubesphere.io/alias-name';
/** Carries the description; set by the console front end since 3.0. */
export const DESCRIPTION_ANNOTATION = 'kubesphere.io/description';
