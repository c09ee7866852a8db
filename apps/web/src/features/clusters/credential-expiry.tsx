import { expiryTone } from '../../shared/fleet/cluster-state.ts';
import { useFormat } from '../../shared/i18n/use-format.ts';
import { useText } from '../../shared/i18n/use-text.ts';
import { StateIcon } from '../../shared/ui/state-badge.tsx';

/** When the stored kubeconfig ends: a date while far, a distance with a sign when near. */
export function CredentialExpiry({ iso, now }: { iso: string; now: number }) {
  const t = useText('clusters');
  const format = useFormat();
  const tone = expiryTone(iso, now);
  if (tone === 'ok') {
    return (
      <time dateTime={iso} title={format.dateTime(iso)}>
        {format.date(iso)}
      </time>
    );
  }
  const when = format.relative(iso, now);
  return (
    <time
      className={`credential-expiry credential-expiry--${tone}`}
      dateTime={iso}
      title={format.dateTime(iso)}
    >
      <StateIcon tone={tone} size={14} />
      {tone === 'fail' ? t('field.expired', { when }) : when}
    </time>
  );
}
