import { randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import * as z from 'zod/mini';
import type { SandboxCluster } from '../sandbox-cluster.ts';
import { INSTALL_FAILURES } from '../world/ks-installer/run-installation.ts';
import { listen } from '../world/listen.ts';
import { activeFaultIds, AVAILABLE_FAULTS } from './cluster-faults.ts';

export interface ControlledWorld {
  clusters: ReadonlyMap<string, SandboxCluster>;
  speed(): number;
  setSpeed(speed: number): void;
}

export interface Control extends AsyncDisposable {
  readonly url: string;
  readonly token: string;
}

interface Answer {
  status: number;
  body: object;
}

const MAX_BODY_BYTES = 64 * 1024;
const speedSchema = z.object({ speed: z.number().check(z.positive(), z.maximum(1_000)) });
const faultsSchema = z.object({ faults: z.array(z.string()).check(z.maxLength(20)) });
const failureSchema = z.object({ kind: z.enum(INSTALL_FAILURES) });

/** Opens the control on 127.0.0.1: plain HTTP, JSON, one bearer token. */
export async function startControl(world: ControlledWorld): Promise<Control> {
  const token = randomBytes(24).toString('base64url');
  const server = createServer((request, response) => {
    respond(request, { world, token })
      .catch((error: unknown): Answer => ({
        status: 400,
        body: { error: 'invalid', message: messageOf(error) },
      }))
      .then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
        response.end(JSON.stringify(body));
      })
      .catch(() => response.destroy());
  });
  const port = await listen(server, '127.0.0.1');
  return {
    url: `http://127.0.0.1:${port}`,
    token,
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function respond(
  request: IncomingMessage,
  { world, token }: { world: ControlledWorld; token: string },
): Promise<Answer> {
  if (!isAuthorized(request.headers.authorization, token))
    return { status: 401, body: { error: 'unauthorized' } };
  const { pathname } = new URL(request.url ?? '/', 'http://control');
  const route = `${request.method ?? ''} ${pathname}`;
  if (route === 'GET /control/clusters') {
    return {
      status: 200,
      body: { speed: world.speed(), clusters: [...world.clusters.values()].map(describe) },
    };
  }
  if (route === 'PUT /control/speed') {
    const { speed } = speedSchema.parse(await readJson(request));
    world.setSpeed(speed);
    return { status: 200, body: { speed } };
  }
  const [, verb, name = '', action] = /^(\w+) \/control\/clusters\/([^/]+)\/([a-z-]+)$/.exec(route) ?? [];
  const cluster = world.clusters.get(name);
  if (!cluster) return { status: 404, body: { error: 'not-found' } };
  return actOn(cluster, `${verb} ${action}`, request);
}

const notApplicable = (message: string): Answer => ({
  status: 409,
  body: { error: 'not-applicable', message },
});
const NO_SERVER = notApplicable('nobody answers at this cluster');
const NO_INSTALLER = notApplicable('no ks-installer runs here');
const ACCEPTED: Answer = { status: 202, body: {} };

async function actOn(cluster: SandboxCluster, action: string, request: IncomingMessage): Promise<Answer> {
  const verb = cluster.api ? action : 'none';
  const installer = cluster.hasInstaller;
  switch (verb) {
    case 'none':
      return NO_SERVER;
    case 'PUT faults':
      await cluster.setFaults(faultsSchema.parse(await readJson(request)).faults);
      return { status: 200, body: describe(cluster) };
    case 'POST restart-api-server':
      await cluster.restartApiServer();
      return ACCEPTED;
    case 'POST compact':
      cluster.compact();
      return ACCEPTED;
    case 'POST cut-streams':
      return { status: 202, body: { cut: cluster.cutStreams() } };
    case 'POST replace-installer-pod':
      if (!installer) return NO_INSTALLER;
      await cluster.replaceInstallerPod();
      return ACCEPTED;
    case 'POST rotate-installer-log':
      if (!installer) return NO_INSTALLER;
      cluster.rotateInstallerLog();
      return ACCEPTED;
    case 'POST fail-next-install':
      if (!installer) return NO_INSTALLER;
      cluster.failNextInstall(failureSchema.parse(await readJson(request)).kind);
      return ACCEPTED;
    default:
      return planFailure(cluster, action);
  }
}

/** `POST fail-next-install-play` says in its path what `POST fail-next-install` says in its body. */
function planFailure(cluster: SandboxCluster, action: string): Answer {
  const kind = INSTALL_FAILURES.find((known) => action === `POST fail-next-install-${known}`);
  if (!kind) return { status: 404, body: { error: 'not-found' } };
  if (!cluster.hasInstaller) return NO_INSTALLER;
  cluster.failNextInstall(kind);
  return ACCEPTED;
}

const SERVER_EVENTS = ['restart-api-server', 'compact', 'cut-streams'];
const INSTALLER_EVENTS = [
  'replace-installer-pod',
  'rotate-installer-log',
  ...INSTALL_FAILURES.map((kind) => `fail-next-install-${kind}`),
];

function describe(cluster: SandboxCluster): object {
  const { name, title, story, kubernetesVersion, kubesphereVersion, server, kubeconfigs, api, hasInstaller } =
    cluster;
  return {
    name,
    title,
    story,
    // Nobody can say what runs where nobody answers.
    kubernetesVersion: api ? kubernetesVersion : null,
    kubesphereVersion,
    server,
    kubeconfigs,
    faults: activeFaultIds(api?.faults),
    availableFaults: api ? AVAILABLE_FAULTS.map(({ id, label }) => ({ id, label })) : [],
    availableEvents: api ? [...SERVER_EVENTS, ...(hasInstaller ? INSTALLER_EVENTS : [])] : [],
    installFailures: hasInstaller ? INSTALL_FAILURES : [],
  };
}

function isAuthorized(header: string | undefined, token: string): boolean {
  const given = Buffer.from(header ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  const body: AsyncIterable<Buffer> = request;
  for await (const bytes of body) {
    size += bytes.length;
    if (size > MAX_BODY_BYTES) throw new Error('the body is too large');
    chunks.push(bytes);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
