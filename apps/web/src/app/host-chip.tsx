import { Link } from '@tanstack/react-router';
import { useFleet } from '../shared/fleet/use-fleet.ts';
import { useText } from '../shared/i18n/use-text.ts';

/** The host at a glance: reachable or not, release, role. */
export function HostChip() {
  const t = useText('common');
  const host = useFleet().data?.host;
  const state =
    host === undefined
      ? t('frame.hostUnknown')
      : t(host.reachable ? 'frame.hostReachable' : 'frame.hostUnreachable');
  const roleText = (role: string | undefined): string => {
    if (role === undefined || role === 'none') return t('frame.hostNoRole');
    return role === 'host' || role === 'member' ? t(`frame.hostRole.${role}`) : role;
  };
  const tone = host === undefined ? 'unknown' : host.reachable ? 'ok' : 'fail';
  return (
    <Link to="/host" className="host-chip" title={host === undefined ? state : `${state} · ${host.server}`}>
      <span className={`host-chip__dot host-chip__dot--${tone}`} aria-hidden="true" />
      <span className="fl-visually-hidden">{t('frame.hostChip', { state })}</span>
      <span className="host-chip__name">{host?.context ?? t('frame.host')}</span>
      {host === undefined ? null : (
        <span className="host-chip__facts">
          {[host.release, host.generation === '3' ? roleText(host.role) : undefined]
            .filter(Boolean)
            .join(' · ')}
        </span>
      )}
      {tone === 'fail' ? <span className="host-chip__fail">{state}</span> : null}
    </Link>
  );
}
