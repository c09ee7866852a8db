import { fileURLToPath } from 'node:url';

/** Absolute path of the repository, wherever the command was called from. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
