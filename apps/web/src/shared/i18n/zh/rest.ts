import type { RestWords } from '../catalog.ts';
import { cluster } from './cluster.ts';
import { codes } from './codes.ts';
import { configuration } from './configuration.ts';
import { installerLogs } from './installer-logs.ts';
import { preparation } from './preparation.ts';
import { sandbox } from './sandbox.ts';

export const rest: RestWords = {
  cluster,
  preparation,
  sandbox,
  codes,
  configuration,
  'installer-logs': installerLogs,
};
