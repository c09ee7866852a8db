import { describe, expect, it } from 'vitest';
import { parseSettings } from './env.ts';

const HOME = { HOME: '/home/ada' };
const parse = (argv: string[], env: Record<string, string> = {}) =>
  parseSettings({ argv, env: { ...HOME, ...env } });
const faultsOf = (argv: string[], env: Record<string, string> = {}): readonly string[] => {
  const settings = parse(argv, env);
  return settings.ok ? [] : settings.error;
};
const KUBECONFIG = ['--kubeconfig', 'host.yaml'];

describe('parseSettings', () => {
  it('needs the host kubeconfig only', () => {
    expect(parse(KUBECONFIG)).toEqual({
      ok: true,
      value: {
        kubeconfig: 'host.yaml',
        context: undefined,
        host: '127.0.0.1',
        port: undefined,
        allowAddresses: [],
        sandbox: undefined,
        webDir: undefined,
        stateDir: '/home/ada/.local/state/flotilla',
        publicUrl: undefined,
        devOrigin: undefined,
        loginToken: undefined,
        logLevel: 'info',
      },
    });
  });

  it('takes every flag', () => {
    const flags = [
      '--context',
      'c',
      '--port',
      '0',
      '--allow-address',
      '10.0.0.0/8',
      '--allow-address',
      '::1',
    ];
    const more = ['--sandbox-control', 'http://127.0.0.1:9/', '--web-dir', 'w', '--state-dir', 's'];
    const settings = parse([...KUBECONFIG, ...flags, ...more], { FLOTILLA_SANDBOX_TOKEN: 't' });
    expect(settings).toMatchObject({
      value: {
        context: 'c',
        port: 0,
        allowAddresses: ['10.0.0.0/8', '::1'],
        sandbox: { url: 'http://127.0.0.1:9', token: 't' },
        webDir: 'w',
        stateDir: 's',
      },
    });
  });

  it('names all faults at once', () => {
    const faults = faultsOf(['--port', 'eighty', '--allow-address', 'ten', '--sandbox-control', 'x'], {
      FLOTILLA_LOG_LEVEL: 'loud',
    });
    expect(faults).toEqual([
      'Say which cluster is the host: --kubeconfig FILE.',
      '--port eighty is no port; choose a number up to 65535 (0: any free one).',
      '--allow-address ten is no address range; write it like 10.0.0.0/8.',
      '--sandbox-control must be an http or https address; it is x.',
      'FLOTILLA_LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent.',
    ]);
  });

  it('says which flag it does not know', () => {
    expect(faultsOf(['--colour'])).toEqual([expect.stringContaining('--colour')]);
  });

  it.each(['0.0.0.0', '::', '192.168.1.5', 'flotilla.example.org'])(
    'refuses to listen on %s without a login token',
    (host) => {
      expect(faultsOf([...KUBECONFIG, '--host', host])).toEqual([
        expect.stringContaining('set FLOTILLA_LOGIN_TOKEN'),
      ]);
      expect(faultsOf([...KUBECONFIG, '--host', host], { FLOTILLA_LOGIN_TOKEN: '0123456789abcdef' })).toEqual(
        [],
      );
    },
  );

  it('refuses a login token that can be guessed', () => {
    expect(faultsOf([...KUBECONFIG], { FLOTILLA_LOGIN_TOKEN: 'short' })).toEqual([
      expect.stringContaining('too short'),
    ]);
  });

  it.each(['localhost', '127.0.0.2', '::1'])('listens on %s as it is', (host) => {
    expect(faultsOf([...KUBECONFIG, '--host', host])).toEqual([]);
  });
});
