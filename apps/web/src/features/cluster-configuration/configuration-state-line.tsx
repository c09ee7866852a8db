import { useFormat } from '../../shared/i18n/use-format.ts';
import { useText } from '../../shared/i18n/use-text.ts';
import { useNow } from '../../shared/ui/relative-time.tsx';
import { StateBadge } from '../../shared/ui/state-badge.tsx';
import { isDirty, type ConfigurationDraft } from './draft.ts';
import type { ConfigurationEditing } from './use-configuration-draft.ts';

export interface ConfigurationStateLineProps {
  readonly draft: ConfigurationDraft;
  readonly lastWrite: ConfigurationEditing['lastWrite'];
  readonly readAt: number;
}

/** Whose version is shown, how old it is, what became of the last write. */
export function ConfigurationStateLine({ draft, lastWrite, readAt }: ConfigurationStateLineProps) {
  const t = useText('configuration');
  const format = useFormat();
  const now = useNow();
  const dirty = isDirty(draft);
  const read = format.relative(new Date(readAt).toISOString(), Math.max(now, readAt));
  const wrote =
    lastWrite && t(lastWrite.dryRun ? 'state.tried' : 'state.saved', { time: format.time(lastWrite.at) });
  return (
    <div className="configuration-state-line">
      <span role="status">
        <StateBadge tone={dirty ? 'info' : 'ok'} isPlain>
          {dirty ? t('state.dirty') : t('state.clean')}
        </StateBadge>
        {wrote !== undefined && ` · ${wrote}`}
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
