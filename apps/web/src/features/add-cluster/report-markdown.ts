import type { CheckReport, CheckRow, ClusterSummary } from '@flotilla/kubesphere';

/** Words the report needs, in the reader's language. */
export interface ReportWords {
  readonly title: string;
  readonly verdict: string;
  readonly columns: readonly [string, string, string, string];
  readonly remedies: string;
  readonly conditions: string;
  checkName(row: CheckRow): string;
  state(row: CheckRow): string;
  found(row: CheckRow): string;
  remedy(row: CheckRow): string | undefined;
  duration(ms: number): string;
}

/** The report as Markdown, to be pasted into a ticket. Rows come from the server redacted; nothing of the connection but its checks is in it. */
export function toReportMarkdown(report: CheckReport, words: ReportWords, cluster?: ClusterSummary): string {
  const rows = report.rows.map((row) => {
    const time = row.durationMs === undefined ? '' : words.duration(row.durationMs);
    return tableRow([words.checkName(row), words.state(row), words.found(row), time]);
  });
  const remedies = report.rows.flatMap((row) => {
    const remedy = row.state === 'fail' || row.state === 'warn' ? words.remedy(row) : undefined;
    return remedy === undefined ? [] : [`- **${words.checkName(row)}**: ${remedy}`, ...rawBlock(row.raw)];
  });
  const conditions = cluster?.conditions.map(({ type, status, reason, message, lastUpdateTime }) =>
    ['-', lastUpdateTime, type, `= ${status}`, reason, message].filter(Boolean).join(' '),
  );
  return [
    `# ${words.title}`,
    '',
    `${report.startedAt} · ${words.verdict}`,
    '',
    tableRow(words.columns),
    '| --- | --- | --- | --- |',
    ...rows,
    ...(remedies.length > 0 ? ['', `## ${words.remedies}`, '', ...remedies] : []),
    ...(conditions && conditions.length > 0 ? ['', `## ${words.conditions}`, '', ...conditions] : []),
    '',
  ].join('\n');
}

const tableRow = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replace(/\|/g, '\\|').replace(/\s+/g, ' ')).join(' | ')} |`;

const rawBlock = (raw: string | undefined): readonly string[] =>
  raw === undefined ? [] : ['', ...raw.split('\n').map((line) => `      ${line}`), ''];
