import type { ImportCluster } from '@flotilla/contracts';
import {
  clusterDraftIssues,
  toClusterResource,
  toClusterSummary,
  toKubeconfigText,
  type CheckReport,
  type ClusterSummary,
} from '@flotilla/kubesphere';
import { textAt } from '../object-fields.ts';
import { KubeFailure, type KubeObject } from '../ports/kube.ts';
import { ProblemError } from '../problem-error.ts';
import type { Caller } from './caller.ts';
import { collectReport } from './check-cluster.ts';
import {
  CLUSTER_UID_ANNOTATION,
  CREATOR_ANNOTATION,
  findOlderTwin,
  IMPORT_REQUEST_ANNOTATION,
  standsFor,
  type ClusterIdentity,
} from './cluster-twins.ts';
import { CLUSTERS, openTarget } from './open-target.ts';
import { readClusterUid } from './plan-preparation.ts';
import type { RunOneAtATime } from './run-one-at-a-time.ts';

/**
 * Imports a member: draft → same request already done? → checked again → dry-run → create → was somebody first? Of two imports of one cluster one wins and the
 * other is told: within this server by taking turns, across servers by `findOlderTwin`.
 */
export function createAddCluster(oneAtATime: RunOneAtATime) {
  return async (request: ImportCluster, caller: Caller): Promise<ClusterSummary> => {
    const { access } = caller;
    const issues = clusterDraftIssues(request.draft);
    if (issues.length > 0) throw new ProblemError('cluster.invalid', { issues });
    const { server } = await access.unseal(request.sealed);
    const done = await findDone(request, caller);
    if (done !== undefined) return done;
    const identity = { uid: await identify(request, caller), server };
    return await oneAtATime(identity.uid, () => addInTurn(request, identity, caller));
  };
}

/** UID of the member. One that cannot even be asked is refused like one that fails its checks: with the report that says where it fails. */
async function identify(request: ImportCluster, caller: Caller): Promise<string> {
  const { access, signal } = caller;
  try {
    await using session = await openTarget({ kind: 'connection', sealed: request.sealed }, access, {
      signal,
    });
    return await readClusterUid(session, { signal });
  } catch (error) {
    if (!(error instanceof KubeFailure)) throw error;
    await checkAgain(request, caller);
    throw error;
  }
}

async function addInTurn(
  request: ImportCluster,
  identity: ClusterIdentity,
  caller: Caller,
): Promise<ClusterSummary> {
  const { draft, sealed } = request;
  const { access, signal } = caller;
  // The same request may have waited behind itself (double click).
  const done = await findDone(request, caller);
  if (done !== undefined) return done;
  const report = await collectReport({ target: { kind: 'connection', sealed }, name: draft.name }, access, {
    signal,
  });
  refuseUnlessReady(report, draft.name);
  const seen = await access.host.session.list(CLUSTERS, {}, { signal });
  refuseTwin(seen.items.find((object) => standsFor(object, identity)));
  const created = await create(request, identity, caller);
  const twin = await findOlderTwin(access.host.session, { created, identity, seen, signal });
  if (twin !== undefined) {
    const { uid } = created.metadata;
    await access.host.session.delete(CLUSTERS, draft.name, uid === undefined ? {} : { uid }, { signal });
    refuseTwin(twin);
  }
  return summaryOf(created, access.clock.now());
}

/** What an earlier try of the same request made; any other Cluster of that name is in the way. */
async function findDone(
  { draft, requestId }: ImportCluster,
  { access, signal }: Caller,
): Promise<ClusterSummary | undefined> {
  try {
    const object = await access.host.session.get(CLUSTERS, draft.name, { signal });
    if (textAt(object, 'metadata', 'annotations', IMPORT_REQUEST_ANNOTATION) === requestId) {
      return summaryOf(object, access.clock.now());
    }
  } catch (error) {
    if (error instanceof KubeFailure && error.kind === 'not-found') return undefined;
    throw error;
  }
  throw new ProblemError('cluster.name-taken', { params: { name: draft.name } });
}

/** Time has passed since the wizard checked, and scripts may not have checked at all. */
async function checkAgain(
  { draft: { name }, sealed }: ImportCluster,
  { access, signal }: Caller,
): Promise<void> {
  refuseUnlessReady(
    await collectReport({ target: { kind: 'connection', sealed }, name }, access, { signal }),
    name,
  );
}

function refuseUnlessReady(report: CheckReport, name: string): void {
  if (report.verdict === 'ready') return;
  const failed = report.rows.filter(({ state }) => state === 'fail');
  const twin = failed.find(({ code }) => code === 'identity.already-imported');
  if (twin !== undefined) throw new ProblemError('cluster.already-imported', { params: twin.params, report });
  if (failed.some(({ code }) => code === 'name.taken')) {
    throw new ProblemError('cluster.name-taken', { params: { name }, report });
  }
  throw new ProblemError('cluster.not-ready-for-import', { report });
}

function refuseTwin(twin: KubeObject | undefined): void {
  if (twin !== undefined)
    throw new ProblemError('cluster.already-imported', { params: { name: twin.metadata.name } });
}

async function create(
  request: ImportCluster,
  identity: ClusterIdentity,
  caller: Caller,
): Promise<KubeObject> {
  const { draft, requestId, sealed } = request;
  const { access, signal } = caller;
  const resource = toClusterResource(draft, toKubeconfigText(await access.unseal(sealed)));
  const body = {
    ...resource,
    metadata: {
      ...resource.metadata,
      annotations: {
        ...resource.metadata.annotations,
        [CREATOR_ANNOTATION]: 'flotilla',
        [IMPORT_REQUEST_ANNOTATION]: requestId,
        [CLUSTER_UID_ANNOTATION]: identity.uid,
      },
    },
  };
  try {
    await access.host.session.create(CLUSTERS, body, { signal, dryRun: true });
    return await access.host.session.create(CLUSTERS, body, { signal });
  } catch (error) {
    if (!(error instanceof KubeFailure)) throw error;
    if (error.kind === 'already-exists') {
      throw new ProblemError('cluster.name-taken', { params: { name: draft.name }, cause: error });
    }
    if (error.kind === 'invalid') throw new ProblemError('cluster.invalid', { raw: error.raw, cause: error });
    throw error;
  }
}

function summaryOf(object: KubeObject, now: number): ClusterSummary {
  const summary = toClusterSummary(object, now);
  if (summary === undefined)
    throw new KubeFailure('unexpected-answer', 'The API server answered with something that is no Cluster.');
  return summary;
}
