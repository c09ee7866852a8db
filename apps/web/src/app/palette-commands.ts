export interface Command {
  readonly id: string;
  readonly label: string;
  readonly note?: string;
  /** Shown only when searched for: a thousand clusters would bury the rest. */
  readonly isDeep?: boolean;
  run(): void;
}

const MAX_SHOWN = 40;

/** Commands whose label or note holds every word; those that begin with the text come first. */
export function matchCommands(commands: readonly Command[], query: string): readonly Command[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return commands.filter(({ isDeep }) => isDeep !== true).slice(0, MAX_SHOWN);
  const textOf = ({ label, note }: Command) => `${label} ${note ?? ''}`.toLowerCase();
  const hits = commands.filter((command) => words.every((word) => textOf(command).includes(word)));
  const isFirst = (command: Command) => Number(textOf(command).startsWith(words[0] ?? ''));
  return hits.toSorted((a, b) => isFirst(b) - isFirst(a)).slice(0, MAX_SHOWN);
}
