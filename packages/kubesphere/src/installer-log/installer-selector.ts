/** Label selector of the installer's pods: `ks-install` in 3.0–3.2, `ks-installer` from 3.3 on (ks-installer `deploy/kubesphere-installer.yaml`). */
export const INSTALLER_SELECTOR = 'app in (ks-install, ks-installer)';
