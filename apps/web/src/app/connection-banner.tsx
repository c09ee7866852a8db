import { useSyncExternalStore } from 'react';
import { useServices } from '../shared/api/services.tsx';
import { useText } from '../shared/i18n/use-text.ts';
import { StateIcon } from '../shared/ui/state-badge.tsx';

/** Says that live updates are interrupted, and nothing else changes: what is on the page stays readable. */
export function ConnectionBanner() {
  const t = useText('common');
  const { connection } = useServices().live;
  const state = useSyncExternalStore(connection.subscribe, connection.getSnapshot);
  return (
    <div role="status" className={state === 'lost' ? 'connection-banner' : 'fl-visually-hidden'}>
      {state === 'lost' ? (
        <>
          <StateIcon tone="warn" />
          <span>{t('connection.lost')}</span>
        </>
      ) : null}
    </div>
  );
}
