const HOOK = 'kubesphere/installRunner.py';

/** A line of shell-operator's own log. */
export function operatorLine(at: Date, text: string, level: 'INFO' | 'ERROR' = 'INFO'): string {
  return `${at.toISOString().replace(/\.\d+Z$/, 'Z')} ${level.padEnd(9)}: ${text}`;
}

/** What is said once per pod, up to the moment at which a ClusterConfiguration is waited for. */
export const START_TEXTS: readonly string[] = [
  'shell-operator latest',
  'HTTP SERVER Listening on 0.0.0.0:9115',
  'Use temporary dir: /tmp/shell-operator',
  'Initialize hooks manager ...',
  'Search and load hooks ...',
  "Load hook config from '/hooks/kubesphere/installRunner.py'",
  "Load hook config from '/hooks/kubesphere/schedule.sh'",
  'Initializing schedule manager ...',
  'KUBE Init Kubernetes client',
  'KUBE-INIT Kubernetes client is configured successfully',
  'MAIN: run main loop',
  'MAIN: add onStartup tasks',
  'QUEUE add all HookRun@OnStartup',
  'Running schedule manager ...',
  'MSTOR Create new metric shell_operator_live_ticks',
  'MSTOR Create new metric shell_operator_tasks_queue_length',
  "GVR for kind 'ClusterConfiguration' is installer.kubesphere.io/v1alpha1, Resource=clusterconfigurations",
];

/** Said when a change of `.spec` arrives. */
export function eventTexts(eventId: string): string[] {
  return [`EVENT Kube event '${eventId}'`, `QUEUE add TASK_HOOK_RUN@KUBE_EVENTS ${HOOK}`];
}

/** Said when the queue comes to that change; the last text separates runs. */
export const RUN_TEXTS: readonly string[] = [
  `TASK_RUN HookRun@KUBE_EVENTS ${HOOK}`,
  `Running hook '${HOOK}' binding 'KUBE_EVENTS' ...`,
];

/** Said when the hook has crashed; it is run again after five seconds. */
export function crashTexts(failures: number): { error: string; delay: string } {
  return {
    error: `TASK_RUN TASK_HOOK_RUN '${HOOK}' on 'KUBE_EVENTS' failed. Will retry after delay. Failed count is ${failures}. Error: exit status 1`,
    delay: 'TASK_RUN Delay for 5s',
  };
}
