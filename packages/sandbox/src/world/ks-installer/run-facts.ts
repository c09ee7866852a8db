import { isObject, objectAt, stringAt, valueAt, type JsonObject } from '../../api-server/json.ts';
import type { KubeObject } from '../../api-server/kube-object.ts';
import type { ReleaseFacts } from './releases.ts';

/** What one run goes by: the object as it was when the run began. */
export interface RunFacts {
  release: ReleaseFacts;
  version: string;
  spec: JsonObject;
  status: JsonObject;
  /** The role this run establishes. A host stays a host whatever the object says later. */
  role: string;
  /** The names that side-by-side installation goes through, in the order they start. */
  components: string[];
}

const NO_COMPONENT = ['metrics_server', 'networkpolicy', 'telemetry'];

/** Reads the ClusterConfiguration as a run of this release does. */
export function toRunFacts(object: KubeObject, release: ReleaseFacts, version: string): RunFacts {
  const spec = objectAt(object, 'spec') ?? {};
  const status = objectAt(object, 'status') ?? {};
  const role = stringAt(spec, 'multicluster', 'clusterRole') ?? 'none';
  const enabled = Object.entries(spec)
    .filter(([name, block]) => isObject(block) && block['enabled'] === true && !NO_COMPONENT.includes(name))
    .map(([name]) => name);
  return {
    release,
    version,
    spec,
    status,
    role: isDone(status, 'multicluster') ? 'host' : role,
    components: [...new Set([...release.components, ...enabled])],
  };
}

/** Whether status says that a component has been installed. */
export function isDone(status: JsonObject, component: string): boolean {
  return stringAt(status, component, 'status') === 'enabled';
}

/** A scalar of the spec as text: an unquoted secret of digits only is a number in YAML. */
export function specText(spec: JsonObject, ...path: string[]): string {
  const value = valueAt(spec, ...path);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** The conditions that tasks ask for (`?flag` in the table). */
export function toFlags({ release, spec, status }: RunFacts): Record<string, boolean> {
  const on = (...path: string[]) => valueAt(spec, ...path) === true;
  const always = release.release === '3.0';
  const wantsLogStore = on('logging', 'enabled') || on('auditing', 'enabled') || on('events', 'enabled');
  return {
    mirror: specText(spec, 'zone') === 'cn',
    'named-storage': specText(spec, 'persistence', 'storageClass') !== '',
    'admin-password': specText(spec, 'authentication', 'adminPassword') !== '',
    'metrics-server': on('metrics_server', 'enabled') && !isDone(status, 'metricsServer'),
    redis: (always || on('common', 'redis', 'enabled')) && !isDone(status, 'redis'),
    openldap: (always || on('common', 'openldap', 'enabled')) && !isDone(status, 'openldap'),
    'log-store': wantsLogStore && !isDone(status, 'es') && !isDone(status, 'opensearch'),
    'mysql-done': isDone(status, 'mysql'),
    'minio-done': isDone(status, 'minio'),
    'fluentbit-done': isDone(status, 'fluentbit'),
    'core-done': isDone(status, 'core'),
    'jwt-given': specText(spec, 'authentication', 'jwtSecret') !== '',
  };
}
