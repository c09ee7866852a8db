import { parseDocument, type Document } from 'yaml';
import { releaseFacts, type Release } from '../../world/ks-installer/releases.ts';
import type { KubeSphereScenario } from '../scenario.ts';
import { CLUSTER_CONFIGURATION_3_0 } from './v3.0.ts';
import { CLUSTER_CONFIGURATION_3_1 } from './v3.1.ts';
import { CLUSTER_CONFIGURATION_3_2 } from './v3.2.ts';
import { CLUSTER_CONFIGURATION_3_3 } from './v3.3.ts';
import { CLUSTER_CONFIGURATION_3_4 } from './v3.4.ts';

const TEMPLATES: Record<Release, string> = {
  '3.0': CLUSTER_CONFIGURATION_3_0,
  '3.1': CLUSTER_CONFIGURATION_3_1,
  '3.2': CLUSTER_CONFIGURATION_3_2,
  '3.3': CLUSTER_CONFIGURATION_3_3,
  '3.4': CLUSTER_CONFIGURATION_3_4,
};

/** The whole ClusterConfiguration of that release, comments included, with this scenario's values set. */
export function clusterConfigurationDocument({
  version,
  clusterRole,
  jwtSecret = '',
}: KubeSphereScenario): Document {
  const { release } = releaseFacts(version) ?? { release: '3.4' as const };
  const document = parseDocument(TEMPLATES[release]);
  document.setIn(['metadata', 'labels', 'version'], version);
  document.setIn(['spec', 'multicluster', 'clusterRole'], clusterRole);
  document.setIn(['spec', 'authentication', 'jwtSecret'], jwtSecret);
  // Present and empty: the first password is drawn, not the one that everybody knows.
  if (release >= '3.3') document.setIn(['spec', 'authentication', 'adminPassword'], '');
  return document;
}
