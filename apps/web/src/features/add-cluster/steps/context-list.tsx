import type { Kubeconfig, KubeconfigContext } from '@flotilla/kubesphere';
import { Radio } from '@mantine/core';
import { useCodeText } from '../../../shared/i18n/code-text.ts';
import { useText } from '../../../shared/i18n/use-text.ts';
import { StateBadge } from '../../../shared/ui/state-badge.tsx';

export interface ContextListProps {
  readonly kubeconfig: Kubeconfig;
  readonly chosen: KubeconfigContext | undefined;
  readonly error?: string | undefined;
  readonly onChoose: (name: string) => void;
}

/** The contexts with where they lead, who they log in as, and what keeps one from being used. */
export function ContextList({ kubeconfig, chosen, error, onChoose }: ContextListProps) {
  const t = useText('add-cluster');
  return (
    <Radio.Group
      label={t('connection.contexts')}
      description={t('connection.contextsHelp')}
      error={error}
      value={chosen?.name ?? ''}
      onChange={onChoose}
    >
      <div className="context-list">
        {kubeconfig.contexts.map((context) => (
          <Context key={context.name} context={context} isChosen={context === chosen} />
        ))}
      </div>
    </Radio.Group>
  );
}

function Context({ context, isChosen }: { context: KubeconfigContext; isChosen: boolean }) {
  const t = useText('add-cluster');
  const { issueText } = useCodeText();
  const errors = context.issues.filter(({ severity }) => severity === 'error');
  const notes = [
    context.server ?? t('connection.noServer'),
    t('connection.userNamed', { kind: t(`connection.userKind.${context.userKind}`), user: context.user }),
  ];
  return (
    <div className={`context-list__item${isChosen ? ' context-list__item--chosen' : ''}`}>
      <Radio
        value={context.name}
        label={
          <span className="context-list__name">
            {context.name}
            {context.isCurrent && <span className="fl-dim">{t('connection.contextCurrent')}</span>}
          </span>
        }
        description={<span className="context-list__notes">{notes.join(' · ')}</span>}
      />
      {errors.length > 0 && (
        <div className="context-list__problem">
          <StateBadge tone="fail" isPlain>
            {t('connection.contextUnusable')}
          </StateBadge>{' '}
          {errors.map((issue) => issueText(issue).text).join(' ')}
        </div>
      )}
    </div>
  );
}
