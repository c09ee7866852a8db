import { MAX_LINE_BYTES } from '@flotilla/contracts';
import { parseLogLine, redactLogLine, type Target } from '@flotilla/kubesphere';
import { KubeFailure, type CallOptions, type KubeSession } from '../ports/kube.ts';
import { ProblemError } from '../problem-error.ts';
import { createLineSplitter, type RawLine } from '../streams/split-lines.ts';
import { INSTALLER_CONTAINER, INSTALLER_NAMESPACE, listInstallerPods } from './find-installer-pod.ts';
import { openTarget, type ClusterAccess } from './open-target.ts';

/** Whole lines, as the contract promises of the plain GET; only a line no one could read is cut. */
const MAX_DOWNLOADED_LINE_BYTES = 64 * MAX_LINE_BYTES;

export interface DownloadOptions extends CallOptions {
  readonly follow: boolean;
  readonly timestamps: boolean;
}

async function openLog(
  session: KubeSession,
  { follow, signal }: DownloadOptions,
): Promise<AsyncIterable<Uint8Array>> {
  const pods = await listInstallerPods(session, { signal });
  const pod = pods.findLast(({ container }) => container !== 'waiting');
  if (pod === undefined) throw new ProblemError('log.pod-missing');
  const place = { namespace: INSTALLER_NAMESPACE, name: pod.name, container: INSTALLER_CONTAINER };
  try {
    return await session.openLog(place, { follow, timestamps: true }, { signal });
  } catch (error) {
    if (!(error instanceof KubeFailure)) throw error;
    if (error.kind === 'not-found' || error.kind === 'invalid')
      throw new ProblemError('log.pod-missing', { cause: error });
    if (error.kind === 'server-error')
      throw new ProblemError('log.unavailable', { raw: error.raw, cause: error });
    throw error;
  }
}

function toText(line: RawLine, timestamps: boolean): string {
  const parsed = parseLogLine(line.text);
  if (!parsed) return `${redactLogLine(line.text)}\n`;
  const text = redactLogLine(parsed.text);
  return timestamps ? `${parsed.at} ${text}\n` : `${text}\n`;
}

async function* readText(
  session: KubeSession,
  log: AsyncIterable<Uint8Array>,
  { timestamps }: DownloadOptions,
): AsyncGenerator<Uint8Array> {
  await using _session = session;
  const splitter = createLineSplitter(MAX_DOWNLOADED_LINE_BYTES);
  for await (const chunk of log) {
    const text = splitter
      .push(chunk)
      .map((line) => toText(line, timestamps))
      .join('');
    if (text !== '') yield Buffer.from(text);
  }
  const rest = splitter.rest();
  if (rest) yield Buffer.from(toText(rest, timestamps));
}

/**
 * The log of the newest installer pod as plain text, secrets masked. Resolves once the log is open, so that failures come before any byte: ProblemError
 * `log.pod-missing` or `log.unavailable`, else KubeFailure. Leaving the loop or aborting closes the connection; the result must be iterated.
 */
export async function downloadInstallerLog(
  target: Target,
  access: ClusterAccess,
  options: DownloadOptions,
): Promise<AsyncIterable<Uint8Array>> {
  const session = await openTarget(target, access, options);
  try {
    return readText(session, await openLog(session, options), options);
  } catch (error) {
    await session[Symbol.asyncDispose]();
    throw error;
  }
}
