import type { Fault } from '@flotilla/contracts';
import { useCodeText } from '../../shared/i18n/code-text.ts';
import { useText } from '../../shared/i18n/use-text.ts';
import { Notice } from '../../shared/ui/notice.tsx';

/** Why there is no log to show: the cluster has not answered once. The stream goes on asking, so nothing has to be pressed. */
export function ClusterOutage({ fault }: { fault: Fault }) {
  const t = useText('installer-logs');
  const { title, detail, remedy } = useCodeText().problemText(fault);
  return (
    <Notice tone="fail" title={title} raw={fault.raw}>
      <p>{detail}</p>
      {remedy !== undefined && <p>{remedy}</p>}
      <p>{t('keepsAsking')}</p>
    </Notice>
  );
}
