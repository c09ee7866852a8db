// Each foreign thing has one door. A ban names what is fenced off; zones.mjs says where it is open.

/**
 * @typedef {object} Ban
 * @property {string[]} [modules] exact module names
 * @property {string} [pattern] regular expression over the import specifier
 * @property {string[]} [globals] global names
 * @property {[string, string][]} [properties] object and property
 * @property {string} message what to do instead
 */

/** @type {Readonly<Record<string, Ban>>} */
export const bans = {
  mocks: {
    properties: [
      ['vi', 'mock'],
      ['vi', 'doMock'],
      ['vi', 'unmock'],
      ['vi', 'doUnmock'],
      ['jest', 'mock'],
      ['jest', 'doMock'],
    ],
    message: 'No module mocks: wanting one means a parameter is missing.',
  },
  otherRoomsByPath: {
    pattern: '^\\.\\.?/(.*/)?(packages|apps)/',
    message: 'Import another room by its package name, through its exports.',
  },
  express: {
    modules: ['express', 'express-rate-limit', 'helmet'],
    message: 'Express has one door: apps/bff/src/http and app.ts.',
  },
  socketIo: { modules: ['socket.io'], message: 'socket.io has one door: apps/bff/src/live and server.ts.' },
  kubernetesClient: {
    modules: ['@kubernetes/client-node'],
    message: 'The Kubernetes client has one door: apps/bff/src/kube.',
  },
  socketIoClient: {
    modules: ['socket.io-client'],
    message: 'The socket client has one door: apps/web/src/shared/live.',
  },
  monaco: {
    pattern: '^monaco-(editor|yaml)(/|$)',
    message: 'Monaco has one door: apps/web/src/features/cluster-configuration/editor.',
  },
  sandbox: {
    pattern: '^@flotilla/sandbox(/|$)',
    message: 'The sandbox is for tests, e2e and its own process, never for production code.',
  },
  bff: { pattern: '^@flotilla/bff(/|$)', message: 'Nothing imports the BFF; speak to it over the wire.' },
  contracts: {
    pattern: '^@flotilla/contracts(/|$)',
    message: 'This room knows nothing of the wire: it must stay inside (domain) or foreign (sandbox).',
  },
  testing: {
    pattern: '^@flotilla/[a-z]+/testing$',
    message: 'Builders and samples are for tests.',
  },
  testTools: {
    pattern: '^(vitest|@testing-library/|@playwright/|happy-dom|axe-core)',
    message: 'Test tools are for tests.',
  },
  node: {
    pattern:
      '^(node:|(fs|path|os|net|tls|http|https|http2|crypto|stream|util|events|url|dns|child_process|worker_threads|buffer|timers)(/|$))',
    globals: ['Buffer', '__dirname', '__filename'],
    message: 'This room also runs in the browser: nothing of Node.',
  },
  process: {
    globals: ['process'],
    modules: ['node:process', 'process'],
    properties: [['globalThis', 'process']],
    message: 'The environment and signals are read in main.ts and the sandbox cli.ts only; pass values in.',
  },
  timers: {
    globals: ['setTimeout', 'setInterval'],
    modules: ['node:timers', 'timers'],
    properties: [
      ['globalThis', 'setTimeout'],
      ['globalThis', 'setInterval'],
    ],
    message: 'Wait with node:timers/promises and a signal: a wait that cannot be woken delays shutdown.',
  },
  network: {
    globals: ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'],
    properties: [
      ['window', 'fetch'],
      ['globalThis', 'fetch'],
      ['self', 'fetch'],
      ['navigator', 'sendBeacon'],
    ],
    message: 'The web asks through apps/web/src/shared/api (and shared/live).',
  },
  storage: {
    globals: ['localStorage', 'sessionStorage', 'indexedDB'],
    properties: [
      ['window', 'localStorage'],
      ['window', 'sessionStorage'],
      ['globalThis', 'localStorage'],
      ['globalThis', 'sessionStorage'],
    ],
    message: 'The only storage is apps/web/src/shared/preferences.ts, and never for secrets.',
  },
  impurity: {
    globals: ['fetch', 'setTimeout', 'setInterval', 'queueMicrotask', 'performance', 'console'],
    properties: [
      ['Date', 'now'],
      ['Math', 'random'],
      ['crypto', 'randomUUID'],
      ['crypto', 'getRandomValues'],
      ['globalThis', 'fetch'],
    ],
    message:
      'The domain is pure: no clock, no randomness, no input or output. Take the value as a parameter.',
  },
};

/**
 * The lint rules that hold the given bans. Oxlint replaces a rule's options in later overrides, so each zone
 * must carry its complete list; that is why the list is generated and not written by hand.
 *
 * @param {Ban[]} held
 */
export function rulesHolding(held) {
  const paths = held.flatMap((ban) => (ban.modules ?? []).map((name) => ({ name, message: ban.message })));
  const patterns = held.flatMap((ban) =>
    ban.pattern === undefined ? [] : [{ regex: ban.pattern, message: ban.message }],
  );
  const globals = new Map(
    held.flatMap((ban) => (ban.globals ?? []).map((name) => [name, { name, message: ban.message }])),
  );
  const properties = held.flatMap((ban) =>
    (ban.properties ?? []).map(([object, property]) => ({ object, property, message: ban.message })),
  );
  return {
    'no-restricted-imports': ['error', { paths, patterns }],
    'no-restricted-globals': ['error', ...globals.values()],
    'no-restricted-properties': ['error', ...properties],
  };
}
