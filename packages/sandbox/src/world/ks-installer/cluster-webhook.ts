import { stringAt } from '../../api-server/json.ts';
import type { KubeObject } from '../../api-server/kube-object.ts';
import { createClusterPki } from '../../certificates/cluster-pki.ts';
import { getOrUndefined } from '../apply-objects.ts';
import type { KubeClient } from '../kube-client.ts';
import { toBase64 } from '../kube-connection.ts';
import { PATHS } from '../resource-paths.ts';
import { SYSTEM_NAMESPACE } from './manifests.ts';

const SERVICE = 'ks-controller-manager';
const TEN_YEARS_MS = 3_650 * 86_400_000;
export const WEBHOOK_CERTIFICATE = 'ks-controller-manager-webhook-cert';
export const CLUSTER_WEBHOOK_PATH = '/validate-cluster-kubesphere-io-v1alpha1';

/**
 * What the core's chart of 3.4 has for the webhook that judges changes of Clusters: a serving certificate by an
 * authority of its own, and the configuration that trusts it. A certificate that is there stays.
 */
export async function clusterWebhookManifest(
  client: KubeClient,
  { signal }: { signal: AbortSignal },
): Promise<KubeObject[]> {
  const kept = await getOrUndefined(client, `${PATHS.secrets}/${WEBHOOK_CERTIFICATE}`, { signal });
  const secret = kept ?? (await newCertificate());
  const configuration = toConfiguration(stringAt(secret, 'data', 'ca.crt') ?? '');
  return kept ? [configuration] : [secret, configuration];
}

async function newCertificate(): Promise<KubeObject> {
  const pki = await createClusterPki('ks-controller-manager-ca');
  const { certificatePem, keyPem } = await pki.issueServerCertificate({
    commonName: 'ks-core-admission-webhook',
    dnsNames: [`${SERVICE}.${SYSTEM_NAMESPACE}`, `${SERVICE}.${SYSTEM_NAMESPACE}.svc`],
    ipAddresses: [],
    notBefore: new Date(Date.now() - 3_600_000),
    notAfter: new Date(Date.now() + TEN_YEARS_MS),
  });
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: WEBHOOK_CERTIFICATE, namespace: SYSTEM_NAMESPACE },
    type: 'Opaque',
    data: {
      'ca.crt': toBase64(pki.caPem),
      'tls.crt': toBase64(certificatePem),
      'tls.key': toBase64(keyPem),
    },
  };
}

function toConfiguration(caBundle: string): KubeObject {
  const rule = {
    apiGroups: ['cluster.kubesphere.io'],
    apiVersions: ['v1alpha1'],
    operations: ['UPDATE'],
    resources: ['clusters'],
    scope: '*',
  };
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: 'cluster.kubesphere.io' },
    webhooks: [
      {
        name: 'validating-cluster.kubesphere.io',
        admissionReviewVersions: ['v1beta1'],
        clientConfig: {
          caBundle,
          service: {
            name: SERVICE,
            namespace: SYSTEM_NAMESPACE,
            path: CLUSTER_WEBHOOK_PATH,
            port: 443,
          },
        },
        failurePolicy: 'Fail',
        matchPolicy: 'Exact',
        rules: [rule],
        sideEffects: 'None',
        timeoutSeconds: 30,
      },
    ],
  };
}
