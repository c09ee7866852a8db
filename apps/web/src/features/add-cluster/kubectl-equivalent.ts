import { toMaskedClusterYaml, type ClusterDraft } from '@flotilla/kubesphere';

const PLACEHOLDER = /<base64 of the kubeconfig[^>]*>/;

/** The shell lines that create the same object. The kubeconfig is read from a file, so that no secret lands in a shell's history. */
export function kubectlEquivalent(draft: ClusterDraft): string {
  // The here-document is expanded by the shell: what a person typed must come through literally.
  const yaml = toMaskedClusterYaml(draft).replace(/[\\$`]/g, (sign) => `\\${sign}`);
  return `kubectl apply -f - <<EOF\n${yaml.replace(PLACEHOLDER, '$(base64 -w0 member.kubeconfig)')}EOF`;
}
