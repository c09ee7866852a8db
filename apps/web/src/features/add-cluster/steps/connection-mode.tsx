import { Radio } from '@mantine/core';
import { useText } from '../../../shared/i18n/use-text.ts';

/** Both ways KubeSphere knows, and why only one of them is offered here. */
export function ConnectionMode() {
  const t = useText('add-cluster');
  return (
    <Radio.Group label={t('connection.mode')} value="direct">
      <div className="context-list">
        <div className="context-list__item context-list__item--chosen">
          <Radio value="direct" label={t('connection.direct')} description={t('connection.directWhen')} />
        </div>
        <div className="context-list__item">
          <Radio
            value="proxy"
            disabled
            label={t('connection.agent')}
            description={t('connection.agentWhen')}
          />
        </div>
      </div>
    </Radio.Group>
  );
}
