const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

export interface RawLine {
  readonly text: string;
  /** Longer than the cap: the rest was dropped. */
  readonly cut: boolean;
}

export interface LineSplitter {
  /** The lines completed by this chunk. */
  push(chunk: Uint8Array): readonly RawLine[];
  /** What came after the last newline; empties the splitter. */
  rest(): RawLine | undefined;
}

/** A character may be halved by the cap; UTF-8's continuation bytes start with the bits 10. */
function wholeCharacters(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && ((bytes[end - 1] ?? 0) & 0b1100_0000) === 0b1000_0000) end -= 1;
  const lead = bytes[end - 1] ?? 0;
  const wanted = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return bytes.length - end + 1 >= wanted ? bytes : bytes.subarray(0, end - 1);
}

/**
 * Bytes to lines. Works on bytes until a line is complete, so that a character split between two chunks stays whole. A line longer than `maxBytes` is cut
 * and its rest skipped, so one endless line never fills the memory.
 */
export function createLineSplitter(maxBytes: number): LineSplitter {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let isCut = false;

  const hold = (part: Buffer): void => {
    const room = maxBytes - heldBytes;
    if (part.length > room) isCut = true;
    const kept = part.length > room ? part.subarray(0, room) : part;
    if (kept.length === 0) return;
    // A copy: the chunk's memory is the socket's and may be large.
    held.push(Buffer.from(kept));
    heldBytes += kept.length;
  };

  const take = (): RawLine => {
    const bytes = held.length === 1 ? (held[0] ?? Buffer.alloc(0)) : Buffer.concat(held);
    const line = toLine(bytes, isCut);
    held = [];
    heldBytes = 0;
    isCut = false;
    return line;
  };

  const toLine = (bytes: Buffer, cut: boolean): RawLine => {
    if (cut || bytes.length > maxBytes)
      return { text: wholeCharacters(bytes.subarray(0, maxBytes)).toString('utf8'), cut: true };
    const end = bytes.at(-1) === CARRIAGE_RETURN ? bytes.length - 1 : bytes.length;
    return { text: bytes.toString('utf8', 0, end), cut: false };
  };

  return {
    push(chunk) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      const lines: RawLine[] = [];
      let start = 0;
      for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
        const part = bytes.subarray(start, end);
        if (heldBytes === 0 && !isCut) lines.push(toLine(part, false));
        else {
          hold(part);
          lines.push(take());
        }
        start = end + 1;
      }
      if (start < bytes.length) hold(bytes.subarray(start));
      return lines;
    },
    rest() {
      return heldBytes === 0 ? undefined : take();
    },
  };
}
