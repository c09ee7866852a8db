import * as z from 'zod/mini';

/** The layers of a verdict, from the text in hand to the cluster's meaning; the UI groups by them. */
export const CHECK_LAYERS = ['kubeconfig', 'network', 'kubernetes', 'kubesphere', 'fleet', 'time'] as const;
export type CheckLayer = (typeof CHECK_LAYERS)[number];

/** The checks of a cluster that is to be added, in the order they are shown. */
export const CHECK_IDS = [
  'kubeconfig.safety',
  'network.dns',
  'network.address',
  'network.tcp',
  'network.tls',
  'kubernetes.authentication',
  'kubernetes.authorization',
  'kubernetes.version',
  'kubesphere.installed',
  'kubesphere.release',
  'kubesphere.role',
  'kubesphere.jwt-secret',
  'kubesphere.installer',
  'fleet.host-prepared',
  'fleet.name',
  'fleet.identity',
  'fleet.ownership',
  'time.clock',
  'time.credential',
] as const;
export const checkIdSchema = z.enum(CHECK_IDS);
export type CheckId = z.infer<typeof checkIdSchema>;

/** Which layer a check belongs to, and which checks must not have failed before it can be asked. */
export const CHECKS: Readonly<
  Record<CheckId, { readonly layer: CheckLayer; readonly needs: readonly CheckId[] }>
> = {
  'kubeconfig.safety': { layer: 'kubeconfig', needs: [] },
  'network.dns': { layer: 'network', needs: ['kubeconfig.safety'] },
  'network.address': { layer: 'network', needs: ['network.dns'] },
  'network.tcp': { layer: 'network', needs: ['network.address'] },
  'network.tls': { layer: 'network', needs: ['network.tcp'] },
  'kubernetes.authentication': { layer: 'kubernetes', needs: ['network.tls'] },
  'kubernetes.authorization': { layer: 'kubernetes', needs: ['kubernetes.authentication'] },
  'kubernetes.version': { layer: 'kubernetes', needs: ['kubernetes.authentication'] },
  'kubesphere.installed': { layer: 'kubesphere', needs: ['kubernetes.authorization'] },
  'kubesphere.release': { layer: 'kubesphere', needs: ['kubesphere.installed'] },
  'kubesphere.role': { layer: 'kubesphere', needs: ['kubesphere.installed'] },
  'kubesphere.jwt-secret': { layer: 'kubesphere', needs: ['kubesphere.installed'] },
  'kubesphere.installer': { layer: 'kubesphere', needs: ['kubesphere.installed'] },
  'fleet.host-prepared': { layer: 'fleet', needs: [] },
  'fleet.name': { layer: 'fleet', needs: [] },
  'fleet.identity': { layer: 'fleet', needs: ['kubernetes.authorization'] },
  'fleet.ownership': { layer: 'fleet', needs: ['kubernetes.authorization'] },
  'time.clock': { layer: 'time', needs: ['kubernetes.authentication'] },
  'time.credential': { layer: 'time', needs: ['kubeconfig.safety'] },
};
