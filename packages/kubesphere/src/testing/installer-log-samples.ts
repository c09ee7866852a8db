/** How a made-up installer run ends. */
export type SampleOutcome =
  | 'success'
  | 'play-failed'
  | 'component-failed'
  | 'finish-failed'
  | 'crash'
  | 'kubernetes-unsupported'
  | 'default-storage-class-missing'
  | 'running';

export interface SampleOptions {
  readonly release?: '3.0' | '3.1' | '3.2' | '3.3' | '3.4';
  readonly outcome?: SampleOutcome;
  /** The kubelet's time of the first line; each further line is 250 ms later. */
  readonly startedAt?: string;
}

const bar = (text: string, width = 80): string =>
  `${text} ${'*'.repeat(Math.max(3, width - text.length - 1))}`;
const STARS = '*'.repeat(50);
const LONG_STARS = '*'.repeat(150);
const HASHES = '#'.repeat(53);

const operatorLine = (text: string, level: 'INFO' | 'ERROR' = 'INFO'): string =>
  `2026-03-04T05:06:07Z ${level.padEnd(8)} : ${text}`;

/** What shell-operator writes once per pod. */
export const SAMPLE_START: readonly string[] = [
  operatorLine('shell-operator v1.0.0-beta.5'),
  operatorLine('HTTP SERVER Listening on 0.0.0.0:9115'),
  operatorLine("Load hook config from '/hooks/kubesphere/installRunner.py'"),
  operatorLine('MAIN: run main loop'),
  operatorLine(
    "GVR for kind 'ClusterConfiguration' is installer.kubesphere.io/v1alpha1, Resource=clusterconfigurations",
  ),
];

const RUN = [
  operatorLine("EVENT Kube event '5d0c1f5e-2a52-4c1e-9b0f-0a4c5e6f7a8b'"),
  operatorLine('QUEUE add TASK_HOOK_RUN@KUBE_EVENTS kubesphere/installRunner.py'),
  operatorLine('TASK_RUN HookRun@KUBE_EVENTS kubesphere/installRunner.py'),
  operatorLine("Running hook 'kubesphere/installRunner.py' binding 'KUBE_EVENTS' ..."),
  '[WARNING]: No inventory was parsed, only implicit localhost is available',
];

const task = (name: string, ...results: string[]): string[] => [
  '',
  bar(`TASK [${name}]`),
  ...(results.length > 0 ? results : ['changed: [localhost]']),
];

const recap = (failed = 0): string[] => [
  '',
  bar('PLAY RECAP'),
  `localhost                  : ok=4    changed=3    unreachable=0    failed=${failed}    skipped=6    rescued=0    ignored=0   `,
  '',
];

const play = (tasks: readonly string[], failed = 0): string[] => [
  '',
  bar('PLAY [localhost]'),
  ...tasks,
  ...recap(failed),
];

const assertion = (message: string): string[] => [
  'fatal: [localhost]: FAILED! => {',
  '    "assertion": "checked_value is defined",',
  '    "changed": false,',
  '    "evaluated_to": false,',
  `    "msg": ${JSON.stringify(message)}`,
  '}',
];

const preinstall = (...check: string[]): string[] => [
  ...task('download : Generating images list', 'skipping: [localhost]'),
  ...task(
    'preinstall : KubeSphere | Checking Kubernetes version',
    ...(check.length > 0 ? check : ['ok: [localhost]']),
  ),
];

const METRICS = task('metrics-server : Metrics-Server | Checking metrics-server', 'skipping: [localhost]');

const RETRIED = [
  ...task(
    'common : KubeSphere | Checking Redis',
    'FAILED - RETRYING: KubeSphere | Checking Redis (2 retries left).',
    'fatal: [localhost]: FAILED! => {"changed": true, "cmd": "kubectl get pod redis", "msg": "non-zero return code", "rc": 1, "stderr": "pods \\"redis\\" not found"}',
    '...ignoring',
  ),
];

const common = (...last: string[]): string[] => [
  ...task(
    'common : KubeSphere | Creating KubeSphere namespace',
    'changed: [localhost] => (item=kubesphere-system)',
  ),
  ...RETRIED,
  ...last,
];

const KS_CORE = [
  ...task('ks-core/init-token : KubeSphere | Creating KubeSphere Secret'),
  ...task('ks-core/ks-core : KubeSphere | Creating ks-core'),
];

const componentsOf = (release: string): string[] =>
  release === '3.0'
    ? ['monitoring', 'multicluster']
    : ['monitoring', 'multicluster', 'openpitrix', 'network'];

/** 3.0 polls all tasks every ten seconds. */
const oldParallel = (names: readonly string[], failing: string | undefined): string[] => [
  ...names.map((name) => `Start installing ${name}`),
  STARS,
  ...names.map((name, index) => `task ${name} status is ${index === 0 ? 'running' : 'successful'}`),
  `total: ${names.length}     completed:${names.length - 1}`,
  STARS,
  ...names.map((name) => `task ${name} status is ${name === failing ? 'failed' : 'successful'}`),
  `total: ${names.length}     completed:${names.length}`,
  STARS,
];

const newParallel = (names: readonly string[], failing: string | undefined): string[] => [
  ...names.map((name) => `Start installing ${name}`),
  STARS,
  'Waiting for all tasks to be completed ...',
  ...names
    .toReversed()
    .map(
      (name, index) =>
        `task ${name} status is ${name === failing ? 'failed' : 'successful'}  (${index + 1}/${names.length})`,
    ),
  STARS,
  'Collecting installation results ...',
];

const failureBlock = (name: string): string[] => {
  const result = {
    changed: true,
    msg: 'All items completed',
    results: [
      { item: 'first', failed: false, msg: '' },
      {
        item: 'second',
        failed: true,
        msg: 'non-zero return code',
        rc: 1,
        stderr: 'Error: UPGRADE FAILED: "kubefed" has no deployed releases',
      },
    ],
  };
  const event = {
    event: 'runner_on_failed',
    stdout: `fatal: [localhost]: FAILED! => ${JSON.stringify(result)}`,
    event_data: { task: 'Kubefed | Initing kube-federation-system', res: result },
  };
  return [
    '',
    '',
    `Task '${name}' failed:`,
    LONG_STARS,
    ...JSON.stringify(event, null, 2).split('\n'),
    LONG_STARS,
  ];
};

const BANNER = [
  HASHES,
  '###              Welcome to KubeSphere!           ###',
  HASHES,
  '',
  'Console: http://10.20.0.2:30880',
  'Account: admin',
  'Password: Sample-Passw0rd',
  'NOTES：',
  '  1. The console may need some minutes until every component runs.',
  '  2. Change the password after the first sign-in.',
  '',
  HASHES,
  'https://kubesphere.io             2026-03-04 05:16:07',
  HASHES,
];

const TRACEBACK = [
  'Traceback (most recent call last):',
  '  File "/hooks/kubesphere/installRunner.py", line 321, in <module>',
  '    main()',
  'kubernetes.client.exceptions.ApiException: (403)',
  operatorLine(
    "TASK_RUN TASK_HOOK_RUN 'kubesphere/installRunner.py' on 'KUBE_EVENTS' failed. Will retry after delay. Failed count is 1.",
    'ERROR',
  ),
  operatorLine('TASK_RUN Delay for 5s'),
];

const runOf = (release: string, outcome: SampleOutcome): string[] => {
  if (outcome === 'crash') return [...RUN, ...TRACEBACK];
  if (outcome === 'kubernetes-unsupported') {
    const words =
      release === '3.0'
        ? 'The current k8s version is not supported'
        : 'The current Kubernetes version is not supported !';
    return [...RUN, ...play(preinstall(...assertion(words)), 1)];
  }
  if (outcome === 'default-storage-class-missing')
    return [...RUN, ...play(preinstall(...assertion('Default StorageClass was not found !')), 1)];
  const failedItem =
    'failed: [localhost] (item=kubesphere-monitoring-system) => {"ansible_loop_var": "item", "changed": true, "msg": "non-zero return code", "rc": 1, "stderr": "Unable to connect to the server: net/http: TLS handshake timeout", "stdout": ""}';
  const plays = [...RUN, ...play(preinstall()), ...play(METRICS)];
  if (outcome === 'play-failed')
    return [
      ...plays,
      ...play(
        common(
          ...task(
            'common : KubeSphere | Creating namespaces',
            'changed: [localhost] => (item=a)',
            failedItem,
            'changed: [localhost] => (item=b)',
          ),
        ),
        1,
      ),
    ];
  const names = componentsOf(release);
  const failing = outcome === 'component-failed' ? 'multicluster' : undefined;
  const parallel = (release === '3.0' ? oldParallel : newParallel)(names, failing);
  const before = [...plays, ...play(common()), ...play(KS_CORE)];
  if (outcome === 'running') return [...before, ...names.map((name) => `Start installing ${name}`), STARS];
  if (failing !== undefined) return [...before, ...parallel, ...failureBlock(failing)];
  return [
    ...before,
    ...parallel,
    ...(outcome === 'finish-failed' ? ['Failed to ansible-playbook result-info.yaml'] : BANNER),
  ];
};

/** The container's text of one run without timestamps, in the shape of the release's own installer; every word of it is made up. */
export const sampleInstallerRun = ({ release = '3.4', outcome = 'success' }: SampleOptions = {}): string[] =>
  runOf(release, outcome);
