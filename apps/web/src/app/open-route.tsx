import { OpenPage } from '../features/session/open-page.tsx';

export function OpenRoute() {
  return <OpenPage takeToken={takeToken} />;
}

/** The token of the printed link, taken out of the address bar and the history at once. */
function takeToken(): string {
  const token = location.hash.slice(1);
  if (token !== '') history.replaceState(history.state, '', location.pathname);
  return token;
}
