import { useText } from '../../shared/i18n/use-text.ts';
import type { Editors } from './lazy-editor.tsx';

export interface DiffViewProps {
  readonly editors: Editors;
  readonly live: string;
  readonly mine: string;
  readonly height: number | string;
}

/** Both texts with their names; the signs say which is which where there is room for one column only. */
export function DiffView({ editors, live, mine, height }: DiffViewProps) {
  const t = useText('configuration');
  if (live === mine) {
    return (
      <p className="configuration-diff__same" style={{ minHeight: height }}>
        {t('diff.same')}
      </p>
    );
  }
  return (
    <>
      <div className="configuration-diff__sides">
        <span>
          <b aria-hidden="true">{'−'}</b> {t('diff.live')}
        </span>
        <span>
          <b aria-hidden="true">{'+'}</b> {t('diff.mine')}
        </span>
      </div>
      <editors.Diff
        original={live}
        modified={mine}
        originalLabel={t('diff.live')}
        label={t('diff.mine')}
        height={height}
      />
    </>
  );
}
