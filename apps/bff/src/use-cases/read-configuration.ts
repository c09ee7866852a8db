import type { StoredConfiguration } from '@flotilla/contracts';
import type { Target } from '@flotilla/kubesphere';
import { ProblemError } from '../problem-error.ts';
import type { Caller } from './caller.ts';
import { openTarget } from './open-target.ts';
import { getConfiguration, toStoredConfiguration } from './stored-configuration.ts';

/** The configuration as an editor starts from it; `configuration.not-found` where KubeSphere 3.x is not installed. */
export function createReadConfiguration(digest: (text: string) => string) {
  return async (target: Target, { access, signal }: Caller): Promise<StoredConfiguration> => {
    await using session = await openTarget(target, access, { signal });
    const object = await getConfiguration(session, { signal });
    if (object === undefined) throw new ProblemError('configuration.not-found');
    return toStoredConfiguration(object, { fingerprint: access.fingerprint, digest });
  };
}
