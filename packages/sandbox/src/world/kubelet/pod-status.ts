/** One container as its pod's status tells it. */
export interface ContainerState {
  name: string;
  image: string;
  restarts: number;
  state:
    | { waiting: { reason: string; message?: string } }
    | { running: { startedAt: string } }
    | { terminated: TerminatedState };
  last?: { terminated: TerminatedState };
}

export interface TerminatedState {
  exitCode: number;
  reason: 'Completed' | 'Error';
  startedAt: string;
  finishedAt: string;
}

interface PodFacts {
  containers: readonly ContainerState[];
  hostIp: string;
  podIp: string;
  startTime: string;
  restartPolicy: string;
}

/** The status a kubelet writes for a pod whose containers are in these states. */
export function toPodStatus({ containers, hostIp, podIp, startTime, restartPolicy }: PodFacts): object {
  const phase = toPhase(containers, restartPolicy);
  const ready = phase === 'Running' && containers.every(({ state }) => 'running' in state);
  const condition = (type: string, holds: boolean) => ({
    type,
    status: holds ? 'True' : 'False',
    lastProbeTime: null,
    lastTransitionTime: startTime,
  });
  return {
    phase,
    conditions: [
      condition('Initialized', true),
      condition('Ready', ready),
      condition('ContainersReady', ready),
      condition('PodScheduled', true),
    ],
    hostIP: hostIp,
    podIP: phase === 'Pending' ? null : podIp,
    podIPs: phase === 'Pending' ? null : [{ ip: podIp }],
    startTime,
    containerStatuses: containers.map((container) => ({
      name: container.name,
      image: container.image,
      imageID: `${container.image}@sha256:0`,
      ready: 'running' in container.state,
      started: 'running' in container.state,
      restartCount: container.restarts,
      state: container.state,
      lastState: container.last ?? {},
    })),
  };
}

function toPhase(containers: readonly ContainerState[], restartPolicy: string): string {
  const ended = containers.flatMap(({ state }) => ('terminated' in state ? [state.terminated] : []));
  if (ended.length === containers.length && restartPolicy !== 'Always') {
    return ended.every(({ exitCode }) => exitCode === 0) ? 'Succeeded' : 'Failed';
  }
  return containers.every(({ state, restarts }) => 'waiting' in state && restarts === 0)
    ? 'Pending'
    : 'Running';
}
