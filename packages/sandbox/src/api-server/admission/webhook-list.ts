import type { ObjectStore } from '../object-store.ts';
import { toWebhooks, type Webhook } from './webhook.ts';

const CONFIGURATIONS = { group: 'admissionregistration.k8s.io', plural: 'validatingwebhookconfigurations' };

/** The validating webhooks of the stored configurations, read anew only when one is written. */
export class WebhookList {
  #webhooks: readonly Webhook[] = [];

  constructor(store: ObjectStore) {
    const refresh = () => {
      this.#webhooks = store.list(CONFIGURATIONS).flatMap(toWebhooks);
    };
    refresh();
    store.subscribe(CONFIGURATIONS, refresh);
  }

  all(): readonly Webhook[] {
    return this.#webhooks;
  }
}
