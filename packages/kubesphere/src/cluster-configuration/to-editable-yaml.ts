import { stringify } from 'yaml';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const ORDER = ['apiVersion', 'kind', 'metadata', 'spec', 'status'];

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const withoutNoise = (metadata: unknown): unknown => {
  if (!isRecord(metadata)) return metadata;
  const { managedFields: _dropped, annotations, ...rest } = metadata;
  const kept = isRecord(annotations)
    ? Object.entries(annotations).filter(([key]) => key !== LAST_APPLIED)
    : [];
  return { ...rest, ...(kept.length > 0 && { annotations: Object.fromEntries(kept) }) };
};

/**
 * An object of the API as text for the editor: usual order, without `managedFields` and kubectl's last-applied annotation (which holds a copy of the
 * jwtSecret). The same object gives the same text. Secrets are not masked.
 */
export const toEditableYaml = (object: unknown): string => {
  if (!isRecord(object)) return stringify(object ?? {}, { lineWidth: 0 });
  const keys = [
    ...ORDER.filter((key) => key in object),
    ...Object.keys(object).filter((key) => !ORDER.includes(key)),
  ];
  const ordered = Object.fromEntries(
    keys.map((key) => [key, key === 'metadata' ? withoutNoise(object[key]) : object[key]]),
  );
  return stringify(ordered, { lineWidth: 0, version: '1.1', aliasDuplicateObjects: false });
};
