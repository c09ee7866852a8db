import { stringify } from 'yaml';
import { textToBase64 } from '../text/base64.ts';
import type { ClusterDraft } from './cluster-draft.ts';
import { ALIAS_ANNOTATION, DESCRIPTION_ANNOTATION, GROUP_LABEL } from './cluster-labels.ts';

/** A `Cluster` as it is created; KubeSphere 3.0+ `cluster_types.go`. Only these fields are ever sent. */
export interface ClusterResource {
  readonly apiVersion: 'cluster.kubesphere.io/v1alpha1';
  readonly kind: 'Cluster';
  readonly metadata: {
    readonly name: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec: {
    readonly joinFederation: true;
    readonly provider?: string;
    readonly connection: {
      readonly type: 'direct';
      readonly kubesphereAPIEndpoint?: string;
      readonly kubeconfig: string;
    };
  };
}

const isFilled = (value: string | undefined): value is string => value !== undefined && value !== '';

const toResource = (draft: ClusterDraft, kubeconfig: string): ClusterResource => {
  const annotations = {
    ...(isFilled(draft.alias) && { [ALIAS_ANNOTATION]: draft.alias }),
    ...(isFilled(draft.description) && { [DESCRIPTION_ANNOTATION]: draft.description }),
  };
  return {
    apiVersion: 'cluster.kubesphere.io/v1alpha1',
    kind: 'Cluster',
    metadata: {
      name: draft.name,
      ...(isFilled(draft.tag) && { labels: { [GROUP_LABEL]: draft.tag } }),
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
    spec: {
      joinFederation: true,
      ...(isFilled(draft.provider) && { provider: draft.provider }),
      connection: {
        type: 'direct',
        ...(isFilled(draft.kubesphereApiEndpoint) && { kubesphereAPIEndpoint: draft.kubesphereApiEndpoint }),
        kubeconfig,
      },
    },
  };
};

/**
 * The object that imports a member directly. `joinFederation` is what the 3.4 wizard sends; without it the 3.1+ controller silently does nothing
 * (`pkg/controller/cluster/cluster_controller.go`). Holds the credential.
 */
export const toClusterResource = (draft: ClusterDraft, kubeconfigText: string): ClusterResource =>
  toResource(draft, textToBase64(kubeconfigText));

/** The same object as YAML for the review step; the kubeconfig stands as a placeholder that says its size in bytes when known. */
export const toMaskedClusterYaml = (draft: ClusterDraft, kubeconfigBytes?: number): string => {
  const size = kubeconfigBytes === undefined ? '' : `, ${(kubeconfigBytes / 1_024).toFixed(1)} kB`;
  return stringify(toResource(draft, `<base64 of the kubeconfig${size}>`), { lineWidth: 0 });
};
