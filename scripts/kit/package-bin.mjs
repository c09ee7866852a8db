import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './root.mjs';

/**
 * Arguments for Node that run a package's command without a shell or a `.cmd` shim, so it is the same on every
 * system. Throws when the package is not installed.
 *
 * @param {string} name package name, e.g. `typescript`
 * @param {{ command?: string, room?: string }} [where] the command if it is not the package's name; the room that owns it
 * @returns {[string]}
 */
export function packageBin(name, { command = name, room = '.' } = {}) {
  const manifest = join(root, room, 'node_modules', name, 'package.json');
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'));
  const file = typeof bin === 'string' ? bin : bin[command];
  if (file === undefined) throw new Error(`${name} has no command ${command}.`);
  return [join(dirname(manifest), file)];
}
