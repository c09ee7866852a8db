import type { StoredConfiguration } from '@flotilla/contracts';
import { maskSecrets, releaseOf, toEditableYaml } from '@flotilla/kubesphere';
import { fieldAt, textAt } from '../object-fields.ts';
import { KubeFailure, type CallOptions, type KubeObject, type KubeSession } from '../ports/kube.ts';
import { CONFIGURATION, CONFIGURATION_NAME } from './read-kubesphere-facts.ts';

/** kubectl's copy of the whole object, secrets included; it is never shown and never edited. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** What may be edited of the object, as plain values; everything else is the API server's or the installer's. */
export interface EditablePart {
  readonly spec: unknown;
  readonly labels: Readonly<Record<string, unknown>>;
  readonly annotations: Readonly<Record<string, unknown>>;
}

export interface ConfigurationView {
  fingerprint(secret: string): string;
  /** Keyed, because what goes in holds secrets. */
  digest(text: string): string;
}

/** The ClusterConfiguration `ks-installer`; undefined when the object or its kind does not exist. */
export async function getConfiguration(
  session: KubeSession,
  options: CallOptions,
): Promise<KubeObject | undefined> {
  try {
    return await session.get(CONFIGURATION, CONFIGURATION_NAME, options);
  } catch (error) {
    if (error instanceof KubeFailure && error.kind === 'not-found') return undefined;
    throw error;
  }
}

export function editablePartOf(object: unknown): EditablePart {
  const { [LAST_APPLIED]: _hidden, ...annotations } = mappingAt(object, 'annotations');
  return { spec: fieldAt(object, 'spec') ?? {}, labels: mappingAt(object, 'labels'), annotations };
}

/** Tells versions apart by what may be edited: status and managedFields, which the installer keeps moving, do not count. */
export function editableDigest(object: unknown, view: ConfigurationView): string {
  return view.digest(JSON.stringify(inStableOrder(editablePartOf(object))));
}

/** As the browser gets it: status and bookkeeping left out, secrets as placeholders. */
export function toStoredConfiguration(object: KubeObject, view: ConfigurationView): StoredConfiguration {
  const release = releaseOf(textAt(object, 'metadata', 'labels', 'version'), undefined);
  return {
    yaml: toEditableYaml(maskSecrets(withoutBookkeeping(object), view.fingerprint)),
    uid: object.metadata.uid ?? '',
    resourceVersion: object.metadata.resourceVersion ?? '',
    specDigest: editableDigest(object, view),
    ...(release !== undefined && { release }),
  };
}

/** Only identity and what may be edited: a status in the editor's text would be old the moment it was shown. */
export function withoutBookkeeping(object: KubeObject): Record<string, unknown> {
  const { spec, labels, annotations } = editablePartOf(object);
  return {
    apiVersion: fieldAt(object, 'apiVersion'),
    kind: fieldAt(object, 'kind'),
    metadata: {
      name: object.metadata.name,
      namespace: fieldAt(object, 'metadata', 'namespace'),
      ...(Object.keys(labels).length > 0 && { labels }),
      ...(Object.keys(annotations).length > 0 && { annotations }),
    },
    spec,
  };
}

function mappingAt(object: unknown, field: string): Readonly<Record<string, unknown>> {
  const value = fieldAt(object, 'metadata', field);
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function inStableOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inStableOrder);
  if (typeof value !== 'object' || value === null) return value;
  const sorted = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, item]: [string, unknown]) => [key, inStableOrder(item)]));
}
