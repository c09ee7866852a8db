import type { WriteConfiguration, WrittenConfiguration } from '@flotilla/contracts';
import { parseConfiguration, restoreSecrets, type Issue, type Target } from '@flotilla/kubesphere';
import { fieldAt, textAt } from '../object-fields.ts';
import { KubeFailure, type KubeObject, type KubeSession } from '../ports/kube.ts';
import { ProblemError } from '../problem-error.ts';
import type { Caller } from './caller.ts';
import { openTarget } from './open-target.ts';
import { CONFIGURATION, CONFIGURATION_NAME } from './read-kubesphere-facts.ts';
import {
  editableDigest,
  editablePartOf,
  getConfiguration,
  toStoredConfiguration,
  withoutBookkeeping,
  type ConfigurationView,
} from './stored-configuration.ts';
import { toMergePatch, type MergePatch } from './to-merge-patch.ts';

/** The installer patches status in bursts; each patch moves the version our guard stands on. */
const MAX_TRIES = 8;

interface Writing {
  readonly session: KubeSession;
  readonly request: WriteConfiguration;
  readonly view: ConfigurationView;
  readonly signal: AbortSignal;
}

/** Parse → compare with the base → dry-run → guarded patch of what differs (D8). Never overwrites what changed meanwhile. */
export function createWriteConfiguration(digest: (text: string) => string) {
  return async (
    request: { target: Target; write: WriteConfiguration },
    caller: Caller,
  ): Promise<WrittenConfiguration> => {
    const { access, signal } = caller;
    await using session = await openTarget(request.target, access, { signal });
    const view = { fingerprint: access.fingerprint, digest };
    return await writeGuarded({ session, request: request.write, view, signal });
  };
}

async function writeGuarded(writing: Writing): Promise<WrittenConfiguration> {
  const { request, view } = writing;
  for (let attempt = 1; ; attempt += 1) {
    const current = await getConfiguration(writing.session, writing);
    const { value, issues } = parseEdited(request.yaml, current);
    if (current === undefined) throw new ProblemError('configuration.conflict', { current: null });
    const isBase =
      current.metadata.uid === request.base.uid && editableDigest(current, view) === request.base.specDigest;
    if (!isBase) {
      throw new ProblemError('configuration.conflict', { current: toStoredConfiguration(current, view) });
    }
    const stored = await patchOnce(writing, current, withSecrets(value, current, view));
    if (stored !== undefined) return { stored: toStoredConfiguration(stored, view), issues };
    if (attempt === MAX_TRIES) {
      throw new ProblemError('configuration.conflict', {
        detail: 'The object kept changing.',
        current: toStoredConfiguration(current, view),
      });
    }
  }
}

/** The text as an object and its warnings, or `configuration.invalid` with every issue. */
function parseEdited(yaml: string, current: KubeObject | undefined): { value: unknown; issues: Issue[] } {
  const release = textAt(current, 'metadata', 'labels', 'version');
  const previousRole = textAt(current, 'spec', 'multicluster', 'clusterRole');
  const parsed = parseConfiguration(yaml, {
    ...(release !== undefined && { release }),
    ...(previousRole !== undefined && { previousRole }),
  });
  if (!parsed.ok) throw new ProblemError('configuration.invalid', { issues: [...parsed.error] });
  const issues = [...parsed.value.issues];
  if (issues.some(({ severity }) => severity === 'error'))
    throw new ProblemError('configuration.invalid', { issues });
  return { value: parsed.value.value, issues };
}

/** Placeholders become the stored secrets again. Only after the base was compared: a secret changed underneath is a conflict, not a fault of the text. */
function withSecrets(edited: unknown, current: KubeObject, view: ConfigurationView): unknown {
  const restored = restoreSecrets(edited, withoutBookkeeping(current), view.fingerprint);
  const issues = [...uneditableChanges(edited, current), ...(restored.ok ? [] : restored.error)];
  if (issues.length > 0 || !restored.ok) throw new ProblemError('configuration.invalid', { issues });
  return restored.value;
}

/** Only spec, labels and annotations are the user's; a change elsewhere would silently get lost. */
function uneditableChanges(edited: unknown, current: KubeObject): Issue[] {
  const fixed = [
    ['apiVersion'],
    ['kind'],
    ['metadata', 'name'],
    ['metadata', 'namespace'],
    ['metadata', 'uid'],
  ];
  const changed = fixed.filter((path) => {
    const value = fieldAt(edited, ...path);
    return value !== undefined && value !== fieldAt(current, ...path);
  });
  if (fieldAt(edited, 'status') !== undefined) changed.push(['status']);
  return changed.map((path) => ({ code: 'configuration.not-editable', severity: 'error', path }));
}

/** The stored object; undefined when the version moved in between and everything must be looked at again. */
async function patchOnce(
  writing: Writing,
  current: KubeObject,
  edited: unknown,
): Promise<KubeObject | undefined> {
  const { session, request, signal } = writing;
  const change = changeBetween(current, edited);
  if (change === undefined) return current;
  const patch = guardedBy(current, change);
  try {
    const tried = await session.mergePatch(CONFIGURATION, CONFIGURATION_NAME, patch, {
      signal,
      dryRun: true,
    });
    if (request.dryRun === true) return tried;
    return await session.mergePatch(CONFIGURATION, CONFIGURATION_NAME, patch, { signal });
  } catch (error) {
    if (!(error instanceof KubeFailure)) throw error;
    if (error.kind === 'conflict' || error.kind === 'not-found') return undefined;
    if (error.kind === 'invalid')
      throw new ProblemError('configuration.rejected', { raw: error.raw, cause: error });
    throw error;
  }
}

function changeBetween(current: KubeObject, edited: unknown): MergePatch | undefined {
  const before = editablePartOf(current);
  const after = editablePartOf(edited);
  return toMergePatch(
    { spec: before.spec, metadata: { labels: before.labels, annotations: before.annotations } },
    { spec: after.spec, metadata: { labels: after.labels, annotations: after.annotations } },
  );
}

/** Another version or another object of that name answers `conflict` instead of being overwritten. */
export function guardedBy(current: KubeObject, patch: MergePatch): MergePatch {
  const metadata = patch['metadata'];
  return {
    ...patch,
    metadata: {
      ...(typeof metadata === 'object' && metadata !== null && metadata),
      uid: current.metadata.uid,
      resourceVersion: current.metadata.resourceVersion,
    },
  };
}
