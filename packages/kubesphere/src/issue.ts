import * as z from 'zod/mini';

/** Where in a text something was found. Lines and columns count from 1; the end is exclusive, as in Monaco. */
export const textRangeSchema = z.object({
  startLine: z.int(),
  startColumn: z.int(),
  endLine: z.int(),
  endColumn: z.int(),
});
export type TextRange = z.infer<typeof textRangeSchema>;

export const severitySchema = z.enum(['error', 'warning', 'info']);
export type Severity = z.infer<typeof severitySchema>;

/** Everything that can be wrong with a pasted kubeconfig. */
export const KUBECONFIG_ISSUE_CODES = [
  'kubeconfig.empty',
  'kubeconfig.too-large',
  'kubeconfig.yaml-syntax',
  'kubeconfig.multiple-documents',
  'kubeconfig.too-deep',
  'kubeconfig.too-many-aliases',
  'kubeconfig.not-a-kubeconfig',
  'kubeconfig.wrong-type',
  'kubeconfig.duplicate-name',
  'kubeconfig.no-contexts',
  'kubeconfig.no-current-context',
  'kubeconfig.context-not-found',
  'kubeconfig.cluster-not-found',
  'kubeconfig.user-not-found',
  'kubeconfig.server-missing',
  'kubeconfig.server-invalid',
  'kubeconfig.server-plain-http',
  'kubeconfig.server-local-name',
  'kubeconfig.exec-refused',
  'kubeconfig.auth-provider-refused',
  'kubeconfig.token-file-refused',
  'kubeconfig.ca-path-refused',
  'kubeconfig.client-certificate-path-refused',
  'kubeconfig.client-key-path-refused',
  'kubeconfig.proxy-url-refused',
  'kubeconfig.impersonation-refused',
  'kubeconfig.base64-invalid',
  'kubeconfig.pem-invalid',
  'kubeconfig.token-invalid',
  'kubeconfig.credentials-missing',
  'kubeconfig.credentials-incomplete',
  'kubeconfig.basic-auth',
  'kubeconfig.insecure-skip-tls-verify',
  'kubeconfig.tls-server-name',
] as const;

/** Everything that can be wrong with a ClusterConfiguration text. */
export const CONFIGURATION_ISSUE_CODES = [
  'configuration.empty',
  'configuration.too-large',
  'configuration.yaml-syntax',
  'configuration.too-many-aliases',
  'configuration.not-a-cluster-configuration',
  'configuration.wrong-name',
  'configuration.spec-missing',
  'configuration.multiple',
  'configuration.wrong-type',
  'configuration.value-not-allowed',
  'configuration.unknown-field',
  'configuration.required-missing',
  'configuration.jwt-secret-not-text',
  'configuration.host-role-is-permanent',
  'configuration.admin-password-weak',
  'configuration.secret-placeholder-unknown',
  'configuration.not-editable',
] as const;

/** Everything that can be wrong with what the wizard collects about a cluster. */
export const CLUSTER_DRAFT_ISSUE_CODES = [
  'cluster.name-required',
  'cluster.name-invalid',
  'cluster.name-too-long',
  'cluster.name-taken',
  'cluster.alias-invalid',
  'cluster.alias-too-long',
  'cluster.tag-invalid',
  'cluster.tag-too-long',
  'cluster.provider-too-long',
  'cluster.description-too-long',
  'cluster.endpoint-invalid',
] as const;

/** A request whose shape does not fit the contract; `path` names the member. */
export const REQUEST_ISSUE_CODES = ['request.invalid-field'] as const;

export const ISSUE_CODES = [
  ...KUBECONFIG_ISSUE_CODES,
  ...CONFIGURATION_ISSUE_CODES,
  ...CLUSTER_DRAFT_ISSUE_CODES,
  ...REQUEST_ISSUE_CODES,
] as const;
export type IssueCode = (typeof ISSUE_CODES)[number];

/** A finding: many may be returned at once, none is thrown. Words are chosen in the UI; `params` fill their gaps and never hold a secret. */
export const issueSchema = z.object({
  code: z.enum(ISSUE_CODES),
  severity: severitySchema,
  path: z.array(z.union([z.string(), z.number()])),
  range: z.optional(textRangeSchema),
  params: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
});
export type Issue = z.infer<typeof issueSchema>;
