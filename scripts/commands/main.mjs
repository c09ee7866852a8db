import { UserError } from '../kit/user-error.mjs';

/** @type {Readonly<Record<string, () => Promise<{ run: (args: string[]) => Promise<void> }>>>} */
const commands = {
  start: () => import('./start.mjs'),
  dev: () => import('./dev.mjs'),
  sandbox: () => import('./sandbox.mjs'),
  build: () => import('./build.mjs'),
  check: () => import('./check.mjs'),
  test: () => import('./test.mjs'),
  e2e: () => import('./e2e.mjs'),
  bench: () => import('./bench.mjs'),
  format: () => import('./format.mjs'),
};

/**
 * Runs one command of package.json.
 *
 * @param {readonly string[]} argv command name and its own arguments
 */
export async function main([name = '', ...args]) {
  const load = commands[name];
  if (load === undefined)
    throw new UserError(
      `There is no command "${name}". The commands are: ${Object.keys(commands).join(', ')}.`,
    );
  const command = await load();
  await command.run(args);
}
