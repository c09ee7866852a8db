/** The console's rule for cluster names, the same in 3.0, 3.4 and 4.1 (`src/components/Forms/Cluster/BaseInfo`): a DNS label. */
export const CLUSTER_NAME_PATTERN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
export const CLUSTER_NAME_MAX_LENGTH = 63;
