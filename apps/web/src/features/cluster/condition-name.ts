import { useText } from '../../shared/i18n/use-text.ts';

const KNOWN = [
  'Initialized',
  'AgentAvailable',
  'Federated',
  'Ready',
  'ExternalAccessReady',
  'KubeConfigCertExpiresInSevenDays',
  'KSCoreReady',
] as const;

/** KubeSphere's condition types in words; one that a later release brings is shown as it is. */
export function useConditionName(): (type: string) => string {
  const t = useText('cluster');
  return (type) => {
    const known = KNOWN.find((name) => name === type);
    return known === undefined ? type : t(`conditions.name.${known}`);
  };
}
