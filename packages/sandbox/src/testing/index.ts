export { aCluster, conditionsOf, openCluster, reasonOf, type OpenCluster } from './open-cluster.ts';
