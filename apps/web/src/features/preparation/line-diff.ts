export type DiffLine =
  | {
      readonly kind: 'same' | 'added' | 'removed';
      readonly text: string;
      readonly before?: number;
      readonly after?: number;
    }
  | { readonly kind: 'hidden'; readonly count: number; readonly before: number };

const CONTEXT_LINES = 3;

/** Two texts as one list of lines with `context` unchanged lines around each change; the rest is counted. */
export function diffLines(before: string, after: string, context = CONTEXT_LINES): readonly DiffLine[] {
  return foldUnchanged(alignLines(toLines(before), toLines(after)), context);
}

type Aligned = Exclude<DiffLine, { kind: 'hidden' }>;

function toLines(text: string): readonly string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Equal head and tail stand as they are; what lies between is aligned. Configurations differ in few lines, so that is little. */
function alignLines(before: readonly string[], after: readonly string[]): readonly Aligned[] {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;

  const same = (b: number, a: number): Aligned => ({
    kind: 'same',
    text: before[b] ?? '',
    before: b + 1,
    after: a + 1,
  });
  const heads = Array.from({ length: head }, (_, line) => same(line, line));
  const tails = Array.from({ length: tail }, (_, line) =>
    same(before.length - tail + line, after.length - tail + line),
  );
  const middle = alignMiddle(
    before.slice(head, before.length - tail),
    after.slice(head, after.length - tail),
  );
  return [...heads, ...middle.map((line) => shift(line, head)), ...tails];
}

function shift(line: Aligned, by: number): Aligned {
  return {
    ...line,
    ...(line.before === undefined ? {} : { before: line.before + by }),
    ...(line.after === undefined ? {} : { after: line.after + by }),
  };
}

/** Along a longest common subsequence; removed lines before the added ones that replace them. */
function alignMiddle(before: readonly string[], after: readonly string[]): readonly Aligned[] {
  const length = lcsTable(before, after);
  const result: Aligned[] = [];
  let b = 0;
  let a = 0;
  while (b < before.length || a < after.length) {
    const isRemovalBest = (length[b + 1]?.[a] ?? -1) >= (length[b]?.[a + 1] ?? -1);
    if (b < before.length && a < after.length && before[b] === after[a]) {
      result.push({ kind: 'same', text: before[b] ?? '', before: b + 1, after: a + 1 });
      b += 1;
      a += 1;
    } else if (b < before.length && isRemovalBest) {
      result.push({ kind: 'removed', text: before[b] ?? '', before: b + 1 });
      b += 1;
    } else {
      result.push({ kind: 'added', text: after[a] ?? '', after: a + 1 });
      a += 1;
    }
  }
  return result;
}

/** `table[i][j]`: how many lines the rests from i and j have in common. */
function lcsTable(left: readonly string[], right: readonly string[]): readonly (readonly number[])[] {
  const table = Array.from({ length: left.length + 1 }, () =>
    Array.from({ length: right.length + 1 }, () => 0),
  );
  for (let i = left.length - 1; i >= 0; i -= 1) {
    const row = table[i];
    const below = table[i + 1];
    if (row === undefined || below === undefined) continue;
    for (let j = right.length - 1; j >= 0; j -= 1) {
      row[j] = left[i] === right[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
}

function foldUnchanged(lines: readonly Aligned[], context: number): readonly DiffLine[] {
  const near = lines.map((_, at) =>
    lines.slice(Math.max(0, at - context), at + context + 1).some(({ kind }) => kind !== 'same'),
  );
  const folded: DiffLine[] = [];
  lines.forEach((line, at) => {
    const last = folded.at(-1);
    if (near[at] === true) folded.push(line);
    else if (last?.kind === 'hidden') folded[folded.length - 1] = { ...last, count: last.count + 1 };
    else folded.push({ kind: 'hidden', count: 1, before: line.before ?? 0 });
  });
  return folded;
}
