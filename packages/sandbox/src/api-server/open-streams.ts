export type StreamKind = 'watch' | 'log';

export interface OpenStream {
  kind: StreamKind;
  path: string;
  /** Breaks the connection; with `midLine` half a line is written first. */
  cut(options: { midLine: boolean }): void;
}

/** The long answers (watches, followed logs) that are being written now. */
export class OpenStreams {
  readonly #open = new Set<OpenStream>();

  /** Registers a stream; call the result when it ends. */
  add(stream: OpenStream): () => void {
    this.#open.add(stream);
    return () => this.#open.delete(stream);
  }

  count(kind: StreamKind): number {
    return [...this.#open].filter((stream) => stream.kind === kind).length;
  }

  /** Breaks the streams whose path matches (all without a pattern); returns how many. */
  cut({ path, midLine = false }: { path?: RegExp; midLine?: boolean } = {}): number {
    const chosen = [...this.#open].filter((stream) => path === undefined || path.test(stream.path));
    for (const stream of chosen) stream.cut({ midLine });
    return chosen.length;
  }
}
