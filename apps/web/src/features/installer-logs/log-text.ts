import Anser from 'anser';

/** A piece of a line with its look. Colours are names of ours, so that both themes can choose readable ones. */
export interface LogSegment {
  readonly text: string;
  readonly colour?: AnsiColour;
  readonly isBold: boolean;
}

const ANSI_COLOURS = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;
export type AnsiColour = (typeof ANSI_COLOURS)[number];

// anser passes links, cursor moves and carriage returns through as text; control characters are what these patterns are about.
const OSC = /\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)/g;
const CSI_NOT_COLOUR = /\u001b\[[0-9;?]*[A-Za-ln-z]/g;
const CSI_COLOUR = /\u001b\[[0-9;]*m/g;
const CONTROL = /[\u0000-\u0008\u000b-\u001a\u001c-\u001f\u007f]/g;
const ESCAPE = /\u001b/g;

const cleaned = (text: string): string => {
  const visible = text.slice(text.lastIndexOf('\r', text.length - 2) + 1);
  return visible.replace(OSC, '').replace(CSI_NOT_COLOUR, '').replace(CONTROL, '');
};

const hasControls = (text: string): boolean => {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) < 32) return true;
  return false;
};

/** The line as read by a person, without colours: for search, copies and titles. */
export function toPlainText(text: string): string {
  return hasControls(text) ? cleaned(text).replace(CSI_COLOUR, '').replace(ESCAPE, '') : text;
}

const colourOf = (name: string | null): AnsiColour | undefined =>
  ANSI_COLOURS.find((colour) => name === `ansi-${colour}` || name === `ansi-bright-${colour}`);

/** The line cut into pieces of one look each; text only, never markup. */
export function toSegments(text: string): readonly LogSegment[] {
  if (!hasControls(text)) return [{ text, isBold: false }];
  const pieces = Anser.ansiToJson(cleaned(text), { use_classes: true, remove_empty: true });
  return pieces.map((piece) => {
    const colour = colourOf(piece.fg);
    return {
      text: piece.content.replace(ESCAPE, ''),
      isBold: piece.decorations.includes('bold'),
      ...(colour && { colour }),
    };
  });
}

/** A segment with its place in the plain text. */
export interface MarkedSegment extends LogSegment {
  readonly at: number;
  readonly isHit: boolean;
}

/** Splits segments at the hits of a query so that they can be marked; positions are those of the plain text. */
export function markHits(
  segments: readonly LogSegment[],
  query: string,
  isCaseSensitive: boolean,
): readonly MarkedSegment[] {
  const plain = segments.map(({ text }) => text).join('');
  const hits = query === '' ? [] : hitRanges(plain, query, isCaseSensitive);
  const marked: MarkedSegment[] = [];
  let end = 0;
  for (const segment of segments) {
    let from = end;
    end += segment.text.length;
    const add = (until: number, isHit: boolean): void => {
      if (until > from) marked.push({ ...segment, at: from, text: plain.slice(from, until), isHit });
      from = Math.max(from, until);
    };
    for (const [start, stop] of hits) {
      if (stop <= from || start >= end) continue;
      add(start, false);
      add(Math.min(stop, end), true);
    }
    add(end, false);
  }
  return marked;
}

function hitRanges(
  plain: string,
  query: string,
  isCaseSensitive: boolean,
): readonly (readonly [number, number])[] {
  const text = isCaseSensitive ? plain : plain.toLowerCase();
  const wanted = isCaseSensitive ? query : query.toLowerCase();
  const ranges: (readonly [number, number])[] = [];
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length))
    ranges.push([at, at + wanted.length]);
  return ranges;
}
