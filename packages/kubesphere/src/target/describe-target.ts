import { digestOf } from '../text/digest.ts';
import type { Target } from './target.ts';

/** A target in words that are safe in a log: the sealed text never appears. */
export const describeTarget = (target: Target): string => {
  switch (target.kind) {
    case 'host':
      return 'host';
    case 'member':
      return `member ${target.name}`;
    case 'connection':
      return 'pasted connection';
  }
};

/** A key for caches and maps, distinct per cluster and session; holds a digest in place of the sealed text. */
export const targetKey = (target: Target): string => {
  switch (target.kind) {
    case 'host':
      return 'host';
    case 'member':
      return `member/${target.name}`;
    case 'connection':
      return `connection/${target.sealed.length}-${digestOf(target.sealed)}`;
  }
};
