import { useText } from '../../../shared/i18n/use-text.ts';
import { CodeBlock, CommandLine } from '../../../shared/ui/code-block.tsx';

const TOKEN_KUBECONFIG = `kubectl -n kube-system create serviceaccount flotilla
kubectl create clusterrolebinding flotilla --clusterrole=cluster-admin --serviceaccount=kube-system:flotilla
kubectl -n kube-system apply -f - <<EOF
apiVersion: v1
kind: Secret
type: kubernetes.io/service-account-token
metadata:
  name: flotilla-token
  annotations:
    kubernetes.io/service-account.name: flotilla
EOF
SERVER=$(kubectl config view --minify -o jsonpath='{.clusters[0].cluster.server}')
TOKEN=$(kubectl -n kube-system get secret flotilla-token -o jsonpath='{.data.token}' | base64 -d)
kubectl -n kube-system get secret flotilla-token -o jsonpath='{.data.ca\\.crt}' | base64 -d > ca.crt
export KUBECONFIG=member.kubeconfig
kubectl config set-cluster member --server="$SERVER" --certificate-authority=ca.crt --embed-certs
kubectl config set-credentials flotilla --token="$TOKEN"
kubectl config set-context member --cluster=member --user=flotilla
kubectl config use-context member`;

/** Commands per kind of distribution, beside the form, not in another tab. */
export function ObtainPanel() {
  const t = useText('add-cluster');
  return (
    <details className="obtain-panel">
      <summary>{t('obtain.title')}</summary>
      <p>{t('obtain.lead')}</p>
      <h3>{t('obtain.selfManaged')}</h3>
      <p>{t('obtain.selfManagedText')}</p>
      <CommandLine command="kubectl config view --raw --minify --flatten" />
      <h3>{t('obtain.kubekey')}</h3>
      <p>{t('obtain.kubekeyText')}</p>
      <CommandLine command="sed 's#lb.kubesphere.local#ADDRESS#' ~/.kube/config" />
      <h3>{t('obtain.k3s')}</h3>
      <p>{t('obtain.k3sText')}</p>
      <CommandLine command="sudo sed 's#127.0.0.1#NODE_ADDRESS#' /etc/rancher/k3s/k3s.yaml" />
      <h3>{t('obtain.managed')}</h3>
      <p>{t('obtain.managedText')}</p>
      <CodeBlock code={TOKEN_KUBECONFIG} label={t('obtain.managed')} />
      <h3>{t('obtain.check')}</h3>
      <p>{t('obtain.checkText')}</p>
      <CommandLine command="curl -k https://ADDRESS:6443/version" />
    </details>
  );
}
