import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../kit/root.mjs';
import { readStartOptions } from './start-options.mjs';

const callersFolder = process.env['INIT_CWD'];
const state = ['--state-dir', join(root, '.flotilla/state')];

/** @type {string} */
let folder;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'flotilla-options-'));
  writeFileSync(join(folder, 'host.yaml'), 'kind: Config\n');
  process.env['INIT_CWD'] = folder;
});

afterEach(() => {
  delete process.env['npm_config_kubeconfig'];
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  if (callersFolder === undefined) delete process.env['INIT_CWD'];
  else process.env['INIT_CWD'] = callersFolder;
});

describe('options of npm start', () => {
  test('without any start the sandbox', () => {
    expect(readStartOptions([])).toEqual({ ownClusters: false, bffArgs: state });
  });

  test('are passed on, and a relative path is meant from where the caller stands', () => {
    const args = ['--kubeconfig', 'host.yaml', '--context=a', '--port', '0', '--host', '::1'];
    const ranges = ['--allow-address', '10.0.0.0/8', '--allow-address', 'fd00::/8'];
    expect(readStartOptions([...args, ...ranges, '--state-dir', 'keys'])).toEqual({
      ownClusters: true,
      bffArgs: [
        '--kubeconfig',
        join(folder, 'host.yaml'),
        '--context',
        'a',
        '--port',
        '0',
        '--host',
        '::1',
      ].concat(ranges, ['--state-dir', join(folder, 'keys')]),
    });
  });

  test('explain themselves', () => {
    expect(readStartOptions(['--help']).help).toContain('--allow-address CIDR');
  });

  test.each([
    [['--kubeconf', 'x'], 'There is no option --kubeconf.'],
    [['--kubeconfig'], '--kubeconfig needs a value.'],
    [['--port', '--host', 'x'], '--port needs a value.'],
    [['--help=yes'], '--help takes no value.'],
    [['host.yaml'], '"host.yaml" belongs to no option.'],
    [['--port', 'http'], '--port needs a number from 0 to 65535, and "http" is none.'],
    [['--port', '70000'], '--port needs a number from 0 to 65535, and "70000" is none.'],
    [['--context', 'a'], '--context chooses a context of --kubeconfig FILE, which is missing.'],
    [['--kubeconfig', '.'], 'is not a file.'],
    [['--kubeconfig', 'gone.yaml'], 'gone.yaml cannot be read: check the path and its permissions.'],
  ])('%j are refused in a sentence', (args, words) => {
    expect(() => readStartOptions(args)).toThrow(words);
  });

  test('kept by npm for itself are told, not ignored', () => {
    process.env['npm_config_kubeconfig'] = 'host.yaml';
    expect(() => readStartOptions(['host.yaml'])).toThrow('put "--" before the options');
  });
});
