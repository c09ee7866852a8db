import type { HostState } from '@flotilla/contracts';

/** Whether preparing the host is the next thing to do, as far as is known. KubeSphere 4 needs no preparation. */
export const needsPreparation = ({ reachable, generation, prepared }: HostState): boolean =>
  reachable && generation === '3' && !prepared;
