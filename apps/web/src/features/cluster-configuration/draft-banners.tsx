import { Button } from '@mantine/core';
import { useFormat } from '../../shared/i18n/use-format.ts';
import { useText } from '../../shared/i18n/use-text.ts';
import { CopyButton } from '../../shared/ui/copy-button.tsx';
import { StateIcon } from '../../shared/ui/state-badge.tsx';
import type { ConfigurationDraft } from './draft.ts';
import type { LiveChange } from './use-live-version.ts';

export interface DraftBannersProps {
  readonly draft: ConfigurationDraft;
  readonly change: LiveChange | undefined;
  readonly onCompare: () => void;
  readonly onTake: () => void;
}

/** What happened to the object under unsaved changes. Quiet: nothing is lost and nothing must be done at once. */
export function DraftBanners({ draft, change, onCompare, onTake }: DraftBannersProps) {
  const t = useText('configuration');
  const format = useFormat();
  if (draft.isGone) {
    return (
      <div className="draft-banners" role="status">
        <StateIcon tone="warn" size={18} />
        <div>
          <p className="draft-banners__title">{t('gone.title')}</p>
          <p>{t('gone.text')}</p>
          <p className="fl-dim">{t('gone.waiting')}</p>
          <CopyButton value={draft.text} label={t('copy')} isLabelled />{' '}
          <Button
            size="xs"
            variant="default"
            component="a"
            href={`data:text/yaml;charset=utf-8,${encodeURIComponent(draft.text)}`}
            download="cluster-configuration.yaml"
          >
            {t('download')}
          </Button>
        </div>
      </div>
    );
  }
  if (!draft.theirs) return null;
  const time = change === undefined ? '' : format.time(change.at);
  return (
    <div className="draft-banners" role="status">
      <StateIcon tone="warn" size={18} />
      <div>
        <p className="draft-banners__title">{t('stale.title')}</p>
        <p>
          {change?.by === undefined ? t('stale.unknown', { time }) : t('stale.by', { name: change.by, time })}{' '}
          {t('stale.text')}
        </p>
        <Button size="xs" variant="default" onClick={onCompare}>
          {t('stale.compare')}
        </Button>{' '}
        <Button size="xs" variant="subtle" onClick={onTake}>
          {t('stale.take')}
        </Button>
      </div>
    </div>
  );
}
