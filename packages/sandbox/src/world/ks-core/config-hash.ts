import { stringAt } from '../../api-server/json.ts';
import type { KubeObject } from '../../api-server/kube-object.ts';

/** Remembers which `spec.config` a member's ks-core was installed with: another one is installed anew. */
export const CONFIG_HASH = 'kubesphere.io/config-hash';

/** 64-bit FNV-1a of the chart values in `spec.config`, in hexadecimal; none are `cbf29ce484222325`. */
export function configHashOf(cluster: KubeObject): string {
  const bytes = Buffer.from(stringAt(cluster, 'spec', 'config') ?? '', 'base64');
  let value = 0xcbf29ce484222325n;
  for (const byte of bytes) value = BigInt.asUintN(64, (value ^ BigInt(byte)) * 0x100000001b3n);
  return value.toString(16).padStart(16, '0');
}
