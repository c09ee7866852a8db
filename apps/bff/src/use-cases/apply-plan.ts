import type { AppliedPlan, ApplyPlan } from '@flotilla/contracts';
import { toWirePlan, type Target } from '@flotilla/kubesphere';
import { KubeFailure, type KubeObject, type KubeSession } from '../ports/kube.ts';
import { ProblemError } from '../problem-error.ts';
import type { Caller } from './caller.ts';
import { openTarget } from './open-target.ts';
import { makePlan } from './plan-preparation.ts';
import { CONFIGURATION, CONFIGURATION_NAME } from './read-kubesphere-facts.ts';
import type { MergePatch } from './to-merge-patch.ts';
import { guardedBy } from './write-configuration.ts';

/** The installer's status patches move the version between our reading and our writing. */
const MAX_TRIES = 5;

/** Carries out the plan that was shown and only that one: plan again, compare, dry-run, guarded patch, plan again. */
export async function applyPlan(
  request: { target: Target; apply: ApplyPlan },
  caller: Caller,
): Promise<AppliedPlan> {
  const { access, signal } = caller;
  const { role, digest } = request.apply;
  await using session = await openTarget(request.target, access, { signal });
  for (let attempt = 1; ; attempt += 1) {
    const { plan, current } = await makePlan(session, { role, access, signal });
    if (plan.state === 'impossible') {
      throw new ProblemError('plan.impossible', { params: { obstacles: plan.obstacles.join(', ') } });
    }
    if (plan.digest !== digest) throw new ProblemError('plan.stale', { params: { digest: plan.digest } });
    const appliedAt = new Date(access.clock.now()).toISOString();
    if (plan.patch === undefined || current === undefined) return { plan: toWirePlan(plan), appliedAt };
    if (await isWritten(session, guardedBy(current, { ...plan.patch }), signal)) {
      return { plan: toWirePlan((await makePlan(session, { role, access, signal })).plan), appliedAt };
    }
    if (attempt === MAX_TRIES)
      throw new ProblemError('plan.stale', { detail: 'The object kept changing.', params: { digest } });
  }
}

/** False when the object moved in between. */
async function isWritten(session: KubeSession, patch: MergePatch, signal: AbortSignal): Promise<boolean> {
  const write = (dryRun: boolean): Promise<KubeObject> =>
    session.mergePatch(CONFIGURATION, CONFIGURATION_NAME, patch, { signal, dryRun });
  try {
    await write(true);
    await write(false);
    return true;
  } catch (error) {
    if (!(error instanceof KubeFailure)) throw error;
    if (error.kind === 'conflict') return false;
    if (error.kind === 'invalid')
      throw new ProblemError('configuration.rejected', { raw: error.raw, cause: error });
    throw error;
  }
}
