import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where built and fetched test tools are kept, outside the repository. */
export const cacheFolder = () => join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'flotilla');
