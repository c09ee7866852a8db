import { cluster } from './cluster.ts';
import { codes } from './codes.ts';
import { configuration } from './configuration.ts';
import { installerLogs } from './installer-logs.ts';
import { preparation } from './preparation.ts';
import { sandbox } from './sandbox.ts';

/** Everything else: comes beside the first screen, without holding it up. */
export const rest = { cluster, preparation, sandbox, codes, configuration, 'installer-logs': installerLogs };
