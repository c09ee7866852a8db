import { Buffer } from 'node:buffer';

export interface LogReadOptions {
  follow: boolean;
  timestamps: boolean;
  /** Only lines at or after this moment. */
  since?: Date | undefined;
  /** Only the last so many lines; 0 is none of what is there. */
  tailLines?: number | undefined;
  limitBytes?: number | undefined;
}

/** One container's log: lines are appended, never changed, each with its own nanosecond. */
export interface ContainerLog {
  /** Each line gets a timestamp later than all before it. A line holds no line break. */
  append(lines: readonly string[], at: Date): void;
  /** The container has ended: followers get what is left and then the end. */
  end(): void;
  /** The kubelet has rotated: new readers see only what comes after; followers lose nothing. */
  rotate(): void;
  /** Chunks of whole lines; each is made when asked for, so a slow reader holds nothing back and queues nothing. */
  read(options: LogReadOptions, context: { signal: AbortSignal }): AsyncGenerator<Buffer, void>;
  readonly ended: boolean;
  /** How many readers are open right now. */
  readonly readers: number;
}

interface LogLine {
  /** Nanoseconds since 1970. */
  at: bigint;
  text: string;
}

const CHUNK_BYTES = 64 * 1024;

/** An empty log; needs no closing, but `end` lets followers go. */
export function createContainerLog(): ContainerLog {
  const lines: LogLine[] = [];
  let firstReadable = 0;
  let ended = false;
  let readers = 0;
  let last = 0n;
  let more = newSignal();

  const tell = () => {
    const previous = more;
    more = newSignal();
    previous.resolve();
  };

  const startOf = ({ since, tailLines }: LogReadOptions): number => {
    const sinceNs = since ? BigInt(since.getTime()) * 1_000_000n : 0n;
    let start = tailLines === undefined ? firstReadable : Math.max(firstReadable, lines.length - tailLines);
    while (start < lines.length && (lines[start]?.at ?? 0n) < sinceNs) start += 1;
    return start;
  };

  async function* read(
    options: LogReadOptions,
    { signal }: { signal: AbortSignal },
  ): AsyncGenerator<Buffer, void> {
    readers += 1;
    try {
      const aborted = newSignal();
      signal.addEventListener('abort', aborted.resolve, { once: true });
      let left = options.limitBytes ?? Infinity;
      let next = startOf(options);
      while (!signal.aborted && left > 0) {
        const chunk: string[] = [];
        for (let size = 0; next < lines.length && size < CHUNK_BYTES; next += 1) {
          const line = lines[next];
          if (!line) break;
          const text = options.timestamps ? `${toRfc3339Nano(line.at)} ${line.text}\n` : `${line.text}\n`;
          chunk.push(text);
          size += text.length;
        }
        if (chunk.length > 0) {
          const bytes = Buffer.from(chunk.join('')).subarray(0, Math.min(left, Number.MAX_SAFE_INTEGER));
          left -= bytes.length;
          yield bytes;
          continue;
        }
        if (ended || !options.follow) return;
        await Promise.race([more.promise, aborted.promise]);
      }
    } finally {
      readers -= 1;
    }
  }

  return {
    append(texts, at) {
      if (ended) return;
      const now = BigInt(at.getTime()) * 1_000_000n;
      for (const text of texts) {
        // Real kubelets stamp each line on arrival; two lines never share a nanosecond here, as they hardly do there.
        last = now > last ? now : last + 1_337n;
        lines.push({ at: last, text });
      }
      tell();
    },
    end() {
      ended = true;
      tell();
    },
    rotate() {
      firstReadable = lines.length;
    },
    read,
    get ended() {
      return ended;
    },
    get readers() {
      return readers;
    },
  };
}

function newSignal(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

/** `2026-01-02T03:04:05.000000001Z`: always nine digits, as the kubelet writes. */
function toRfc3339Nano(at: bigint): string {
  const millis = at / 1_000_000n;
  const nanos = at % 1_000_000_000n;
  return `${new Date(Number(millis)).toISOString().slice(0, 19)}.${nanos.toString().padStart(9, '0')}Z`;
}
