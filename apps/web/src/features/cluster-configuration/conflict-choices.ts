import {
  conflictKey,
  diffConfiguration,
  mergeConfiguration,
  type ConfigurationConflict,
  type Issue,
  type Result,
} from '@flotilla/kubesphere';

export type Side = 'mine' | 'theirs';
export type Choices = Readonly<Record<string, Side>>;

/** The three texts of a conflict: what both began with, and what each made of it. */
export interface ThreeTexts {
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
}

/** Every path that differs, those to be decided first. */
export function conflictRows({ base, mine, theirs }: ThreeTexts): readonly ConfigurationConflict[] {
  const rank = (row: ConfigurationConflict): number => (row.state === 'conflict' ? 0 : 1);
  return diffConfiguration(base, mine, theirs).toSorted((one, other) => rank(one) - rank(other));
}

/** Paths that both changed and nobody has decided yet. */
export const undecided = (
  rows: readonly ConfigurationConflict[],
  choices: Choices,
): readonly ConfigurationConflict[] =>
  rows.filter((row) => row.state === 'conflict' && choices[conflictKey(row.path)] === undefined);

/** The same side for every path that needs a decision. */
export const chooseAll = (rows: readonly ConfigurationConflict[], side: Side): Choices =>
  Object.fromEntries(
    rows.filter(({ state }) => state === 'conflict').map(({ path }) => [conflictKey(path), side]),
  );

/** Their text with my changes and choices; undefined while something is still to be chosen. */
export function mergedText(
  texts: ThreeTexts,
  rows: readonly ConfigurationConflict[],
  choices: Choices,
): Result<string, Issue[]> | undefined {
  if (undecided(rows, choices).length > 0) return undefined;
  return mergeConfiguration(texts.base, texts.mine, texts.theirs, choices);
}
