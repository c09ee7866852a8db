import type { Issue } from '@flotilla/kubesphere';

/** A marker in words that every editor understands; the editor maps severities to its own. */
export interface TextMarker {
  readonly severity: Issue['severity'];
  readonly message: string;
  readonly code: string;
  readonly startLineNumber: number;
  readonly startColumn: number;
  readonly endLineNumber: number;
  readonly endColumn: number;
}

/** Findings as markers. One without a place marks the first line: it must be seen somewhere. */
export function issuesToMarkers(
  issues: readonly Issue[],
  word: (issue: Issue) => string,
): readonly TextMarker[] {
  return issues.map((issue) => {
    const range = issue.range ?? { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };
    return {
      severity: issue.severity,
      message: word(issue),
      code: issue.code,
      startLineNumber: range.startLine,
      startColumn: range.startColumn,
      endLineNumber: range.endLine,
      endColumn: range.endColumn,
    };
  });
}
