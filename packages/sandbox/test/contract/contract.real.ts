import { realBinaries } from '../real/real-binaries.ts';
import { kubectlCases } from './cases/kubectl.ts';
import { contractSuite } from './contract-suite.ts';
import { CONTRACT, NETWORK_CONTRACT } from './contract.ts';
import { openRealKube, openSandboxKube } from './open-kube.ts';

const kubectl = { kubectl: kubectlCases };

// First, as the contract ends by stopping its server.
contractSuite({ ...kubectl, ...CONTRACT }, { side: 'real', open: () => openRealKube(realBinaries()) });
contractSuite(NETWORK_CONTRACT, {
  side: 'real',
  open: () => openRealKube(realBinaries(), { withClusterNetwork: true }),
});

// The newest kubectl comes with the real servers, so the sandbox meets it here.
contractSuite(kubectl, { side: 'sandbox', open: openSandboxKube });
