const CHUNK_LINES = 512;
const NANOSECONDS_PER_SECOND = 1_000_000_000n;
/** Apart enough that a second holds 100,000 lines, as a busy kubelet writes them. */
const STEP_NANOSECONDS = 10_000n;
const TEXT_LENGTH = 119;

/** A container's log whose every line tells its number, so that a reader can be held to each of them. */
export interface NumberedLog {
  readonly lines: number;
  /** From line `first` (0-based) to the end, in chunks of many lines; `stamped` puts the kubelet's timestamp before each. */
  chunks(first: number, stamped: boolean): Iterable<Buffer>;
  /** The first line not older than that second (RFC 3339). */
  lineSince(second: string): number;
}

export function createNumberedLog(lines: number, beginsAt: Date): NumberedLog {
  const begin = BigInt(Math.floor(beginsAt.getTime() / 1_000)) * NANOSECONDS_PER_SECOND;
  const stamp = (line: number) => toStamp(begin + BigInt(line) * STEP_NANOSECONDS);
  function* chunks(first: number, stamped: boolean): Generator<Buffer> {
    for (let from = first; from < lines; from += CHUNK_LINES) {
      const rows: string[] = [];
      for (let line = from; line < Math.min(from + CHUNK_LINES, lines); line += 1)
        rows.push(stamped ? `${stamp(line)} ${numberedText(line)}\n` : `${numberedText(line)}\n`);
      yield Buffer.from(rows.join(''));
    }
  }
  return {
    lines,
    chunks,
    lineSince(second) {
      const since = BigInt(Date.parse(second)) * 1_000_000n;
      return since <= begin ? 0 : Number((since - begin) / STEP_NANOSECONDS);
    },
  };
}

/** Line `line` (0-based), always of the same length. */
function numberedText(line: number): string {
  return `line ${String(line).padStart(9, '0')} `.padEnd(TEXT_LENGTH, 'abcdefghij ');
}

/** The number in a line of such a log; undefined for any other text. */
export function numberIn(text: string): number | undefined {
  const match = /^line (\d{9}) /.exec(text);
  return match === null ? undefined : Number(match[1]);
}

function toStamp(nanoseconds: bigint): string {
  const second = new Date(Number(nanoseconds / 1_000_000n)).toISOString().slice(0, 19);
  return `${second}.${String(nanoseconds % NANOSECONDS_PER_SECOND).padStart(9, '0')}Z`;
}
