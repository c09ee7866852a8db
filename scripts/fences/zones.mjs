import { bans, rulesHolding } from './doors.mjs';

/** @typedef {import('./doors.mjs').Ban} Ban */
/** @typedef {{ files: string[], bans: Ban[] }} Zone */

const everywhere = ['mocks', 'otherRoomsByPath'];
const foreign = ['express', 'socketIo', 'kubernetesClient', 'socketIoClient', 'monaco', 'bff'];
const testOnly = ['testing', 'testTools'];
const production = [...everywhere, ...foreign, ...testOnly, 'sandbox'];

const domain = [...production, 'contracts', 'node', 'process', 'impurity'];
const wire = [...production, 'node', 'process', 'impurity'];
const sandbox = [...production.filter((name) => name !== 'sandbox'), 'contracts', 'process', 'timers'];
const bff = [...production, 'process', 'timers'];
const web = [...production, 'node', 'process', 'network', 'storage'];

/**
 * A layer may not import the named neighbours inside its room.
 *
 * @param {string[]} folders
 * @param {string} message
 * @returns {Ban}
 */
const neighbours = (folders, message) => ({
  pattern: `^(\\.\\./)+(${folders.join('|')})(/|$)`,
  message,
});

/**
 * @param {string[]} names
 * @param {Ban[]} [more]
 * @returns {Ban[]}
 */
const held = (names, more = []) => [...names.map(banNamed), ...more];

/** @param {string} name */
function banNamed(name) {
  const ban = bans[name];
  if (ban === undefined) throw new Error(`No ban is named ${name}.`);
  return ban;
}

/**
 * @param {string[]} names
 * @param {string[]} opened
 */
const without = (names, ...opened) => names.filter((name) => !opened.includes(name));

const bffLayers = {
  http: neighbours(['kube', 'live'], 'http reaches clusters through use-cases and ports.'),
  live: neighbours(['kube', 'http'], 'live reaches clusters through use-cases and ports.'),
  kube: neighbours(['http', 'live', 'use-cases'], 'kube implements the ports and knows no caller.'),
  useCases: neighbours(
    ['http', 'live', 'kube'],
    'A use-case knows ports, never who calls or who implements.',
  ),
  ports: neighbours(['http', 'live', 'kube', 'use-cases'], 'A port names what is needed and knows no room.'),
};

/**
 * The whole plan of who may import what. A later zone replaces an earlier one for the files it names.
 *
 * @param {string[]} features folder names under apps/web/src/features
 * @returns {Zone[]}
 */
function zones(features) {
  return [
    { files: ['**'], bans: held(everywhere) },
    { files: ['packages/kubesphere/src/**'], bans: held(domain) },
    { files: ['packages/contracts/src/**'], bans: held(wire) },
    { files: ['packages/sandbox/src/**'], bans: held(sandbox) },
    { files: ['packages/sandbox/src/cli.ts'], bans: held(without(sandbox, 'process')) },
    ...bffZones(),
    ...webZones(features),
    {
      files: [
        'packages/{kubesphere,contracts}/src/**/*.test.ts',
        'packages/{kubesphere,contracts}/src/testing/**',
      ],
      bans: held(without(wire, ...testOnly, 'impurity', 'node')),
    },
    {
      files: [
        'packages/sandbox/src/**/*.test.ts',
        'packages/sandbox/src/{testing,contract}/**',
        'packages/sandbox/test/**',
      ],
      bans: held(without(sandbox, ...testOnly, 'process')),
    },
    {
      files: ['apps/bff/src/**/*.test.ts', 'apps/bff/test/**'],
      bans: held([...everywhere, 'timers', 'monaco']),
    },
    {
      files: ['apps/web/src/**/*.test.{ts,tsx}', 'apps/web/test/**'],
      bans: held([...everywhere, 'sandbox', 'bff', 'express', 'kubernetesClient']),
    },
  ];
}

/** @returns {Zone[]} */
function bffZones() {
  return [
    { files: ['apps/bff/src/**'], bans: held(bff) },
    { files: ['apps/bff/src/app.ts'], bans: held(without(bff, 'express')) },
    { files: ['apps/bff/src/server.ts'], bans: held(without(bff, 'socketIo')) },
    { files: ['apps/bff/src/main.ts'], bans: held(without(bff, 'process')) },
    { files: ['apps/bff/src/http/**'], bans: held(without(bff, 'express'), [bffLayers.http]) },
    { files: ['apps/bff/src/live/**'], bans: held(without(bff, 'socketIo'), [bffLayers.live]) },
    { files: ['apps/bff/src/kube/**'], bans: held(without(bff, 'kubernetesClient'), [bffLayers.kube]) },
    { files: ['apps/bff/src/use-cases/**'], bans: held(bff, [bffLayers.useCases]) },
    { files: ['apps/bff/src/ports/**'], bans: held(bff, [bffLayers.ports]) },
  ];
}

/**
 * @param {string[]} features
 * @returns {Zone[]}
 */
function webZones(features) {
  const shared = neighbours(
    ['features', 'app'],
    'shared is imported by features and app, never the reverse.',
  );
  return [
    { files: ['apps/web/src/**'], bans: held(web) },
    { files: ['apps/web/src/shared/**'], bans: held(web, [shared]) },
    { files: ['apps/web/src/shared/api/**'], bans: held(without(web, 'network'), [shared]) },
    { files: ['apps/web/src/shared/live/**'], bans: held(without(web, 'socketIoClient'), [shared]) },
    { files: ['apps/web/src/shared/preferences.ts'], bans: held(without(web, 'storage'), [shared]) },
    ...features.map((name) => ({
      files: [`apps/web/src/features/${name}/**`],
      bans: held(web, fencesOfFeature(name, features)),
    })),
    ...features
      .filter((name) => name === 'cluster-configuration')
      .map((name) => ({
        files: [`apps/web/src/features/${name}/editor/**`],
        bans: held(without(web, 'monaco'), fencesOfFeature(name, features)),
      })),
  ];
}

/**
 * @param {string} name
 * @param {string[]} features
 * @returns {Ban[]}
 */
function fencesOfFeature(name, features) {
  const others = features.filter((other) => other !== name);
  const composes = neighbours(['app'], 'A feature imports shared only; app composes features.');
  if (others.length === 0) return [composes];
  const siblings = others.flatMap((other) => [other, `features/${other}`]);
  return [composes, neighbours(siblings, 'Features never import one another; app composes them.')];
}

/** The overrides of .oxlintrc.json that hold the zones. @param {string[]} features */
export const fenceOverrides = (features) =>
  zones(features).map((zone) => ({ files: zone.files, rules: rulesHolding(zone.bans) }));
