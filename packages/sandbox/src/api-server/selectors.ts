import { toText, valueAt } from './json.ts';
import type { KubeObject } from './kube-object.ts';
import type { ResourceType } from './resource-type.ts';
import { badRequest } from './status.ts';

export type ObjectFilter = (object: KubeObject) => boolean;

type Requirement = (labels: Record<string, string>) => boolean;

/** Which fields beyond name and namespace a built-in resource may be selected by. */
const FIELDS: Record<string, readonly string[]> = {
  '/pods': [
    'spec.nodeName',
    'spec.restartPolicy',
    'spec.schedulerName',
    'spec.serviceAccountName',
    'status.phase',
    'status.podIP',
    'spec.hostNetwork',
  ],
  '/events': [
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.name',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'involvedObject.resourceVersion',
    'involvedObject.fieldPath',
    'reason',
    'reportingComponent',
    'source',
    'type',
  ],
  '/secrets': ['type'],
  '/namespaces': ['status.phase'],
  '/nodes': ['spec.unschedulable'],
  '/services': ['spec.clusterIP', 'spec.type'],
  'batch/jobs': ['status.successful'],
  'apps/replicasets': ['status.replicas'],
};

/** Reads labelSelector and fieldSelector of a request; throws 400 for one that cannot be read. */
export function toFilter(query: URLSearchParams, type: ResourceType): ObjectFilter {
  const labels = parseLabelSelector(query.get('labelSelector') ?? '');
  const fields = parseFieldSelector(query.get('fieldSelector') ?? '', type);
  return (object) => labels(object.metadata.labels ?? {}) && fields(object);
}

function parseLabelSelector(text: string): Requirement {
  const requirements = splitOutsideParentheses(text).map(parseRequirement);
  return (labels) => requirements.every((requirement) => requirement(labels));
}

function splitOutsideParentheses(text: string): string[] {
  return text
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function parseRequirement(text: string): Requirement {
  const set = /^([^\s!=(),]+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(text);
  if (set !== null) {
    const [, key = '', operator, list = ''] = set;
    const values = list.split(',').map((value) => value.trim());
    return operator === 'in'
      ? (labels) => key in labels && values.includes(labels[key] ?? '')
      : (labels) => !(key in labels) || !values.includes(labels[key] ?? '');
  }
  const equality = /^([^\s!=(),]+)\s*(==|=|!=)\s*([^\s!=(),]*)$/.exec(text);
  if (equality !== null) {
    const [, key = '', operator, value = ''] = equality;
    return operator === '!=' ? (labels) => labels[key] !== value : (labels) => labels[key] === value;
  }
  const exists = /^(!?)\s*([^\s!=(),]+)$/.exec(text);
  if (exists !== null) {
    const [, not, key = ''] = exists;
    return not === '!' ? (labels) => !(key in labels) : (labels) => key in labels;
  }
  const [, found = text] = /^!?(.)/.exec(text) ?? [];
  throw badRequest(`unable to parse requirement: found '${found}', expected: identifier`);
}

function parseFieldSelector(text: string, type: ResourceType): ObjectFilter {
  const known = ['metadata.name', 'metadata.namespace', ...(FIELDS[`${type.group}/${type.plural}`] ?? [])];
  const terms = text
    .split(',')
    .filter((term) => term !== '')
    .map((term) => {
      const [, field = '', operator, value = ''] = /^([^!=]+)(==|!=|=)(.*)$/.exec(term) ?? [];
      if (operator === undefined) throw badRequest(`invalid selector: '${term}'; can't understand '${term}'`);
      if (!known.includes(field)) throw unknownField(field, type);
      const isEqual = (object: KubeObject) =>
        toText(valueAt(object, ...field.split('.')) ?? defaultOf(field)) === value;
      return operator === '!=' ? (object: KubeObject) => !isEqual(object) : isEqual;
    });
  return (object) => terms.every((term) => term(object));
}

function defaultOf(field: string): string {
  return field === 'spec.unschedulable' || field === 'spec.hostNetwork' ? 'false' : '';
}

function unknownField(field: string, type: ResourceType): Error {
  if (type.custom !== undefined) return badRequest(`field label not supported: ${field}`);
  return badRequest(`"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`);
}
