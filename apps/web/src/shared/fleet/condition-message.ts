import { goTimeToIso, type Condition } from '@flotilla/kubesphere';
import { useFormat } from '../i18n/use-format.ts';
import { useText } from '../i18n/use-text.ts';

/** What a controller wrote about a condition. The expiry of the kubeconfig is a bare instant in Go's format: it is read as a date. */
export function useConditionMessage(): (condition: Condition) => string | undefined {
  const t = useText('common');
  const format = useFormat();
  return ({ type, message }) => {
    const expiresAt = type === 'KubeConfigCertExpiresInSevenDays' ? goTimeToIso(message) : undefined;
    if (expiresAt !== undefined) return t('expiresAt', { time: format.dateTime(expiresAt) });
    return message === '' ? undefined : message;
  };
}
