import { lookup } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { connect as connectTls, type PeerCertificate, type TLSSocket } from 'node:tls';
import type { ChosenConnection } from '@flotilla/kubesphere';
import { KubeFailure, type CallOptions, type ConnectionProbes } from '../ports/kube.ts';
import type { AddressVerdict } from './address-policy.ts';
import { tlsOptionsOf } from './kube-agent.ts';
import { redactRaw } from './redact-raw.ts';
import { kindOfCode, toKubeFailure } from './translate-kube-error.ts';

const DNS_TIMEOUT_MS = 1_500;
const TCP_TIMEOUT_MS = 3_000;
const TLS_TIMEOUT_MS = 3_000;

/** How long to wait for whom. */
interface Patience extends CallOptions {
  readonly timeoutMs: number;
  readonly what: string;
}

/** What cannot be cancelled (the system's resolver) is at least not waited for. */
async function orTimeout<T>(work: Promise<T>, { timeoutMs, what, signal }: Patience): Promise<T> {
  const done = new AbortController();
  const late = wait(timeoutMs, undefined, { signal: AbortSignal.any([signal, done.signal]) }).then(
    (): never => {
      throw new KubeFailure('timeout', `${what} did not answer within ${timeoutMs / 1_000} s.`);
    },
  );
  try {
    return await Promise.race([work, late]);
  } catch (error) {
    throw toKubeFailure(error, signal);
  } finally {
    done.abort();
    // Both losers settle later, unobserved.
    late.catch(() => undefined);
    work.catch(() => undefined);
  }
}

/** Resolves with the socket once `event` fired; destroys it on failure, timeout and abort. */
async function openSocket<S extends Socket>(socket: S, event: string, patience: Patience): Promise<S> {
  const opened = new Promise<S>((resolve, reject) => {
    socket.once(event, () => resolve(socket));
    socket.once('error', reject);
    socket.once('close', () => reject(new KubeFailure('closed', `${patience.what} was closed.`)));
  });
  try {
    return await orTimeout(opened, patience);
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** What the words need: whose certificate it is, for which names, until when. */
function certificateParams(peer: Partial<PeerCertificate>): Record<string, string> {
  const nameOf = (name: PeerCertificate['subject'] | undefined): string =>
    [name?.CN ?? name?.O ?? ''].flat().join(', ');
  const toIso = (text: string | undefined): string => {
    const at = Date.parse(text ?? '');
    return Number.isFinite(at) ? new Date(at).toISOString() : '';
  };
  return {
    subject: nameOf(peer.subject),
    issuer: nameOf(peer.issuer),
    names: peer.subjectaltname ?? '',
    notBefore: toIso(peer.valid_from),
    notAfter: toIso(peer.valid_to),
  };
}

function judgeHandshake(
  socket: TLSSocket,
  connection: ChosenConnection,
): Awaited<ReturnType<ConnectionProbes['handshake']>> {
  const peer: Partial<PeerCertificate> = socket.getPeerCertificate();
  const notAfter = Date.parse(peer.valid_to ?? '');
  if (!socket.authorized && !connection.insecureSkipTlsVerify) {
    // Node types it as Error; without rejectUnauthorized it is the bare code.
    const code = String(socket.authorizationError);
    throw new KubeFailure(kindOfCode(code, code), redactRaw(code), {
      params: { ...certificateParams(peer), host: connection.serverHost },
    });
  }
  return {
    verified: socket.authorized,
    protocol: socket.getProtocol() ?? 'unknown',
    ...(Number.isFinite(notAfter) && { notAfter }),
  };
}

function startHandshake(connection: ChosenConnection, address: string): TLSSocket {
  const host = bareHost(connection.serverHost);
  return connectTls({
    host: address,
    port: connection.serverPort,
    ...(isIP(host) === 0 && { servername: host }),
    ...tlsOptionsOf(connection),
    // The certificate is read first and judged by us, so that the refusal can say what was found.
    rejectUnauthorized: false,
  });
}

/** URLs write IPv6 addresses in brackets; sockets and resolvers do not. */
function bareHost(host: string): string {
  return host.replace(/^\[|\]$/g, '');
}

export function createConnectionProbes(judgeAddress: (address: string) => AddressVerdict): ConnectionProbes {
  return {
    judgeAddress,
    async resolve(host, { signal }) {
      const name = bareHost(host);
      if (isIP(name) !== 0) return [name];
      const what = `The resolver asked for ${name}`;
      const found = await orTimeout(lookup(name, { all: true }), { timeoutMs: DNS_TIMEOUT_MS, what, signal });
      return found.map(({ address }) => address);
    },
    async connect(address, port, { signal }) {
      const what = `${address} port ${port}`;
      const socket = await openSocket(connect({ host: address, port }), 'connect', {
        timeoutMs: TCP_TIMEOUT_MS,
        what,
        signal,
      });
      socket.on('error', () => undefined).destroy();
    },
    async handshake(connection, address, { signal }) {
      const what = `The TLS handshake with ${address} port ${connection.serverPort}`;
      try {
        const opening = startHandshake(connection, address);
        const socket = await openSocket(opening, 'secureConnect', {
          timeoutMs: TLS_TIMEOUT_MS,
          what,
          signal,
        });
        const verdict = judgeHandshake(socket, connection);
        socket.on('error', () => undefined).destroy();
        return verdict;
      } catch (error) {
        throw toKubeFailure(error, signal);
      }
    },
  };
}
