import { accessCases } from './cases/access.ts';
import { admissionCases } from './cases/admission.ts';
import { applyingCases } from './cases/applying.ts';
import { creatingCases } from './cases/creating.ts';
import { customResourceCases } from './cases/custom-resources.ts';
import { deletingCases } from './cases/deleting.ts';
import { discoveryCases } from './cases/discovery.ts';
import { identityCases } from './cases/identity.ts';
import { listCases } from './cases/lists.ts';
import { patchingCases } from './cases/patching.ts';
import { podLogCases } from './cases/pod-log.ts';
import { restartCases } from './cases/restarts.ts';
import { secretCases } from './cases/secrets.ts';
import { serviceProxyCases } from './cases/service-proxy.ts';
import { serviceWebhookCases } from './cases/service-webhooks.ts';
import { watchCases } from './cases/watch.ts';
import { webhookConfigurationCases } from './cases/webhook-configurations.ts';
import { writingCases } from './cases/writing.ts';
import type { ContractCase } from './kube-under-test.ts';

/** The cases of docs/spec/kubernetes-contract.md by area. */
export const CONTRACT: Readonly<Record<string, readonly ContractCase[]>> = {
  identity: identityCases,
  access: accessCases,
  discovery: discoveryCases,
  lists: listCases,
  watch: watchCases,
  creating: creatingCases,
  writing: writingCases,
  patching: patchingCases,
  applying: applyingCases,
  deleting: deletingCases,
  'custom-resources': customResourceCases,
  secrets: secretCases,
  admission: admissionCases,
  'webhook-configurations': webhookConfigurationCases,
  'pod-log': podLogCases,
  // Last: it stops the server they share.
  restarts: restartCases,
};

/** Needs a network of the cluster's own on a real server. */
export const NETWORK_CONTRACT: Readonly<Record<string, readonly ContractCase[]>> = {
  'service-proxy': serviceProxyCases,
  'service-webhooks': serviceWebhookCases,
};
