export {
  aClusterDraft,
  aConfiguration,
  aKubeconfig,
  CERTIFICATE_DATA,
  KEY_DATA,
  type ConfigurationOverrides,
  type KubeconfigOverrides,
} from './builders.ts';
export { sampleInstallerLog } from './sample-installer-log.ts';
export { sampleInstallerRun, type SampleOptions, type SampleOutcome } from './installer-log-samples.ts';
export { allFacts, answered, aPreparedHost, aPreparedMember, aStandalone, failed, NOW } from './facts.ts';
export { seededRandom, type SeededRandom } from './seeded-random.ts';
