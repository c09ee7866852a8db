import type { KubeSphereFacts } from '../cluster-checks/facts.ts';
import { kubernetesSupport } from '../cluster-checks/kubernetes-support.ts';
import { CLUSTER_ROLE_PATH, JWT_SECRET_PATH } from '../cluster-configuration/cluster-configuration-object.ts';
import { openConfiguration } from '../cluster-configuration/configuration-document.ts';
import { maskConfiguration } from '../cluster-configuration/mask-configuration.ts';
import { setInConfiguration, type ConfigurationEdit } from '../cluster-configuration/set-in-configuration.ts';
import { digestOf } from '../text/digest.ts';
import type { PlannedChange, PlanObstacle, PlanRisk, PreparationPlan, PreparationRole } from './plan.ts';
import { preparationProofs } from './proofs.ts';

/** The JSON merge patch of exactly the fields a preparation sets. Holds the jwtSecret: it never leaves the server. */
export interface MergePatch {
  readonly spec: {
    readonly multicluster?: { readonly clusterRole: PreparationRole };
    readonly authentication?: { readonly jwtSecret: string };
  };
}

export interface PreparationInput {
  readonly role: PreparationRole;
  readonly target: KubeSphereFacts;
  readonly host: KubeSphereFacts | undefined;
  /** UIDs of namespace kube-system: the identities of the two clusters. */
  readonly uid?: string;
  readonly hostUid?: string;
  readonly configurationYaml: string;
  readonly hostJwtSecret?: string;
  readonly fingerprint: (secret: string) => string;
  readonly kubernetesVersion?: string;
}

/** What the server carries out; `toWirePlan` makes what may be shown. */
export type ServerPlan = PreparationPlan & { readonly patch: MergePatch | undefined };

const isHostAlready = ({ configuration, effective }: KubeSphereFacts): boolean =>
  configuration?.role === 'host' || effective?.role === 'host' || effective?.multiclusterEnabled === true;

/** A host of KubeSphere 4 has no ClusterConfiguration, and installs KS Core in a member by itself. */
const needsNothing = ({ role, target, host }: PreparationInput): boolean =>
  role === 'host' ? target.generation === '4' : host?.generation === '4' && target.generation !== '3';

const targetObstacles = (input: PreparationInput): PlanObstacle[] => {
  const { target, role, configurationYaml } = input;
  if (needsNothing(input)) return [];
  if (target.generation === 'none') return ['not-installed'];
  if (target.generation === '4') return ['generations-differ'];
  if (!target.configuration || !openConfiguration(configurationYaml).ok) return ['configuration-missing'];
  if (role === 'member') return isHostAlready(target) ? ['is-host-already'] : [];
  return target.configuration.role === 'member' ? ['is-member-already'] : [];
};

const memberObstacles = (input: PreparationInput): PlanObstacle[] => {
  const { role, host, uid, hostUid, hostJwtSecret } = input;
  if (role === 'host') return [];
  if (uid !== undefined && uid === hostUid) return ['same-as-host'];
  if (needsNothing(input)) return [];
  if (host?.generation === '4') return ['generations-differ'];
  const isPrepared =
    host !== undefined &&
    host.generation === '3' &&
    preparationProofs('host', host, undefined).every(({ met }) => met);
  const isReadable = hostJwtSecret !== undefined && hostJwtSecret !== '';
  return [
    ...(isPrepared ? [] : ['host-not-prepared' as const]),
    ...(isReadable ? [] : ['host-jwt-secret-unreadable' as const]),
  ];
};

const textAt = (yaml: string, path: readonly string[]): string | undefined => {
  const opened = openConfiguration(yaml);
  return opened.ok ? path.reduce((cursor, key) => cursor.field(key), opened.value.root).text : undefined;
};

interface Wanted {
  readonly changes: PlannedChange[];
  readonly patch: MergePatch | undefined;
  readonly edits: ConfigurationEdit[];
}

/** An empty secret in the configuration keeps the one in use, so it stays when that is the host's already. */
const needsSecret = ({
  role,
  target,
  hostJwtSecret,
  configurationYaml,
  fingerprint,
}: PreparationInput): boolean => {
  if (role === 'host' || hostJwtSecret === undefined || hostJwtSecret === '') return false;
  const configured = textAt(configurationYaml, JWT_SECRET_PATH) ?? '';
  const keepsEqual =
    configured === '' && target.effective?.jwtSecretFingerprint === fingerprint(hostJwtSecret);
  return configured !== hostJwtSecret && !keepsEqual;
};

const wantedOf = (input: PreparationInput): Wanted => {
  const { role, configurationYaml, hostJwtSecret = '', fingerprint } = input;
  const currentRole = textAt(configurationYaml, CLUSTER_ROLE_PATH);
  const currentSecret = textAt(configurationYaml, JWT_SECRET_PATH) ?? '';
  const setsRole = currentRole !== role;
  const setsSecret = needsSecret(input);
  const roleChange: PlannedChange = {
    path: [...CLUSTER_ROLE_PATH],
    ...(currentRole !== undefined && { from: currentRole }),
    to: role,
    secret: false,
  };
  const secretChange: PlannedChange = {
    path: [...JWT_SECRET_PATH],
    ...(currentSecret !== '' && { from: fingerprint(currentSecret) }),
    to: fingerprint(hostJwtSecret),
    secret: true,
  };
  return {
    changes: [...(setsSecret ? [secretChange] : []), ...(setsRole ? [roleChange] : [])],
    edits: [
      ...(setsSecret ? [{ path: JWT_SECRET_PATH, value: hostJwtSecret }] : []),
      ...(setsRole ? [{ path: CLUSTER_ROLE_PATH, value: role }] : []),
    ],
    patch:
      setsRole || setsSecret
        ? {
            spec: {
              ...(setsSecret && { authentication: { jwtSecret: hostJwtSecret } }),
              ...(setsRole && { multicluster: { clusterRole: role } }),
            },
          }
        : undefined,
  };
};

const risksOf = (
  { role, target, kubernetesVersion }: PreparationInput,
  changes: readonly PlannedChange[],
): PlanRisk[] => {
  if (changes.length === 0) return [];
  const isUntested =
    kubernetesVersion !== undefined && kubernetesSupport(target.release, kubernetesVersion) !== 'supported';
  return [
    'installer-reruns',
    'components-restart',
    'manual-changes-lost',
    ...(role === 'host' ? ['host-role-is-permanent' as const] : []),
    ...(changes.some(({ secret }) => secret) ? ['sessions-end' as const] : []),
    ...(target.installer === 'running' ? ['installer-is-busy' as const] : []),
    ...(isUntested ? ['kubernetes-untested' as const] : []),
  ];
};

const stateOf = (plan: {
  readonly isPossible: boolean;
  readonly isNeeded: boolean;
  readonly isProven: boolean;
  readonly changes: readonly PlannedChange[];
}): PreparationPlan['state'] => {
  if (!plan.isPossible) return 'impossible';
  if (!plan.isNeeded) return 'not-needed';
  if (plan.changes.length > 0) return 'needed';
  return plan.isProven ? 'prepared' : 'applied';
};

const SECRET_PLACEHOLDER = '<jwtSecret of the host>';

const kubectlOf = (patch: MergePatch | undefined, state: PreparationPlan['state']): string => {
  if (state === 'not-needed') return 'kubectl get clusters.cluster.kubesphere.io';
  if (!patch) return 'kubectl -n kubesphere-system get clusterconfiguration ks-installer -o yaml';
  const { authentication, multicluster } = patch.spec;
  const shown = {
    spec: {
      ...(authentication && { authentication: { jwtSecret: SECRET_PLACEHOLDER } }),
      ...(multicluster && { multicluster }),
    },
  };
  return `kubectl -n kubesphere-system patch clusterconfiguration ks-installer --type merge -p '${JSON.stringify(shown)}'`;
};

/**
 * What must be written to make a cluster a host or a member, what stands against it, what it risks and how one will see that it is done (facts: ks-installer
 * 3.0–3.4; 4.x needs no preparation). Pure. The result's `patch` holds the host's jwtSecret; everything else in it may be shown.
 */
export const planPreparation = (input: PreparationInput): ServerPlan => {
  const { role, target, host, configurationYaml, fingerprint } = input;
  const obstacles = [...new Set([...targetObstacles(input), ...memberObstacles(input)])];
  const isPossible = obstacles.length === 0;
  const isNeeded = isPossible && !needsNothing(input);
  const wanted: Wanted = isNeeded ? wantedOf(input) : { changes: [], edits: [], patch: undefined };
  const proofs = preparationProofs(role, target, host);
  const isProven = proofs.every(({ met }) => met);
  const edited = wanted.edits.length > 0 ? setInConfiguration(configurationYaml, wanted.edits) : undefined;
  const state = stateOf({ isPossible, isNeeded, isProven, changes: wanted.changes });
  const { configuration, release } = target;
  return {
    role,
    state,
    ...(release !== undefined && { release }),
    changes: wanted.changes,
    obstacles,
    risks: risksOf(input, wanted.changes),
    proofs,
    before: maskConfiguration(configurationYaml, fingerprint),
    after: maskConfiguration(edited?.ok === true ? edited.value : configurationYaml, fingerprint),
    ...(configuration && {
      base: { uid: configuration.uid, resourceVersion: configuration.resourceVersion },
    }),
    // Not the resourceVersion: the installer's own status patches would make every plan stale.
    digest: digestOf(JSON.stringify([role, state, configuration?.uid, wanted.changes, obstacles])),
    kubectl: kubectlOf(wanted.patch, state),
    patch: wanted.patch,
  };
};

/** The plan as it may leave the server: without the patch, which holds the secret. */
export const toWirePlan = ({ patch: _secret, ...plan }: ServerPlan): PreparationPlan => plan;
