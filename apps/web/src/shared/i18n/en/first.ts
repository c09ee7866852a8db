import { addCluster } from './add-cluster.ts';
import { clusters } from './clusters.ts';
import { common } from './common.ts';

/** What the first screens say: loaded before anything is shown. */
export const first = { common, clusters, 'add-cluster': addCluster };
