/** A word for a POSIX shell: what came from a kubeconfig must not become a command when the line is copied. */
export const shellQuote = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
