import type { SealedConnection } from '@flotilla/contracts';
import { Button } from '@mantine/core';
import { useFormat } from '../../../shared/i18n/use-format.ts';
import { useText } from '../../../shared/i18n/use-text.ts';
import { StateBadge } from '../../../shared/ui/state-badge.tsx';
import { FactList } from './fact-list.tsx';

export interface SealedSummaryProps {
  readonly sealed: SealedConnection;
  readonly onReplace: () => void;
}

/** What may still be shown once the text is gone. */
export function SealedSummary({ sealed, onReplace }: SealedSummaryProps) {
  const t = useText('add-cluster');
  const format = useFormat();
  return (
    <section className="fl-card add-cluster__card">
      <StateBadge tone="ok" isPlain>
        {t('connection.sealedTitle')}
      </StateBadge>
      <p className="add-cluster__note">
        {t('connection.sealedText', { time: format.dateTime(sealed.expiresAt) })}
      </p>
      <ConnectionFacts sealed={sealed} />
      <Button variant="default" size="xs" mt="sm" onClick={onReplace}>
        {t('connection.replace')}
      </Button>
    </section>
  );
}

/** Server, user, context and the rest, as far as they may be shown. */
export function ConnectionFacts({ sealed: { summary } }: { sealed: SealedConnection }) {
  const t = useText('add-cluster');
  const format = useFormat();
  const authority = summary.hasCertificateAuthority ? t('connection.caEmbedded') : t('connection.caSystem');
  return (
    <FactList
      facts={[
        [t('connection.server'), summary.server],
        [t('connection.context'), summary.context],
        [t('connection.user'), t(`connection.userKind.${summary.user}`)],
        [t('connection.ca'), summary.insecureSkipTlsVerify ? t('connection.insecure') : authority],
        [
          t('connection.expires'),
          summary.credentialExpiresAt === undefined
            ? t('connection.noEnd')
            : format.dateTime(summary.credentialExpiresAt),
        ],
        [t('connection.size'), format.bytes(summary.kubeconfigBytes)],
      ]}
    />
  );
}
