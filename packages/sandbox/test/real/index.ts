export { realBinaries } from './real-binaries.ts';
export {
  startRealApiServer,
  type RealApiServer,
  type RealApiServerOptions,
} from './start-real-api-server.ts';
export type { ClusterNetwork } from './start-cluster-network.ts';
export { startRealCluster } from './start-real-cluster.ts';
