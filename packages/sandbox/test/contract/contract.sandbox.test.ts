import { contractSuite } from './contract-suite.ts';
import { CONTRACT, NETWORK_CONTRACT } from './contract.ts';
import { openSandboxKube } from './open-kube.ts';

contractSuite({ ...CONTRACT, ...NETWORK_CONTRACT }, { side: 'sandbox', open: openSandboxKube });
