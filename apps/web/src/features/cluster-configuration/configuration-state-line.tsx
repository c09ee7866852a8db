import type { Target } from '@flotilla/kubesphere';
import { useFormat } from '../../shared/i18n/use-format.ts';
import { useText } from '../../shared/i18n/use-text.ts';
import { useNow } from '../../shared/ui/relative-time.tsx';
import { StateBadge } from '../../shared/ui/state-badge.tsx';
import { isDirty, type ConfigurationDraft } from './draft.ts';
import { InstallerLogLink } from './installer-log-link.tsx';
import type { ConfigurationEditing } from './use-configuration-draft.ts';

export interface ConfigurationStateLineProps {
  readonly target: Target;
  readonly draft: ConfigurationDraft;
  readonly lastWrite: ConfigurationEditing['lastWrite'];
  readonly readAt: number;
}

/** Whose version is shown, how old it is, what became of the last write. */
export function ConfigurationStateLine({ target, draft, lastWrite, readAt }: ConfigurationStateLineProps) {
  const t = useText('configuration');
  const format = useFormat();
  const now = useNow();
  const dirty = isDirty(draft);
  const read = format.relative(new Date(readAt).toISOString(), Math.max(now, readAt));
  const isRunning = lastWrite?.outcome === 'saved-and-runs';
  return (
    <div className="configuration-state-line">
      <span role="status">
        <StateBadge tone={dirty ? 'info' : 'ok'} isPlain>
          {dirty ? t('state.dirty') : t('state.clean')}
        </StateBadge>
        {lastWrite && ` · ${t(`state.${lastWrite.outcome}`, { time: format.time(lastWrite.at) })}`}{' '}
        {isRunning && <InstallerLogLink target={target}>{t('state.followLog')}</InstallerLogLink>}
      </span>
      <span className="fl-dim">
        {[
          draft.base.release,
          t('state.version', { version: draft.base.resourceVersion }),
          t('state.read', { time: read }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </div>
  );
}
