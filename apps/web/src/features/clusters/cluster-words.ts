import { CLUSTER_TAGS, type ClusterSummary } from '@flotilla/kubesphere';
import { useFormat } from '../../shared/i18n/use-format.ts';
import { useText } from '../../shared/i18n/use-text.ts';

/** Why a cluster is not simply ready, in one or two lines; undefined when there is nothing to say. */
export function useReasonText(): (cluster: ClusterSummary, now: number) => string | undefined {
  const t = useText('clusters');
  const format = useFormat();
  return ({ status }, now) => {
    switch (status.state) {
      case 'ready':
        return undefined;
      case 'failed':
        return status.text === '' ? t('reason.silent') : status.text;
      case 'stale':
        return t('reason.stale', { when: format.relative(status.heartbeatAt, now) });
      case 'joining':
        return t('reason.joining');
      case 'removing':
        return t('reason.removing');
    }
  };
}

/** KubeSphere's own four tags have words; others are shown as they are. */
export function useTagText(): (tag: string) => string {
  const t = useText('clusters');
  return (tag) => {
    const known = CLUSTER_TAGS.find((name) => name === tag);
    return known === undefined ? tag : t(`tag.${known}`);
  };
}

/** The Azure provider is misspelt in what KubeSphere stores; it is read right. */
export function providerName(provider: string): string {
  return provider === 'Aure Kubernetes Service' ? 'Azure Kubernetes Service' : provider;
}
