import type { Issue } from '../issue.ts';
import type { YamlCursor } from '../yaml-text/yaml-cursor.ts';
import { issueAt } from './configuration-document.ts';
import { configurationSchemaFor, type JsonSchema } from './configuration-schema.ts';
import { nearestName } from './nearest-name.ts';
import { compareMinors, minorOf } from './release.ts';

type Options = { readonly release?: string; readonly previousRole?: string };

/** 8–64 characters with digit, lower and upper case, or a bcrypt hash; ks-installer 3.3+ `roles/ks-core/init-token`. */
const isStrongPassword = (password: string): boolean =>
  /^\$2[aby]\$/.test(password) ||
  (password.length >= 8 &&
    password.length <= 64 &&
    /\d/.test(password) &&
    /[a-z]/.test(password) &&
    /[A-Z]/.test(password));

const passwordIssues = (authentication: YamlCursor, release: string | undefined): Issue[] => {
  const at = authentication.field('adminPassword');
  const minor = minorOf(release) ?? '3.4';
  const isChecked =
    at.text !== undefined &&
    at.text !== '' &&
    !at.text.startsWith('«secret') &&
    compareMinors(minor, '3.3') >= 0;
  return isChecked && !isStrongPassword(at.text ?? '')
    ? [issueAt('configuration.admin-password-weak', at)]
    : [];
};

const secretIssues = (authentication: YamlCursor): Issue[] => {
  const at = authentication.field('jwtSecret');
  if (at.kind === 'absent')
    return [
      issueAt('configuration.required-missing', authentication, {
        severity: 'warning',
        params: { field: 'authentication.jwtSecret' },
      }),
    ];
  return at.kind === 'string' || at.kind === 'null'
    ? []
    : [issueAt('configuration.jwt-secret-not-text', at, { params: { found: at.kind } })];
};

const roleIssues = (spec: YamlCursor, previousRole: string | undefined): Issue[] => {
  const at = spec.field('multicluster').field('clusterRole');
  if (at.kind === 'absent') {
    return [
      issueAt('configuration.required-missing', spec.field('multicluster'), {
        severity: 'warning',
        params: { field: 'multicluster.clusterRole' },
      }),
    ];
  }
  if (!['none', 'host', 'member'].includes(at.text ?? '')) {
    return [issueAt('configuration.value-not-allowed', at, { params: { allowed: 'none, host, member' } })];
  }
  return previousRole === 'host' && at.text !== 'host'
    ? [issueAt('configuration.host-role-is-permanent', at)]
    : [];
};

const KINDS: Readonly<Record<string, readonly YamlCursor['kind'][]>> = {
  string: ['string', 'number', 'null'],
  integer: ['number', 'null'],
  number: ['number', 'null'],
  boolean: ['boolean', 'null'],
  object: ['map', 'null'],
  array: ['list', 'null'],
};

const typeIssues = (at: YamlCursor, schema: JsonSchema): Issue[] => {
  const type = typeof schema.type === 'string' ? schema.type : (schema.type?.[0] ?? '');
  const allowed = KINDS[type];
  if (!allowed || allowed.includes(at.kind)) return [];
  // Ansible takes "30880" for 30880, but a text where a switch or a block belongs changes the meaning.
  const severity = at.kind === 'string' && (type === 'integer' || type === 'number') ? 'warning' : 'error';
  return [issueAt('configuration.wrong-type', at, { severity, params: { expected: type, found: at.kind } })];
};

const valueIssues = (at: YamlCursor, schema: JsonSchema): Issue[] => {
  const isRole = at.path.join('.') === 'spec.multicluster.clusterRole';
  if (!schema.enum || isRole || at.text === undefined || schema.enum.includes(at.text)) return [];
  return [
    issueAt('configuration.value-not-allowed', at, {
      severity: 'warning',
      params: { allowed: schema.enum.join(', ') },
    }),
  ];
};

const fieldIssues = (at: YamlCursor, schema: JsonSchema): Issue[] => {
  if (at.path.at(-1) === 'jwtSecret') return [];
  const wrongType = typeIssues(at, schema);
  if (wrongType.length > 0) return wrongType;
  const { properties } = schema;
  if (!properties || at.kind !== 'map') return valueIssues(at, schema);
  return at.keys().flatMap((key) => {
    const known = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (known) return fieldIssues(at.field(key), known);
    const near = nearestName(key, Object.keys(properties));
    return [
      issueAt('configuration.unknown-field', at.field(key), {
        severity: 'warning',
        params: { field: key, ...(near !== undefined && { didYouMean: near }) },
      }),
    ];
  });
};

/** Everything the rules say about a `spec`. */
export const ruleIssues = (spec: YamlCursor, { release, previousRole }: Options): Issue[] => {
  const schema = configurationSchemaFor(release).properties?.['spec'] ?? {};
  const authentication = spec.field('authentication');
  return [
    ...roleIssues(spec, previousRole),
    ...secretIssues(authentication),
    ...passwordIssues(authentication, release),
    ...fieldIssues(spec, schema),
  ];
};
