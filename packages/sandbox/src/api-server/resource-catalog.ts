import { builtinResources } from './builtin-resources.ts';
import { toCustomTypes } from './custom-resource-types.ts';
import type { ObjectStore } from './object-store.ts';
import type { ResourceType } from './resource-type.ts';

export const CRD_RESOURCE = { group: 'apiextensions.k8s.io', plural: 'customresourcedefinitions' };

/** Which resources are served now: the built-in ones and those of the stored CRDs. */
export class ResourceCatalog {
  readonly #builtin: readonly ResourceType[];
  #custom: readonly ResourceType[] = [];

  constructor(store: ObjectStore, minor: number) {
    this.#builtin = builtinResources(minor);
    const refresh = () => {
      this.#custom = store.list(CRD_RESOURCE).flatMap(toCustomTypes);
    };
    refresh();
    store.subscribe(CRD_RESOURCE, refresh);
  }

  all(): readonly ResourceType[] {
    return [...this.#builtin, ...this.#custom];
  }

  find(group: string, version: string, plural: string): ResourceType | undefined {
    return this.all().find(
      (type) => type.group === group && type.version === version && type.plural === plural,
    );
  }

  serves(group: string, version: string): boolean {
    return this.all().some((type) => type.group === group && type.version === version);
  }

  findByKind(apiVersion: string, kind: string): ResourceType | undefined {
    const [version = '', group = ''] = apiVersion.split('/').toReversed();
    return this.all().find((type) => type.group === group && type.version === version && type.kind === kind);
  }

  /** One type per stored resource, for those who walk over all objects. */
  storages(): ResourceType[] {
    const seen = new Map<string, ResourceType>();
    for (const type of this.all()) {
      const key = `${type.group}/${type.plural}`;
      if (!seen.has(key) && type.verbs.includes('list')) seen.set(key, type);
    }
    return [...seen.values()];
  }
}
