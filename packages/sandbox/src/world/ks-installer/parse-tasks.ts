import type { Release } from './releases.ts';
import { PLAYS, type PlayName } from './tasks.ts';

export type Outcome =
  | 'ok'
  | 'changed'
  | 'skipping'
  | 'none'
  | 'message'
  | 'assert'
  | 'namespaces'
  | 'slow'
  | 'retry'
  | 'ignored';

export interface Task {
  role: string;
  name: string;
  outcome: Outcome;
  items: string[];
  flag?: { name: string; holds: boolean };
  effect?: string;
}

export interface Play {
  name: PlayName;
  tasks: Task[];
}

const LINE =
  /^(?:(?<from>3\.\d)?(?<range>[+-])(?<to>3\.\d)? )?(?<role>[^:]+) : (?<name>.+) = (?<outcome>[a-z]+)(?: \[(?<items>.*)\])?(?: \?(?<not>!)?(?<flag>[a-z-]+))?(?: @(?<effect>\S+))?$/;

/** The plays that `release` runs, in order. Throws on a line of the table that cannot be read. */
export function playsOf(release: Release): Play[] {
  return PLAYS.map(({ name, tasks }) => ({
    name,
    tasks: tasks
      .split('\n')
      .filter((line) => line !== '')
      .flatMap((line) => parseTask(line, release)),
  }));
}

function parseTask(line: string, release: Release): Task[] {
  const found = LINE.exec(line)?.groups;
  const outcome = parseOutcome(found?.['outcome']);
  if (!found || !outcome) throw new Error(`no task: ${line}`);
  const { from = '', range, to = '', role = '', name = '', items, flag, effect } = found;
  if (range && (release < from || (to !== '' && release > to))) return [];
  return [
    {
      role,
      name,
      outcome,
      items: items ? splitItems(items) : [],
      ...(flag ? { flag: { name: flag, holds: found['not'] === undefined } } : {}),
      ...(effect ? { effect } : {}),
    },
  ];
}

/** Items are separated by commas; an item in braces keeps its own. */
function splitItems(items: string): string[] {
  return items.match(/\{[^}]*\}|[^,{}\s][^,{}]*/g) ?? [];
}

const OUTCOMES: readonly Outcome[] = [
  'ok',
  'changed',
  'skipping',
  'none',
  'message',
  'assert',
  'namespaces',
  'slow',
  'retry',
  'ignored',
];

function parseOutcome(text: string | undefined): Outcome | undefined {
  return OUTCOMES.find((outcome) => outcome === text);
}
