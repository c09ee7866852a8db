import type { InstallProgress } from '@flotilla/kubesphere';
import { Button, Text } from '@mantine/core';
import { useCodeText } from '../../shared/i18n/code-text.ts';
import { useText } from '../../shared/i18n/use-text.ts';
import { knownCauses } from './known-causes.ts';

export interface InstallFailureViewProps {
  readonly failure: NonNullable<InstallProgress['failure']>;
  readonly onJump: (line: number) => void;
}

/** Why the run failed, before the lines: what, the failing task's own words, known causes with remedies. */
export function InstallFailureView({ failure, onJump }: InstallFailureViewProps) {
  const t = useText('installer-logs');
  const { installFailureText } = useCodeText();
  const words = installFailureText(failure.kind, { subject: failure.subject ?? '' });
  const causes = knownCauses(failure);
  return (
    <div className="installer-log__failure" role="alert">
      <Text fw={600}>{t('failureTitle')}</Text>
      <Text size="sm">{words.text}</Text>
      {words.remedy !== undefined && <Text size="sm">{words.remedy}</Text>}
      {failure.message !== undefined && (
        <>
          <Text size="sm" fw={500} mt={8} mb={4}>
            {t('failureMessage')}
          </Text>
          {/* A long message scrolls by keyboard too. */}
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a text that scrolls must be reachable by keyboard */}
          <pre className="installer-log__message" tabIndex={0} aria-label={t('failureMessage')}>
            {failure.message}
          </pre>
        </>
      )}
      {causes.length > 0 && (
        <>
          <Text size="sm" fw={500} mt={8}>
            {t('knownCauses')}
          </Text>
          <ul style={{ margin: 0, paddingInlineStart: 20 }}>
            {causes.map((cause) => (
              <li key={cause}>
                <Text size="sm" span>
                  {t(`cause.${cause}.text`)} {t(`cause.${cause}.remedy`)}
                </Text>
              </li>
            ))}
          </ul>
        </>
      )}
      <Button size="compact-sm" variant="default" mt={8} onClick={() => onJump(failure.line)}>
        {t('failureLine', { line: failure.line })}
      </Button>
    </div>
  );
}
