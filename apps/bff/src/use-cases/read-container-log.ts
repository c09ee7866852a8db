import { setTimeout as wait } from 'node:timers/promises';
import type { InstallerLogItem } from '@flotilla/contracts';
import { sinceTimeOf, type LogSource } from '@flotilla/kubesphere';
import { KubeFailure, type CallOptions, type KubeSession } from '../ports/kube.ts';
import { INSTALLER_CONTAINER, INSTALLER_NAMESPACE, type InstallerPod } from './find-installer-pod.ts';
import { sayOnce, type LogPosition } from './installer-log-position.ts';
import { readInstallerLines } from './read-installer-lines.ts';

/** A running container's log ends cleanly when its kubelet is lost; asking again at once would only hammer it. */
const REOPEN_DELAY_MS = 300;

interface ContainerStart {
  readonly pod: InstallerPod;
  readonly source: LogSource;
  readonly previous: boolean;
  readonly position: LogPosition;
}

/** The pod went, or its container has not begun: look at the pods again. */
function isPassing({ kind, status }: KubeFailure): boolean {
  return kind === 'not-found' || kind === 'invalid' || status === 204;
}

async function openContainerLog(
  session: KubeSession,
  { pod, source, previous, position }: ContainerStart,
  options: CallOptions,
): Promise<AsyncIterable<Uint8Array> | undefined> {
  const { cursor } = position;
  const isSame = cursor?.podUid === source.podUid && cursor.restarts === source.restarts;
  const place = { namespace: INSTALLER_NAMESPACE, name: pod.name, container: INSTALLER_CONTAINER };
  const log = {
    follow: !previous && pod.container === 'running',
    previous,
    timestamps: true,
    ...(isSame && { sinceTime: sinceTimeOf(cursor) }),
  };
  try {
    return await session.openLog(place, log, options);
  } catch (error) {
    if (error instanceof KubeFailure && isPassing(error)) return undefined;
    throw error;
  }
}

/** Reads one container start until its stream ends cleanly; says in `position` what that end means. */
export async function* readContainerLog(
  session: KubeSession,
  start: ContainerStart,
  options: CallOptions,
): AsyncGenerator<InstallerLogItem> {
  const { pod, source, previous, position } = start;
  const stream = await openContainerLog(session, start, options);
  if (stream === undefined) {
    if (previous) {
      position.tail = 'done';
      yield { type: 'gap', reason: 'container-restarted' };
      return;
    }
    yield* sayOnce(position, { state: 'waiting', for: 'container' });
    await wait(REOPEN_DELAY_MS, undefined, options);
    return;
  }
  if (!previous) yield* sayOnce(position, { state: 'following', pod: pod.name, restarts: source.restarts });
  const isFinished = previous || pod.container === 'stopped';
  position.tail = 'open';
  position.leftover = [];
  const lines = readInstallerLines(source, position.cursor);
  for await (const chunk of stream) {
    for (const item of lines.push(chunk)) {
      if (item.type === 'lines') position.cursor = item.cursor;
      position.progressed();
      yield item;
    }
  }
  if (isFinished) {
    for (const item of lines.takeRest()) {
      if (item.type === 'lines') position.cursor = item.cursor;
      yield item;
    }
    position.tail = 'done';
    return;
  }
  // The last line may be cut in half: it is read again unless the pod is never seen again.
  position.leftover = lines.takeRest();
  position.tail = 'ended';
  await wait(REOPEN_DELAY_MS, undefined, options);
}
