import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const product = new URL('product.mjs', import.meta.url).href;
const familyModule = new URL('family.mjs', import.meta.url).href;

/** Two children as foreign as the real ones, and the few lines of `npm start` that bring them up. */
const SANDBOX = `
const dir = process.argv[process.argv.indexOf('--dir') + 1];
console.error('sandbox dir ' + dir);
process.on('SIGTERM', () => { console.error('sandbox ends'); process.exit(0); });
setInterval(() => {}, 1000);
if (process.env.SANDBOX_DIES) { console.error('no entropy left'); process.exit(3); }
console.log(JSON.stringify({ ready: true, dir, hostKubeconfig: dir + '/host.kubeconfig', controlUrl: 'http://127.0.0.1:1', controlToken: 't0' }));
`;
const BFF = `
process.on('SIGTERM', () => { console.error('BFF ends'); process.exit(0); });
setInterval(() => {}, 1000);
console.error('BFF pid ' + process.pid);
console.error('BFF given ' + process.argv.slice(2).join(' ').replaceAll(/\\S+(?=.host.kubeconfig)/g, 'DIR') + ' ' + process.env.FLOTILLA_SANDBOX_TOKEN);
console.log('Flotilla is ready: http://127.0.0.1:8711/open#abc');
if (process.env.BFF_DIES) { console.error('cannot go on'); process.exitCode = 7; setImmediate(() => process.exit()); }
`;
const START = (/** @type {string} */ folder) => `
import { withFamily } from '${familyModule}';
import { announce, startBff, startSandbox } from '${product}';
withFamily(async (family) => {
  const sandbox = await startSandbox(family, ['${folder}/sandbox.mjs']);
  announce(await startBff(family, ['${folder}/bff.mjs'], { args: ['--port', '1', ...sandbox.args], env: sandbox.env }));
}).catch((error) => { console.error(error.message); process.exitCode = 1; });
`;

/** @type {string} */
let folder;
/** @type {import('node:child_process').ChildProcess | undefined} */
let supervisor;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'flotilla-family-'));
  writeFileSync(join(folder, 'sandbox.mjs'), SANDBOX);
  writeFileSync(join(folder, 'bff.mjs'), BFF);
  writeFileSync(join(folder, 'start.mjs'), START(folder));
});

afterEach(() => {
  supervisor?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** @param {NodeJS.ProcessEnv} [env] @param {[string, string[]]} [command] */
function start(env = {}, [file, args] = [process.execPath, [join(folder, 'start.mjs')]]) {
  const { npm_lifecycle_event: _, ...inherited } = process.env;
  const child = spawn(file, args, { env: { ...inherited, ...env } });
  supervisor = child;
  /** @type {string[]} */
  const lines = [];
  /** @type {Map<string, () => void>} */
  const awaited = new Map();
  const closed = new Promise((resolve) => child.on('close', resolve));
  const exited = new Promise((resolve) => child.on('exit', resolve));
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      lines.push(line);
      for (const [words, found] of awaited) if (line.includes(words)) found();
    });
  return {
    lines,
    closed,
    exited,
    signal: (/** @type {NodeJS.Signals} */ signal) => child.kill(signal),
    /** @param {string} words @returns {Promise<void>} */
    says: (words) =>
      new Promise((resolve) => {
        awaited.set(words, resolve);
        if (lines.some((line) => line.includes(words))) resolve();
      }),
  };
}

/** @param {readonly string[]} lines */
const sandboxFolder = (lines) =>
  lines.find((line) => line.startsWith('sandbox dir '))?.slice('sandbox dir '.length) ?? '';

describe('a family of processes', () => {
  test('gives the BFF what the sandbox answered and announces its link', async () => {
    const run = start();
    await run.says('Flotilla is ready: http://127.0.0.1:8711/open#abc');
    await run.says('BFF given');
    expect(run.lines).toContain(
      'BFF given --port 1 --kubeconfig DIR/host.kubeconfig --sandbox-control http://127.0.0.1:1 --allow-address 127.0.0.0/8 t0',
    );
  });

  test.each(/** @type {const} */ (['SIGINT', 'SIGTERM']))(
    'ends in order on %s and succeeds',
    async (signal) => {
      const run = start();
      await run.says('Flotilla is ready');
      run.signal(signal);
      expect(await run.closed).toBe(0);
      expect(run.lines.filter((line) => line.endsWith(' ends'))).toEqual(['BFF ends', 'sandbox ends']);
      expect(existsSync(sandboxFolder(run.lines))).toBe(false);
    },
  );

  test('fails with the last words of a child that dies, and ends the other', async () => {
    const run = start({ BFF_DIES: '1' });
    expect(await run.closed).toBe(1);
    expect(run.lines).toContain('The BFF ended with code 7, so everything is stopped. Its last lines:');
    expect(run.lines.filter((line) => line === 'cannot go on')).toHaveLength(2);
    expect(run.lines).toContain('sandbox ends');
  });

  test('fails when a child dies before it is ready', async () => {
    const run = start({ SANDBOX_DIES: '1' });
    expect(await run.closed).toBe(1);
    expect(run.lines).toContain('The sandbox ended with code 3, so everything is stopped. Its last lines:');
    expect(run.lines.some((line) => line.startsWith('BFF'))).toBe(false);
  });

  test('ends when npm is terminated, whose shell passes no signal on', async () => {
    const shell = `"${process.execPath}" "${folder}/start.mjs"; true`;
    const run = start({ npm_lifecycle_event: 'start' }, ['sh', ['-c', shell]]);
    await run.says('Flotilla is ready');
    run.signal('SIGTERM');
    await run.says('sandbox ends');
    expect(run.lines).toContain('BFF ends');
  });

  test('leaves no child behind when the supervisor is killed', async () => {
    const run = start();
    await run.says('Flotilla is ready');
    run.signal('SIGKILL');
    await run.exited;
    // Both children inherited nothing of the test's, so their words cannot be heard any more: ask the system.
    const pid = Number(run.lines.find((line) => line.startsWith('BFF pid '))?.split(' ')[2]);
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
    rmSync(sandboxFolder(run.lines), { recursive: true, force: true });
  });
});

/** @param {number} pid */
function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
