import { MAX_LINE_BYTES } from '@flotilla/contracts';
import {
  INSTALLER_SELECTOR,
  initialProgress,
  parseLogLine,
  reduceProgress,
  type KubeSphereFacts,
} from '@flotilla/kubesphere';
import { fieldAt, listAt, textAt } from '../object-fields.ts';
import {
  KubeFailure,
  type CallOptions,
  type KubeObject,
  type KubeSession,
  type Resource,
} from '../ports/kube.ts';
import { createLineSplitter } from '../streams/split-lines.ts';

export const INSTALLER_NAMESPACE = 'kubesphere-system';
export const INSTALLER_CONTAINER = 'installer';
const PODS: Resource = { group: '', version: 'v1', plural: 'pods', namespace: INSTALLER_NAMESPACE };

/** A run writes some hundred lines; the end of the log holds the last run whole. */
const STATE_TAIL_LINES = 1_500;

export interface InstallerPod {
  readonly name: string;
  readonly uid: string;
  readonly createdAt: string;
  /** How often its container was started again. */
  readonly restarts: number;
  /** `waiting`: no log yet. `stopped`: it ran; its log is complete. */
  readonly container: 'waiting' | 'running' | 'stopped';
  readonly isLeaving: boolean;
}

/** Reads what the follower needs of a pod. A container that waits after having run (CrashLoopBackOff) still has a log. */
function toInstallerPod(pod: KubeObject): InstallerPod {
  const statuses = listAt(pod, 'status', 'containerStatuses');
  const status = statuses.find((each) => fieldAt(each, 'name') === INSTALLER_CONTAINER) ?? statuses[0];
  const restarts = Number(fieldAt(status, 'restartCount') ?? 0);
  const hasRun =
    fieldAt(status, 'state', 'terminated') !== undefined ||
    fieldAt(status, 'lastState', 'terminated') !== undefined;
  const isRunning = fieldAt(status, 'state', 'running') !== undefined;
  return {
    name: pod.metadata.name,
    uid: textAt(pod, 'metadata', 'uid') ?? '',
    createdAt: textAt(pod, 'metadata', 'creationTimestamp') ?? '',
    restarts,
    container: isRunning ? 'running' : hasRun ? 'stopped' : 'waiting',
    isLeaving: fieldAt(pod, 'metadata', 'deletionTimestamp') !== undefined,
  };
}

/** All installer pods, oldest first; the label differs between 3.0–3.2 and 3.3+. */
export async function listInstallerPods(session: KubeSession, options: CallOptions): Promise<InstallerPod[]> {
  const { items } = await session.list(PODS, { labelSelector: INSTALLER_SELECTOR }, options);
  return items.map(toInstallerPod).toSorted((a, b) => a.createdAt.localeCompare(b.createdAt));
}

async function readTail(
  session: KubeSession,
  pod: InstallerPod,
  options: CallOptions,
): Promise<KubeSphereFacts['installer']> {
  const place = { namespace: INSTALLER_NAMESPACE, name: pod.name, container: INSTALLER_CONTAINER };
  const log = { follow: false, timestamps: true, tailLines: STATE_TAIL_LINES };
  const splitter = createLineSplitter(MAX_LINE_BYTES);
  let progress = initialProgress;
  let lineNumber = 0;
  for await (const chunk of await session.openLog(place, log, options)) {
    for (const { text } of splitter.push(chunk)) {
      const line = parseLogLine(text);
      lineNumber += 1;
      if (line) progress = reduceProgress(progress, line, lineNumber);
    }
  }
  return progress.state === 'running' ? 'running' : 'idle';
}

/** Whether ks-installer is at work, told from the end of its log: nothing else shows it (facts §3.3). */
export async function readInstallerState(
  session: KubeSession,
  options: CallOptions,
): Promise<KubeSphereFacts['installer']> {
  try {
    const pod = (await listInstallerPods(session, options)).at(-1);
    if (pod === undefined) return 'absent';
    return pod.container === 'waiting' ? 'unknown' : await readTail(session, pod, options);
  } catch (error) {
    if (error instanceof KubeFailure) return 'unknown';
    throw error;
  }
}
