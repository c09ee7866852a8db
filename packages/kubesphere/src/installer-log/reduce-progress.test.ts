import { describe, expect, it } from 'vitest';
import { sampleInstallerLog, sampleInstallerRun, type SampleOptions } from '../testing/index.ts';
import { initialProgress, type InstallProgress } from './install-progress.ts';
import { parseLogLine } from './log-line.ts';
import { reduceProgress } from './reduce-progress.ts';

const AT = '2026-03-04T05:06:07.000000001Z';

const readTexts = (texts: readonly string[], from: InstallProgress = initialProgress): InstallProgress =>
  texts.reduce((progress, text, index) => reduceProgress(progress, { at: AT, text }, index + 1), from);

const readLog = (options: SampleOptions): InstallProgress =>
  sampleInstallerLog(options).reduce((progress, raw, index) => {
    const line = parseLogLine(raw);
    return line ? reduceProgress(progress, line, index + 1) : progress;
  }, initialProgress);

const phasesOf = (progress: InstallProgress): string[] => progress.phases.map(({ phase }) => phase);

describe('a run that succeeds', () => {
  it.each(['3.1', '3.2', '3.3', '3.4'] as const)('in %s', (release) => {
    const progress = readLog({ release });
    expect(progress).toMatchObject({
      run: 1,
      state: 'succeeded',
      phase: 'result',
      componentsTotal: 4,
      consoleUrl: 'http://10.20.0.2:30880',
    });
    expect(phasesOf(progress)).toEqual([
      'preinstall',
      'metrics-server',
      'common',
      'ks-core',
      'components',
      'result',
    ]);
    expect(progress.components.map(({ name, state }) => `${name} ${state}`)).toEqual([
      'monitoring successful',
      'multicluster successful',
      'openpitrix successful',
      'network successful',
    ]);
    expect(progress.failure).toBeUndefined();
    expect(JSON.stringify(progress)).not.toContain('Sample-Passw0rd');
  });

  it('in 3.0, which polls', () => {
    const progress = readLog({ release: '3.0' });
    expect(progress).toMatchObject({ state: 'succeeded', componentsTotal: 2 });
    expect(progress.components).toEqual([
      { name: 'monitoring', state: 'successful' },
      { name: 'multicluster', state: 'successful' },
    ]);
  });

  it('closes each phase when the next begins', () => {
    const { phases, startedAt, endedAt } = readLog({});
    expect(phases[0]?.startedAt).not.toBe(startedAt);
    for (const [index, phase] of phases.slice(1).entries())
      expect(phases[index]?.endedAt).toBe(phase.startedAt);
    expect(phases.at(-1)?.endedAt).toBe(endedAt);
  });
});

describe('a run that fails', () => {
  it('in a play: the failed item tells the cause, not the recap', () => {
    const progress = readLog({ outcome: 'play-failed' });
    expect(progress).toMatchObject({
      state: 'failed',
      phase: 'common',
      failure: {
        kind: 'play-failed',
        subject: 'common : KubeSphere | Creating namespaces',
        message: 'Unable to connect to the server: net/http: TLS handshake timeout',
      },
    });
  });

  it.each(['3.0', '3.4'] as const)('in a component, its message lifted out of the JSON (%s)', (release) => {
    const progress = readLog({ release, outcome: 'component-failed' });
    expect(progress.state).toBe('failed');
    expect(progress.failure).toMatchObject({
      kind: 'component-failed',
      subject: 'multicluster',
      message: 'Error: UPGRADE FAILED: "kubefed" has no deployed releases',
    });
    expect(progress.components.find(({ name }) => name === 'multicluster')?.state).toBe('failed');
  });

  it.each([
    ['kubernetes-unsupported', '3.0', 'The current k8s version is not supported'],
    ['kubernetes-unsupported', '3.4', 'The current Kubernetes version is not supported !'],
    ['default-storage-class-missing', '3.2', 'Default StorageClass was not found !'],
  ] as const)('in a precheck: %s in %s', (outcome, release, message) => {
    expect(readLog({ release, outcome }).failure).toMatchObject({ kind: outcome, message });
  });

  it.each([
    ['storage-class-missing', 'StorageClass fast was not found !'],
    [
      'admin-password-weak',
      'Admin password must contain at least one number, one lower and one upper case letter',
    ],
  ])('in a precheck on one line: %s', (kind, msg) => {
    const texts = [
      'TASK [preinstall : x] ***',
      `fatal: [localhost]: FAILED! => {"changed": false, "msg": ${JSON.stringify(msg)}}`,
    ];
    const progress = readTexts([
      ...texts,
      'PLAY RECAP ***',
      'localhost : ok=1 changed=0 unreachable=0 failed=1 skipped=0',
    ]);
    expect(progress.failure).toMatchObject({ kind, message: msg, line: 2 });
  });

  it('after all components', () => {
    expect(readLog({ outcome: 'finish-failed' })).toMatchObject({
      state: 'failed',
      failure: { kind: 'finish-failed', subject: 'result-info.yaml' },
    });
  });

  it('because there is no configuration file', () => {
    expect(readTexts(['The configuration file does not exist !']).failure?.kind).toBe(
      'configuration-file-missing',
    );
  });

  it('when stderr is empty, from stdout', () => {
    const progress = readTexts([
      'TASK [metrics-server : wait] ***',
      'fatal: [localhost]: FAILED! => {"attempts": 60, "rc": 0, "stderr": "", "msg": "", "stdout": "v1beta1.metrics.k8s.io False (MissingEndpoints)"}',
      'localhost                  : ok=5    changed=4    unreachable=0    failed=1',
    ]);
    expect(progress.failure?.message).toBe('v1beta1.metrics.k8s.io False (MissingEndpoints)');
  });

  it('with a JSON that was cut, as far as it tells', () => {
    const progress = readTexts([
      'TASK [common : x] ***',
      'fatal: [localhost]: FAILED! => {"msg": "non-zero return code", "stderr": "Error: no space left on device", "stdout": "abc',
      'localhost : ok=5 failed=1 unreachable=0',
    ]);
    expect(progress.failure?.message).toBe('Error: no space left on device');
  });

  it('the message is at most 2 KB and holds no secret', () => {
    const progress = readTexts([
      `fatal: [localhost]: FAILED! => ${JSON.stringify({ msg: `password: hunter2hunter2 ${'word '.repeat(1_000)}` })}`,
      'localhost : ok=5 failed=1 unreachable=0',
    ]);
    expect(progress.failure?.message).toHaveLength(2_048);
    expect(progress.failure?.message).not.toContain('hunter2');
  });
});

describe('what is no failure', () => {
  it('retries and ignored results', () => {
    const progress = readTexts([
      ...sampleInstallerRun({ outcome: 'running' }).slice(0, 30),
      'FAILED - RETRYING: KubeSphere | Waiting (9 retries left).',
      'fatal: [localhost]: FAILED! => {"msg": "non-zero return code"}',
      '...ignoring',
      'localhost : ok=5 changed=1 unreachable=0 failed=0 skipped=1 rescued=0 ignored=1',
    ]);
    expect(progress).toMatchObject({ state: 'running' });
    expect(progress.failure).toBeUndefined();
  });

  it('an ignored result is not taken for the cause of a later one', () => {
    const progress = readTexts([
      'TASK [common : a] ***',
      'fatal: [localhost]: FAILED! => {"msg": "ignore me"}',
      '...ignoring',
      'TASK [common : b] ***',
      'fatal: [localhost]: UNREACHABLE! => {"msg": "the real one"}',
      'localhost : ok=5 changed=1 unreachable=1 failed=0',
    ]);
    expect(progress.failure).toMatchObject({ subject: 'common : b', message: 'the real one', line: 5 });
  });
});

describe('crashes', () => {
  it('each attempt is a run; the exception is told', () => {
    const crash = sampleInstallerRun({ outcome: 'crash' });
    const progress = readTexts([...crash, ...crash, ...crash]);
    expect(progress).toMatchObject({
      run: 3,
      state: 'failed',
      failure: {
        kind: 'crashed',
        subject: 'kubesphere/installRunner.py',
        message: 'kubernetes.client.exceptions.ApiException: (403)',
      },
    });
  });

  it('a run after crashes may succeed', () => {
    const progress = readTexts([...sampleInstallerRun({ outcome: 'crash' }), ...sampleInstallerRun()]);
    expect(progress).toMatchObject({ run: 2, state: 'succeeded' });
    expect(progress.failure).toBeUndefined();
  });

  it('of the operator itself, before any run', () => {
    const progress = readTexts([
      '2026-03-04T05:06:07Z ERROR    : Enable kube events for hooks error: kind ClusterConfiguration is not supported',
      '2026-03-04T05:06:10Z INFO     : TASK_RUN Exit: program halts.',
    ]);
    expect(progress).toMatchObject({
      run: 0,
      state: 'failed',
      failure: {
        kind: 'crashed',
        message: 'Enable kube events for hooks error: kind ClusterConfiguration is not supported',
      },
    });
  });
});

describe('logs that are not one whole run', () => {
  it('two runs: the second counts', () => {
    const progress = readTexts([
      ...sampleInstallerRun({ outcome: 'component-failed' }),
      ...sampleInstallerRun({ outcome: 'running' }),
    ]);
    expect(progress).toMatchObject({ run: 2, state: 'running', phase: 'components' });
    expect(progress.failure).toBeUndefined();
    expect(progress.components.every(({ state }) => state === 'installing')).toBe(true);
  });

  it('a migration ends a run at once; the next one follows', () => {
    const beginning = sampleInstallerRun({ outcome: 'crash' }).slice(0, 5);
    const migrated = readTexts([
      ...beginning,
      'Delete old cluster configuration successfully',
      'Create cluster configuration successfully',
    ]);
    expect(migrated).toMatchObject({ run: 1, state: 'idle' });
    expect(readTexts(sampleInstallerRun(), migrated)).toMatchObject({ run: 2, state: 'succeeded' });
  });

  it('joined at any line, a success is a success and a failed component a failure', () => {
    for (const outcome of ['success', 'component-failed'] as const) {
      const texts = sampleInstallerRun({ release: '3.4', outcome });
      const told = texts.findIndex((text) => text.includes('Collecting installation results'));
      for (let start = 0; start <= told; start += 1) {
        expect(readTexts(texts.slice(start)), `from line ${start}`).toMatchObject({
          run: 1,
          state: outcome === 'success' ? 'succeeded' : 'failed',
        });
      }
    }
  });

  it('joined in a play, its phase is told by the task', () => {
    expect(
      readTexts(['changed: [localhost]', 'TASK [ks-core/ks-core : KubeSphere | Creating ks-core] ***']),
    ).toMatchObject({
      run: 1,
      state: 'running',
      phase: 'ks-core',
      task: 'ks-core/ks-core : KubeSphere | Creating ks-core',
    });
  });

  it('colours and a stray CR do not matter', () => {
    const coloured = sampleInstallerRun().map((text) => `\u001b[0;32m${text}\u001b[0m`);
    expect(readTexts(coloured).state).toBe('succeeded');
  });
});

describe('cost', () => {
  it('a line that says nothing gives back the same object', () => {
    const progress = readTexts(sampleInstallerRun({ outcome: 'running' }));
    for (const text of [
      '',
      'changed: [localhost]',
      'ok: [localhost] => (item=x)',
      '    "msg": "y"',
      'FAILED - RETRYING: x',
      'x'.repeat(9_000),
    ]) {
      expect(reduceProgress(progress, { at: AT, text }, 1)).toBe(progress);
    }
  });
});
