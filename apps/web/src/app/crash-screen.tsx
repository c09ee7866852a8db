import { Button } from '@mantine/core';
import { problemOf } from '../shared/api/api-errors.ts';
import { useText } from '../shared/i18n/use-text.ts';
import { CodeBlock } from '../shared/ui/code-block.tsx';
import { CopyButton } from '../shared/ui/copy-button.tsx';
import './crash-screen.css';

/** What a bug of this page looks like: it says so, and gives the report to copy. */
export function CrashScreen({ error }: { error: unknown }) {
  const t = useText('common');
  const requestId = problemOf(error)?.requestId;
  const report = [
    error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : String(error),
    `at ${location.pathname}`,
    ...(requestId === undefined ? [] : [`request ${requestId}`]),
  ].join('\n');
  return (
    <main className="crash-screen">
      <div role="alert">
        <h1>{t('crash.title')}</h1>
        <p>{t('crash.detail')}</p>
      </div>
      <CodeBlock code={report} label={t('action.details')} maxHeight={220} isWrapped />
      <div className="crash-screen__actions">
        <Button onClick={() => location.reload()}>{t('crash.reload')}</Button>
        <Button variant="default" component="a" href="/clusters">
          {t('crash.home')}
        </Button>
        <CopyButton value={report} label={t('crash.report')} isLabelled />
      </div>
    </main>
  );
}
