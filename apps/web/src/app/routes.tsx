import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
  type RouterHistory,
} from '@tanstack/react-router';
import { SessionGate } from '../features/session/session-gate.tsx';
import { CrashScreen } from './crash-screen.tsx';
import { FrameSkeleton } from './frame-skeleton.tsx';
import { Frame } from './frame.tsx';
import { NotFoundPage } from './not-found-page.tsx';

const root = createRootRoute({ component: Outlet });

const open = createRoute({
  getParentRoute: () => root,
  path: '/open',
  component: lazyRouteComponent(() => import('./open-route.tsx'), 'OpenRoute'),
});

const framed = createRoute({ getParentRoute: () => root, id: 'framed', component: FramedRoute });

function FramedRoute() {
  return (
    <SessionGate pending={<FrameSkeleton />}>
      {(session) => (
        <Frame session={session}>
          <Outlet />
        </Frame>
      )}
    </SessionGate>
  );
}

const index = createRoute({
  getParentRoute: () => framed,
  path: '/',
  beforeLoad: () => {
    // oxlint-disable-next-line typescript/only-throw-error -- how the router is told to go elsewhere
    throw redirect({ to: '/clusters', replace: true });
  },
});

const clusters = createRoute({
  getParentRoute: () => framed,
  path: '/clusters',
  component: lazyRouteComponent(() => import('../features/clusters/clusters-page.tsx'), 'ClustersPage'),
});

const addCluster = createRoute({
  getParentRoute: () => framed,
  path: '/clusters/add',
  component: lazyRouteComponent(() => import('./add-cluster-route.tsx'), 'AddClusterRoute'),
});

const member = createRoute({
  getParentRoute: () => framed,
  path: '/clusters/$name',
  component: lazyRouteComponent(() => import('./member-routes.tsx'), 'MemberOverviewRoute'),
});
const memberConfiguration = createRoute({
  getParentRoute: () => framed,
  path: '/clusters/$name/configuration',
  component: lazyRouteComponent(() => import('./configuration-routes.tsx'), 'MemberConfigurationRoute'),
});
const memberLog = createRoute({
  getParentRoute: () => framed,
  path: '/clusters/$name/log',
  component: lazyRouteComponent(() => import('./log-routes.tsx'), 'MemberLogRoute'),
});

const host = createRoute({
  getParentRoute: () => framed,
  path: '/host',
  component: lazyRouteComponent(() => import('./host-routes.tsx'), 'HostOverviewRoute'),
});
const hostConfiguration = createRoute({
  getParentRoute: () => framed,
  path: '/host/configuration',
  component: lazyRouteComponent(() => import('./configuration-routes.tsx'), 'HostConfigurationRoute'),
});
const hostLog = createRoute({
  getParentRoute: () => framed,
  path: '/host/log',
  component: lazyRouteComponent(() => import('./log-routes.tsx'), 'HostLogRoute'),
});
const hostPrepare = createRoute({
  getParentRoute: () => framed,
  path: '/host/prepare',
  component: lazyRouteComponent(() => import('./prepare-route.tsx'), 'HostPrepareRoute'),
});

const missing = createRoute({ getParentRoute: () => framed, path: '$', component: NotFoundPage });

const routeTree = root.addChildren([
  open,
  framed.addChildren([
    index,
    clusters,
    addCluster,
    member,
    memberConfiguration,
    memberLog,
    host,
    hostConfiguration,
    hostLog,
    hostPrepare,
    missing,
  ]),
]);

/** Every address of the web. Without a history it is the browser's. */
export function createAppRouter(history?: RouterHistory) {
  return createRouter({
    routeTree,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: CrashScreen,
    defaultNotFoundComponent: NotFoundPage,
    ...(history === undefined ? {} : { history }),
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
