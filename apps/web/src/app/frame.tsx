import type { Session } from '@flotilla/contracts';
import { useLocation } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { useFleetStream } from '../shared/fleet/use-fleet.ts';
import { useText } from '../shared/i18n/use-text.ts';
import { Loading, SkeletonCard } from '../shared/ui/loading.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import './frame.css';
import { Navigation } from './navigation.tsx';
import { TopBar } from './top-bar.tsx';

const CommandPalette = lazy(async () => ({
  default: (await import('./command-palette.tsx')).CommandPalette,
}));
const SideDrawer = lazy(async () => ({ default: (await import('./side-drawer.tsx')).SideDrawer }));
const SandboxPanel = lazy(async () => ({
  default: (await import('../features/sandbox/sandbox-panel.tsx')).SandboxPanel,
}));

type Open = 'none' | 'navigation' | 'palette' | 'sandbox';

/** What stands around every page. */
export function Frame({ session, children }: { session: Session; children: ReactNode }) {
  const t = useText('common');
  const [open, setOpen] = useState<Open>('none');
  useFleetStream();
  usePaletteKey(() => setOpen('palette'));
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  useFocusOnNavigation(main, pathname);
  const close = () => setOpen('none');

  return (
    <div className="frame">
      <a className="frame__skip" href="#main">
        {t('frame.skip')}
      </a>
      <TopBar
        session={session}
        onNavigation={() => setOpen('navigation')}
        onPalette={() => setOpen('palette')}
        onSandbox={() => setOpen('sandbox')}
      />
      <ConnectionBanner />
      <div className="frame__body">
        <div className="frame__side">
          <Navigation />
        </div>
        <main id="main" className="frame__main" ref={main} tabIndex={-1}>
          {children}
        </main>
      </div>
      {open === 'navigation' ? (
        <Suspense fallback={null}>
          <SideDrawer title={t('product')} side="left" onClose={close}>
            <Navigation onGo={close} />
          </SideDrawer>
        </Suspense>
      ) : null}
      {open === 'sandbox' ? (
        <Suspense fallback={null}>
          <SideDrawer title={t('frame.sandbox')} side="right" onClose={close}>
            <Suspense fallback={<PanelSkeleton />}>
              <SandboxPanel />
            </Suspense>
          </SideDrawer>
        </Suspense>
      ) : null}
      {open === 'palette' ? (
        <Suspense fallback={null}>
          <CommandPalette onClose={close} />
        </Suspense>
      ) : null}
    </div>
  );
}

function PanelSkeleton() {
  return (
    <Loading>
      <SkeletonCard height={120} />
    </Loading>
  );
}

/** Ctrl/Cmd+K, wherever one is. */
function usePaletteKey(onPress: () => void): void {
  const press = useRef(onPress);
  useEffect(() => {
    press.current = onPress;
  });
  useEffect(() => {
    const handle = (event: KeyboardEvent) => {
      if (
        event.key.toLowerCase() !== 'k' ||
        !(event.ctrlKey || event.metaKey) ||
        event.altKey ||
        event.shiftKey
      )
        return;
      event.preventDefault();
      press.current();
    };
    document.addEventListener('keydown', handle);
    return () => document.removeEventListener('keydown', handle);
  }, []);
}

/** After a navigation the reader stands at the new page's title, as after a page load. */
function useFocusOnNavigation(main: { readonly current: HTMLElement | null }, pathname: string): void {
  const last = useRef(pathname);
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    const title = main.current?.querySelector('h1');
    (title ?? main.current)?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [main, pathname]);
}
