import type { FirstWords } from '../catalog.ts';
import { addCluster } from './add-cluster.ts';
import { clusters } from './clusters.ts';
import { common } from './common.ts';

export const first: FirstWords = { common, clusters, 'add-cluster': addCluster };
