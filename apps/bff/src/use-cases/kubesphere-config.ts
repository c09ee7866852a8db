import { parse } from 'yaml';
import { fieldAt, textAt } from '../object-fields.ts';

/** What the running components were told; ConfigMap kubesphere-config, key kubesphere.yaml. */
export interface KubeSphereConfig {
  readonly role?: string;
  readonly multiclusterEnabled: boolean;
  readonly jwtSecret?: string;
  readonly accessTokenMaxAge?: string;
}

/** An all-digit secret or a bare 0 is a number in YAML; both mean their text. */
function scalarText(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) || undefined : undefined;
}

/** Reads 3.x and 4.1 (`authentication.issuer`). undefined when the text is no YAML: the components could not read it either. */
export function parseKubeSphereConfig(text: string): KubeSphereConfig | undefined {
  let config: unknown;
  try {
    config = parse(text, { maxAliasCount: 50, logLevel: 'silent' });
  } catch {
    // Nothing can be said about a text that is no YAML.
    return undefined;
  }
  const authentication = fieldAt(config, 'authentication');
  const role = textAt(config, 'multicluster', 'clusterRole');
  const jwtSecret =
    scalarText(fieldAt(authentication, 'jwtSecret')) ??
    scalarText(fieldAt(authentication, 'issuer', 'jwtSecret'));
  const accessTokenMaxAge =
    scalarText(fieldAt(authentication, 'oauthOptions', 'accessTokenMaxAge')) ??
    scalarText(fieldAt(authentication, 'issuer', 'accessTokenMaxAge'));
  return {
    multiclusterEnabled: fieldAt(config, 'multicluster', 'enable') === true,
    ...(role !== undefined && { role }),
    ...(jwtSecret !== undefined && { jwtSecret }),
    ...(accessTokenMaxAge !== undefined && { accessTokenMaxAge }),
  };
}
