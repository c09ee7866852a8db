import { ensureObjects } from '../apply-objects.ts';
import { FEDERATION_CRDS } from './custom-resources.ts';
import { importStatus } from './installer-effects.ts';
import { multiclusterManifest } from './manifests.ts';
import type { RunFacts } from './run-facts.ts';
import type { RunContext } from './run-plays.ts';
import { pythonJson } from './task-lines.ts';

const STARS = '*'.repeat(50);
const WIDE_STARS = '*'.repeat(150);
/** Components that leave no status with the default configuration. */
const WITHOUT_STATUS = ['network', 'openpitrix'];

/**
 * The side-by-side phase: all components start, each is told when it ends, a failed one with its JSON.
 * Answers whether all succeeded.
 */
export async function runComponents(
  facts: RunFacts,
  context: RunContext,
  { durationMs, failing }: { durationMs: number; failing: string | undefined },
): Promise<boolean> {
  const { write, clock, signal, random } = context;
  const { components } = facts;
  write(components.map((name) => `Start installing ${name}`));
  const old = facts.release.release === '3.0';
  if (!old) write([STARS, 'Waiting for all tasks to be completed ...']);
  // The component with most to do ends last; the others in an order of chance.
  const last = facts.role === 'host' ? 'multicluster' : 'monitoring';
  const order = components
    .map((name) => ({ name, at: name === last ? 2 : random.next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ name }) => name);
  for (const [index, name] of order.entries()) {
    const share = name === last ? 0.6 : 0.4 / Math.max(1, order.length - 1);
    await clock.sleep(durationMs * share, signal);
    if (name !== failing) await installComponent(name, facts, context);
    const done = order.slice(0, index + 1);
    if (old) write(pollLines(components, done, failing));
    else
      write([
        `task ${name} status is ${name === failing ? 'failed' : 'successful'}  (${index + 1}/${order.length})`,
      ]);
  }
  if (!old) write([STARS, 'Collecting installation results ...']);
  if (failing !== undefined) write(failureLines(failing, context));
  return failing === undefined;
}

/** 3.0 polls: a block every ten seconds, all components each time. */
function pollLines(
  components: readonly string[],
  done: readonly string[],
  failing: string | undefined,
): string[] {
  const word = (name: string) =>
    done.includes(name) ? (name === failing ? 'failed' : 'successful') : 'running';
  return [
    ...components.map((name) => `task ${name} status is ${word(name)}`),
    `total: ${components.length}     completed:${done.length}`,
    STARS,
  ];
}

async function installComponent(name: string, facts: RunFacts, context: RunContext): Promise<void> {
  if (name === 'multicluster') return installMulticluster(facts, context);
  if (!WITHOUT_STATUS.includes(name)) await importStatus(name, facts, context);
}

/** Tower and kubefed, on a host only: for every other role the component is listed and does nothing. */
async function installMulticluster(facts: RunFacts, context: RunContext): Promise<void> {
  if (facts.role !== 'host') return;
  const tower = facts.release.release >= '3.3' ? 'v0.2.1' : 'v0.2.0';
  await ensureObjects(context.client, [...FEDERATION_CRDS, ...multiclusterManifest(tower)], context);
  await importStatus('multicluster', facts, context);
}

function failureLines(name: string, { clock, random }: RunContext): string[] {
  const cause = name === 'multicluster' ? KUBEFED_FAILURE : MONITORING_FAILURE;
  const end = clock.now().toISOString().slice(0, 19);
  const result = {
    attempts: 5,
    changed: true,
    cmd: cause.cmd,
    delta: '0:00:01.204117',
    msg: 'non-zero return code',
    rc: 1,
    stderr: cause.stderr,
    stderr_lines: [cause.stderr],
    stdout: '',
  };
  const event = {
    counter: 40 + Math.floor(random.next() * 40),
    created: `${end}.114307`,
    end_line: 65,
    event: 'runner_on_failed',
    event_data: {
      duration: 11.512702,
      end: `${end}.114171`,
      host: 'localhost',
      ignore_errors: null,
      play: 'localhost',
      playbook: `/kubesphere/playbooks/${name}.yaml`,
      res: result,
      role: `ks-${name}`,
      task: cause.task,
      task_action: 'shell',
    },
    parent_uuid: '0242ac11-0002-4d6f-9a5e-000000000023',
    pid: 2304,
    runner_ident: name,
    start_line: 64,
    stdout: `fatal: [localhost]: FAILED! => ${pythonJson(result)}`,
    uuid: 'b1fd64d1-7b1c-4c1e-a3b8-2a8f4c1e2b6d',
  };
  return [
    '',
    '',
    `Task '${name}' failed:`,
    WIDE_STARS,
    ...JSON.stringify(event, null, 2).split('\n'),
    WIDE_STARS,
  ];
}

const MONITORING_FAILURE = {
  task: 'Monitoring | Installing Prometheus',
  cmd: '/usr/local/bin/kubectl apply -f /kubesphere/kubesphere/prometheus/prometheus',
  stderr:
    'Error from server (InternalError): error when creating "prometheus-rules.yaml": Internal error occurred: failed calling webhook "prometheusrulemutate.monitoring.coreos.com": no endpoints available for service "prometheus-operator"',
};
const KUBEFED_FAILURE = {
  task: 'Kubefed | Initing kube-federation-system',
  cmd: '/usr/local/bin/helm -n kube-federation-system upgrade --install kubefed /kubesphere/kubesphere/kubefed --wait --timeout 1800s',
  stderr: 'Error: UPGRADE FAILED: "kubefed" has no deployed releases',
};

/** The component that a planned failure lets fail when none is named. */
export function failingComponent({ role }: RunFacts): string {
  return role === 'host' ? 'multicluster' : 'monitoring';
}
