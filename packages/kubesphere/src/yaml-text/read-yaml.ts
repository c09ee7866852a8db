import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  LineCounter,
  parseAllDocuments,
  type Document,
} from 'yaml';
import type { TextRange } from '../issue.ts';

/** What may not be exceeded by a text that comes from outside. */
export interface YamlLimits {
  readonly maxDepth: number;
  readonly maxAliases: number;
}

/** What makes a text unusable as YAML. `reason` is a stable word of the parser, never part of the text. */
export interface YamlProblem {
  readonly kind: 'syntax' | 'too-deep' | 'too-many-aliases';
  readonly reason: string;
  readonly range?: TextRange;
}

/** A YAML (or JSON) text as documents; `documents` is only to be used when `problems` is empty. */
export interface YamlText {
  readonly documents: readonly Document.Parsed[];
  readonly problems: readonly YamlProblem[];
  readonly rangeOf: (start: number, end: number) => TextRange;
}

/** More nodes than this, aliases followed, is no configuration but a bomb. */
const MAX_EXPANDED_NODES = 200_000;
/** Noise makes an error per character; nobody reads more than these. */
const MAX_PROBLEMS = 100;

interface Survey {
  readonly problems: YamlProblem[];
  readonly expanded: Map<unknown, number>;
  readonly anchors: Map<string, unknown>;
  readonly rangeOf: YamlText['rangeOf'];
  readonly limits: YamlLimits;
  aliases: number;
  tooDeep: boolean;
}

const rangeOfNode = (survey: Survey, node: unknown): TextRange | undefined => {
  const range = isScalar(node) || isCollection(node) || isAlias(node) ? node.range : undefined;
  return range ? survey.rangeOf(range[0], range[1]) : undefined;
};

const report = (survey: Survey, problem: Omit<YamlProblem, 'range'>, node: unknown): void => {
  const range = rangeOfNode(survey, node);
  survey.problems.push(range ? { ...problem, range } : problem);
};

const surveyKeys = (survey: Survey, pairs: readonly unknown[]): void => {
  const seen = new Set<unknown>();
  for (const pair of pairs) {
    const key = isPair(pair) ? pair.key : undefined;
    if (!isScalar(key)) continue;
    if (seen.has(key.value)) report(survey, { kind: 'syntax', reason: 'DUPLICATE_KEY' }, key);
    seen.add(key.value);
  }
};

const countChildren = (survey: Survey, node: unknown, depth: number): number => {
  if (!isCollection(node)) return 1;
  if (isMap(node)) surveyKeys(survey, node.items);
  let count = 1;
  for (const item of node.items) {
    count += isPair(item)
      ? surveyNode(survey, item.key, depth + 1) + surveyNode(survey, item.value, depth + 1)
      : surveyNode(survey, item, depth + 1);
  }
  return count;
};

/** Counts the nodes below one, aliases followed, and reports what is beyond the limits; each node is visited once. */
const surveyNode = (survey: Survey, node: unknown, depth: number): number => {
  if (depth > survey.limits.maxDepth) {
    if (!survey.tooDeep) report(survey, { kind: 'too-deep', reason: 'DEPTH' }, node);
    survey.tooDeep = true;
    return 1;
  }
  if (isAlias(node)) {
    survey.aliases += 1;
    if (survey.aliases === survey.limits.maxAliases + 1)
      report(survey, { kind: 'too-many-aliases', reason: 'ALIASES' }, node);
    const target = survey.anchors.get(node.source);
    if (target === undefined) report(survey, { kind: 'syntax', reason: 'BAD_ALIAS' }, node);
    // An anchor that is still open contains its own alias: it would never end.
    else if (!survey.expanded.has(target))
      report(survey, { kind: 'too-many-aliases', reason: 'CYCLE' }, node);
    return survey.expanded.get(target) ?? 1;
  }
  const anchor = isScalar(node) || isCollection(node) ? node.anchor : undefined;
  if (anchor !== undefined) survey.anchors.set(anchor, node);
  const count = countChildren(survey, node, depth);
  if (anchor !== undefined) survey.expanded.set(node, count);
  return count;
};

/** The parser says some mistakes twice, word for word at the same place. */
const syntaxErrorsOf = (document: Document.Parsed): Document.Parsed['errors'] => {
  const keyOf = ({ code, pos }: Document.Parsed['errors'][number]): string => `${code} ${pos.join(' ')}`;
  return [...new Map(document.errors.map((error) => [keyOf(error), error])).values()];
};

const surveyDocument = (
  document: Document.Parsed,
  limits: YamlLimits,
  rangeOf: YamlText['rangeOf'],
): YamlProblem[] => {
  const survey: Survey = {
    problems: syntaxErrorsOf(document)
      .slice(0, MAX_PROBLEMS)
      .map((error) => ({
        // The composer stops at its own nesting limit before ours is reached.
        kind: error.code === 'RESOURCE_EXHAUSTION' ? 'too-deep' : 'syntax',
        reason: error.code,
        range: rangeOf(error.pos[0], Math.max(error.pos[1], error.pos[0] + 1)),
      })),
    expanded: new Map(),
    anchors: new Map(),
    rangeOf,
    limits,
    aliases: 0,
    tooDeep: false,
  };
  const count = surveyNode(survey, document.contents, 0);
  if (
    count > MAX_EXPANDED_NODES &&
    survey.aliases > 0 &&
    !survey.problems.some(({ kind }) => kind === 'too-many-aliases')
  ) {
    report(survey, { kind: 'too-many-aliases', reason: 'EXPANSION' }, document.contents);
  }
  return survey.problems;
};

const NO_RANGE: TextRange = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };

/**
 * Reads a text as YAML documents within limits; never throws. Ranges count lines and columns from 1. Documents without content are among them.
 * Values are read from the nodes, never through `toJS`, so neither aliases nor keys like `__proto__` can do anything.
 */
export const readYaml = (text: string, limits: YamlLimits): YamlText => {
  const lineCounter = new LineCounter();
  const rangeOf: YamlText['rangeOf'] = (start, end) => {
    const from = lineCounter.linePos(start);
    const to = lineCounter.linePos(end);
    return { startLine: from.line, startColumn: from.col, endLine: to.line, endColumn: to.col };
  };
  try {
    // The library compares every key with every other one (quadratic); `surveyKeys` finds duplicates in one pass.
    const parsed = parseAllDocuments(text, {
      lineCounter,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
    const documents = 'empty' in parsed ? [] : parsed;
    const problems = documents.flatMap((document) => surveyDocument(document, limits, rangeOf));
    // What follows the place where nesting was given up is not worth reading.
    const tooDeep = problems.filter(({ kind }) => kind === 'too-deep').slice(0, 1);
    return { documents, rangeOf, problems: tooDeep.length > 0 ? tooDeep : problems.slice(0, MAX_PROBLEMS) };
  } catch (error) {
    // The composer recurses: nesting beyond the stack ends here, before anything was looked at.
    const tooDeep = error instanceof RangeError;
    const problem: YamlProblem = {
      kind: tooDeep ? 'too-deep' : 'syntax',
      reason: tooDeep ? 'DEPTH' : 'UNREADABLE',
      range: NO_RANGE,
    };
    return { documents: [], rangeOf, problems: [problem] };
  }
};

/** Whether nothing stands in a document, as after a closing `---`. */
export const isEmptyDocument = (document: Document.Parsed): boolean =>
  document.contents === null || (isScalar(document.contents) && document.contents.value === null);

/** The parser's word for a problem as words; its own message may quote the text, which may be a secret. */
export const wordsOf = (reason: string): string => reason.toLowerCase().replaceAll('_', ' ');
