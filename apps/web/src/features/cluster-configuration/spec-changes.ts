import { diffConfiguration } from '@flotilla/kubesphere';

/** How many fields of `spec` differ between two texts: what ks-installer runs for. Comments, order, labels and annotations are none of its business. */
export const countSpecChanges = (before: string, after: string): number =>
  diffConfiguration(before, after, before).filter(({ path }) => path[0] === 'spec').length;
