import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

export interface RequestGuardOptions {
  /** Bound beyond loopback: reached under addresses we cannot know (published ports), so any address literal may stand in Host. */
  readonly isExposed: boolean;
  readonly publicUrl?: URL | undefined;
  readonly devOrigin?: URL | undefined;
}

type Heard = Pick<IncomingMessage, 'headers' | 'socket'>;

/** Says whether a request was meant for this server and comes from a page of it; HTTP and the socket handshake ask the same one. */
export interface RequestGuard {
  /** The Host header is one of ours: a page of another name that was made to resolve to us (DNS rebinding) is not. */
  isOurHost(request: Heard): boolean;
  /** A browser sent this for a page of ours, or it is no browser. */
  isOurPage(request: Heard): boolean;
}

/** Rebinding needs a name, so names are allowed one by one (localhost, the public URL, the dev server) and addresses by kind. */
export function createRequestGuard({ isExposed, publicUrl, devOrigin }: RequestGuardOptions): RequestGuard {
  const known = [publicUrl, devOrigin].flatMap((url) => (url === undefined ? [] : [url]));
  const isOurHost = ({ headers, socket }: Heard): boolean => {
    const host = parseHost(headers.host);
    if (host === undefined) return false;
    if (known.some((url) => url.host === host.host)) return true;
    if (isExposed) return host.hostname === 'localhost' || addressOf(host) !== undefined;
    return isLoopbackName(host) && Number(host.port || '80') === socket.localPort;
  };
  return {
    isOurHost,
    isOurPage({ headers }) {
      const site = headers['sec-fetch-site'];
      if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
      if (headers.origin === undefined) return true;
      if (!URL.canParse(headers.origin)) return false;
      const origin = new URL(headers.origin);
      return (
        origin.host === parseHost(headers.host)?.host || known.some((url) => url.origin === origin.origin)
      );
    },
  };
}

function parseHost(header: string | undefined): URL | undefined {
  if (header === undefined || !/^[A-Za-z0-9.:[\]_-]+$/.test(header)) return undefined;
  return URL.canParse(`http://${header}`) ? new URL(`http://${header}`) : undefined;
}

function addressOf(url: URL): string | undefined {
  const bare = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(bare) === 0 ? undefined : bare;
}

function isLoopbackName(url: URL): boolean {
  if (url.hostname === 'localhost') return true;
  const address = addressOf(url);
  return address !== undefined && ipaddr.process(address).range() === 'loopback';
}
