export { err, ok, type Result } from './result.ts';
export {
  CLUSTER_DRAFT_ISSUE_CODES,
  CONFIGURATION_ISSUE_CODES,
  ISSUE_CODES,
  issueSchema,
  KUBECONFIG_ISSUE_CODES,
  REQUEST_ISSUE_CODES,
  severitySchema,
  textRangeSchema,
  type Issue,
  type IssueCode,
  type Severity,
  type TextRange,
} from './issue.ts';
export { targetSchema, type Target } from './target/target.ts';
export { CHECK_CODES, type CheckCode } from './cluster-checks/check-code.ts';
export {
  CHECK_IDS,
  CHECK_LAYERS,
  checkIdSchema,
  CHECKS,
  type CheckId,
  type CheckLayer,
} from './cluster-checks/check-id.ts';
export {
  checkReportSchema,
  checkRowSchema,
  checkStateSchema,
  checkVerdictSchema,
  type CheckReport,
  type CheckRow,
  type CheckState,
  type CheckVerdict,
} from './cluster-checks/check-report.ts';
export type {
  CheckFacts,
  ClusterRole,
  FleetEntry,
  KubeSphereFacts,
  Probe,
  ProbeFailure,
  Right,
} from './cluster-checks/facts.ts';
export {
  PLAN_OBSTACLES,
  PLAN_RISKS,
  plannedChangeSchema,
  preparationPlanSchema,
  preparationRoleSchema,
  PROOF_IDS,
  proofSchema,
  type PlannedChange,
  type PlanObstacle,
  type PlanRisk,
  type PreparationPlan,
  type PreparationRole,
  type Proof,
  type ProofId,
} from './preparation/plan.ts';
export {
  CLUSTER_PROVIDERS,
  CLUSTER_TAGS,
  clusterDraftSchema,
  type ClusterDraft,
} from './cluster/cluster-draft.ts';
export {
  clusterStatusSchema,
  clusterSummarySchema,
  conditionSchema,
  type ClusterStatus,
  type ClusterSummary,
  type Condition,
} from './cluster/cluster-status.ts';
export { logCursorSchema, type LogCursor } from './installer-log/log-cursor.ts';
export {
  INSTALL_FAILURES,
  INSTALL_PHASES,
  type InstallFailure,
  type InstallPhase,
  type InstallProgress,
} from './installer-log/install-progress.ts';
export {
  isSecretKey,
  isSecretPlaceholder,
  maskSecrets,
  restoreSecrets,
} from './cluster-configuration/secret-placeholders.ts';
export type {
  ChosenConnection,
  ChosenCredential,
  Kubeconfig,
  KubeconfigContext,
  KubeconfigUserKind,
} from './kubeconfig/kubeconfig.ts';
export { KUBECONFIG_MAX_BYTES } from './kubeconfig/kubeconfig-document.ts';
export { parseKubeconfig } from './kubeconfig/parse-kubeconfig.ts';
export { selectContext } from './kubeconfig/select-context.ts';
export { toKubeconfigText } from './kubeconfig/to-kubeconfig-text.ts';
export { redactKubeconfig } from './kubeconfig/redact-kubeconfig.ts';
export { CLUSTER_NAME_MAX_LENGTH, CLUSTER_NAME_PATTERN } from './cluster/cluster-name.ts';
export { clusterDraftIssues } from './cluster/cluster-draft-issues.ts';
export {
  ALIAS_ANNOTATION,
  DESCRIPTION_ANNOTATION,
  GROUP_LABEL,
  HOST_LABEL,
} from './cluster/cluster-labels.ts';
export { toClusterResource, toMaskedClusterYaml, type ClusterResource } from './cluster/cluster-resource.ts';
export { toClusterStatus } from './cluster/to-cluster-status.ts';
export { goTimeToIso } from './cluster/go-time.ts';
export { toClusterSummary } from './cluster/to-cluster-summary.ts';
export { describeTarget, targetKey } from './target/describe-target.ts';
export { digestOf } from './text/digest.ts';
export { base64ToText, textToBase64 } from './text/base64.ts';
export { judgeChecks } from './cluster-checks/judge.ts';
export { toVerdict } from './cluster-checks/verdict.ts';
export { REQUIRED_MEMBER_RIGHTS } from './cluster-checks/required-rights.ts';
export { kubernetesSupport, type KubernetesSupport } from './cluster-checks/kubernetes-support.ts';
export {
  planPreparation,
  toWirePlan,
  type MergePatch,
  type PreparationInput,
  type ServerPlan,
} from './preparation/plan-preparation.ts';
export { preparationProofs } from './preparation/proofs.ts';
export { CLUSTER_CONFIGURATION } from './cluster-configuration/cluster-configuration-object.ts';
export { minorOf, releaseOf } from './cluster-configuration/release.ts';
export { parseConfiguration, type ParsedConfiguration } from './cluster-configuration/parse-configuration.ts';
export { setInConfiguration, type ConfigurationEdit } from './cluster-configuration/set-in-configuration.ts';
export {
  conflictKey,
  diffConfiguration,
  mergeConfiguration,
  type ConfigurationConflict,
} from './cluster-configuration/diff-configuration.ts';
export { maskConfiguration } from './cluster-configuration/mask-configuration.ts';
export { toEditableYaml } from './cluster-configuration/to-editable-yaml.ts';
export { configurationSchemaFor, type JsonSchema } from './cluster-configuration/configuration-schema.ts';
export { defaultConfiguration } from './cluster-configuration/default-configuration.ts';
export { lineLevel, parseLogLine, type LineLevel, type LogLine } from './installer-log/log-line.ts';
export { redactLogLine } from './installer-log/redact-log-line.ts';
export { advanceCursor, dropHeld, isAfter, sinceTimeOf, type LogSource } from './installer-log/resume-log.ts';
export { initialProgress } from './installer-log/install-progress.ts';
export { reduceProgress } from './installer-log/reduce-progress.ts';
export { INSTALLER_SELECTOR } from './installer-log/installer-selector.ts';
