import type { ClusterOverview } from '@flotilla/contracts';
import { Button } from '@mantine/core';
import { useText } from '../../shared/i18n/use-text.ts';
import { RelativeTime } from '../../shared/ui/relative-time.tsx';
import { StateBadge, type StateTone } from '../../shared/ui/state-badge.tsx';
import { useInstallerWords } from './installer-words.ts';
import { Fact, Section } from './section.tsx';

const INSTALLER_TONES: Readonly<Record<ClusterOverview['installer'], StateTone>> = {
  idle: 'ok',
  running: 'busy',
  absent: 'neutral',
  unknown: 'neutral',
};
const APISERVER_TONES: Readonly<Record<ClusterOverview['apiserver'], StateTone>> = {
  answers: 'ok',
  silent: 'fail',
  absent: 'neutral',
};

interface FactsCardProps {
  readonly overview: ClusterOverview;
  /** For members: the host's facts to compare with. */
  readonly host: ClusterOverview | 'unknown' | undefined;
  readonly isRefreshing: boolean;
  readonly onRefresh: () => void;
}

export function FactsCard({ overview, host, isRefreshing, onRefresh }: FactsCardProps) {
  const t = useText('cluster');
  const words = useInstallerWords();
  const none = t('facts.none');
  const isInstalled = overview.generation !== 'none';
  return (
    <Section
      title={t('facts.title')}
      note={
        <>
          <RelativeTime iso={overview.readAt} everyMs={5_000} />
          <Button variant="subtle" size="compact-xs" loading={isRefreshing} onClick={onRefresh}>
            {t('facts.refresh')}
          </Button>
        </>
      }
    >
      <dl className="facts">
        <Fact name={t('facts.kubernetes')}>{overview.kubernetesVersion}</Fact>
        <Fact name={t('facts.kubesphere')}>
          {isInstalled ? (overview.release ?? none) : t('facts.notInstalled')}
        </Fact>
        {overview.generation === '3' ? (
          <>
            <Fact name={t('facts.role')}>
              {overview.role === undefined ? none : words.role(overview.role)}
            </Fact>
            <Fact name={t('facts.effectiveRole')}>
              {overview.effectiveRole === undefined ? none : words.role(overview.effectiveRole)}
            </Fact>
            {/* ks-installer reports it for a host only. */}
            {overview.multiclusterStatus === undefined && overview.role === 'member' ? null : (
              <Fact name={t('facts.multicluster')}>
                {overview.multiclusterStatus === undefined ? none : words.status(overview.multiclusterStatus)}
              </Fact>
            )}
            <Fact name={t('facts.installer')}>
              <StateBadge tone={INSTALLER_TONES[overview.installer]} isPlain>
                {t(`facts.installerState.${overview.installer}`)}
              </StateBadge>
            </Fact>
          </>
        ) : null}
        {isInstalled ? (
          <Fact name={t('facts.apiserver')}>
            <StateBadge tone={APISERVER_TONES[overview.apiserver]} isPlain>
              {t(`facts.apiserverState.${overview.apiserver}`)}
            </StateBadge>
          </Fact>
        ) : null}
        {overview.jwtSecretFingerprint === undefined ? null : (
          <Fact name={t('facts.jwt')}>
            <span className="fl-mono">{overview.jwtSecretFingerprint}</span>
            {host === undefined ? null : <JwtComparison mine={overview.jwtSecretFingerprint} host={host} />}
          </Fact>
        )}
      </dl>
    </Section>
  );
}

function JwtComparison({ mine, host }: { mine: string; host: ClusterOverview | 'unknown' }) {
  const t = useText('cluster');
  const theirs = host === 'unknown' ? undefined : host.jwtSecretFingerprint;
  if (theirs === undefined) {
    return (
      <StateBadge tone="neutral" isPlain>
        {t('facts.jwtUnknown')}
      </StateBadge>
    );
  }
  return theirs === mine ? (
    <StateBadge tone="ok" isPlain>
      {t('facts.jwtSame')}
    </StateBadge>
  ) : (
    <StateBadge tone="fail" isPlain>
      {t('facts.jwtDiffers', { fingerprint: theirs })}
    </StateBadge>
  );
}
