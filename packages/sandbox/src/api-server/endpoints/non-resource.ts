import { answerJson, answerPageNotFound, answerText } from '../answer.ts';
import type { ApiRequest } from '../api-request.ts';
import type { ApiState } from '../api-state.ts';
import { answerDiscovery } from '../discovery.ts';
import { answerOpenApi, OPENAPI_V3_FROM_MINOR } from '../openapi.ts';
import { apiVersionOf } from '../resource-type.ts';

const TEXT_404_FROM_MINOR = 23;
const TELLS_EMULATION_FROM_MINOR = 33;

/** Everything that is not a resource: version, health, discovery, OpenAPI. */
export async function answerNonResource(state: ApiState, request: ApiRequest): Promise<void> {
  const { url, response } = request;
  const path = url.pathname.replace(/\/+$/, '');
  switch (path) {
    case '':
      return answerJson(response, 200, { paths: toRootPaths(state) });
    case '/version':
      return answerJson(response, 200, toVersion(state));
    case '/healthz':
    case '/livez':
    case '/readyz':
      return answerText(
        response,
        200,
        url.searchParams.has('verbose') ? `[+]ping ok\n[+]etcd ok\n${path.slice(1)} check passed\n` : 'ok',
      );
    default:
      if ((await answerDiscovery(state, request, path)) || (await answerOpenApi(state, request, path)))
        return;
      if (state.version.minorNumber < TEXT_404_FROM_MINOR && !path.startsWith('/apis/'))
        return answerJson(response, 404, { paths: toRootPaths(state).filter(isLastServers) });
      return answerPageNotFound(response);
  }
}

/** Older servers hand what nobody knows to the one for CRDs, which names its own paths. */
function isLastServers(path: string): boolean {
  return !/^\/api(\/|$)/.test(path) && !/^\/apis\/(?!apiextensions\.k8s\.io)/.test(path);
}

function toRootPaths({ catalog, version }: ApiState): string[] {
  const groups = catalog
    .all()
    .flatMap((type) => (type.group === '' ? [] : [`/apis/${type.group}`, `/apis/${apiVersionOf(type)}`]));
  return [
    ...new Set([
      '/api',
      '/api/v1',
      '/apis',
      ...groups,
      '/healthz',
      '/livez',
      '/openapi/v2',
      ...(version.minorNumber < OPENAPI_V3_FROM_MINOR ? [] : ['/openapi/v3']),
      '/readyz',
      '/version',
    ]),
  ].toSorted();
}

function toVersion({ version }: ApiState): object {
  return {
    major: version.major,
    minor: version.minor,
    ...(version.minorNumber < TELLS_EMULATION_FROM_MINOR
      ? {}
      : {
          emulationMajor: version.major,
          emulationMinor: version.minor,
          minCompatibilityMajor: version.major,
          minCompatibilityMinor: String(version.minorNumber - 1),
        }),
    gitVersion: version.gitVersion,
    gitCommit: '0'.repeat(40),
    gitTreeState: 'clean',
    buildDate: '2024-01-01T00:00:00Z',
    goVersion: 'go1.22.5',
    compiler: 'gc',
    platform: 'linux/amd64',
  };
}
