import IconHome from '@tabler/icons-react/dist/esm/icons/IconServer2.mjs';
import IconStack from '@tabler/icons-react/dist/esm/icons/IconStack2.mjs';
import { Link } from '@tanstack/react-router';
import { useText } from '../shared/i18n/use-text.ts';

export function Navigation({ onGo }: { onGo?: () => void }) {
  const t = useText('common');
  return (
    <nav className="navigation" aria-label={t('frame.navigation')}>
      <Link to="/clusters" className="navigation__link" onClick={() => onGo?.()}>
        <IconStack size={18} stroke={1.6} aria-hidden="true" />
        {t('frame.clusters')}
      </Link>
      <Link to="/host" className="navigation__link" onClick={() => onGo?.()}>
        <IconHome size={18} stroke={1.6} aria-hidden="true" />
        {t('frame.host')}
      </Link>
    </nav>
  );
}
