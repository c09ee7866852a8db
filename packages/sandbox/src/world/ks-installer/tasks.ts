/**
 * What ks-installer's four visible plays do, release by release, as text data. One line is one task:
 *
 *     [releases] role : name = outcome [items] [?flag] [@effect]
 *
 * `releases` is `3.1+`, `-3.2` or `3.1-3.2`; without it the task is in every release. With `?flag` the task is
 * skipped unless the flag holds (`?!flag`: unless it does not). `@effect` is what it does to the cluster.
 * `none` prints nothing under the banner, as a loop over nothing does.
 */
export type PlayName = 'preinstall' | 'metrics-server' | 'common' | 'ks-core';

const START = `
download : Generating images list = skipping
download : Synchronizing images = none
kubesphere-defaults : KubeSphere | Setting images' namespace override = skipping ?!mirror
kubesphere-defaults : KubeSphere | Configuring defaults = message
`;

const PREINSTALL = `
${START}
preinstall : KubeSphere | Stopping if Kubernetes version is nonsupport = assert @check-kubernetes
preinstall : KubeSphere | Checking StorageClass = changed
preinstall : KubeSphere | Stopping if StorageClass was not found = assert ?named-storage @check-storage-class
preinstall : KubeSphere | Checking default StorageClass = changed
preinstall : KubeSphere | Stopping if default StorageClass was not found = assert ?!named-storage @check-default-storage
3.3+ preinstall : KubeSphere | Stopping if admin password is invalid = assert ?admin-password @check-password
preinstall : KubeSphere | Checking KubeSphere component = changed
preinstall : KubeSphere | Getting KubeSphere component version = skipping
preinstall : KubeSphere | Getting KubeSphere component version = skipping [ks-openldap, ks-redis, ks-minio, ks-openpitrix, elasticsearch-logging, istio, jaeger-operator, ks-jenkins, metrics-server]
`;

const METRICS_SERVER = `
${START}
metrics-server : Metrics-Server | Getting metrics-server installation files = changed ?metrics-server
metrics-server : Metrics-Server | Creating manifests = changed [{'file': 'metrics-server.yaml'}] ?metrics-server
metrics-server : Metrics-Server | Checking Metrics-Server = changed ?metrics-server
metrics-server : Metrics-Server | Uninstalling old metrics-server = skipping
metrics-server : Metrics-Server | Installing new metrics-server = changed ?metrics-server
metrics-server : Metrics-Server | Waitting for metrics.k8s.io ready = retry ?metrics-server
metrics-server : Metrics-Server | Importing metrics-server status = changed ?metrics-server @status:metricsServer
`;

const COMMON = `
${START}
common : KubeSphere | Checking kube-node-lease namespace = changed
common : KubeSphere | Getting system namespaces = ok
common : set_fact = ok
common : debug = namespaces
common : KubeSphere | Creating KubeSphere namespace = changed [kubesphere-system, kubesphere-controls-system, kubesphere-monitoring-system, kubesphere-monitoring-federated, kube-node-lease] @namespaces
common : KubeSphere | Labeling system-workspace = changed [default, kube-public, kube-system, kubesphere-system, kubesphere-controls-system, kubesphere-monitoring-system, kubesphere-monitoring-federated, kube-node-lease]
common : KubeSphere | Labeling namespace for network policy = changed
common : KubeSphere | Getting Kubernetes master num = changed
common : KubeSphere | Setting master num = ok
common : KubeSphere | Getting common component installation files = changed [common]
3.1+ common : KubeSphere | Checking Kubernetes version = changed
common : KubeSphere | Getting common component installation files = changed [snapshot-controller]
common : KubeSphere | Creating snapshot controller values = changed [{'name': 'custom-values-snapshot-controller', 'file': 'custom-values-snapshot-controller.yaml'}]
3.1+ common : KubeSphere | Updating snapshot crd = changed
common : KubeSphere | Deploying snapshot controller = slow
common : KubeSphere | Checking openpitrix common component = changed
common : include_tasks = skipping [{'op': 'openpitrix-db', 'ks': 'mysql-pvc'}, {'op': 'openpitrix-etcd', 'ks': 'etcd-pvc'}]
-3.1 common : Getting PersistentVolumeName (mysql) = skipping
-3.1 common : Setting PersistentVolumeSize (mysql) = skipping
-3.1 common : Getting PersistentVolumeName (etcd) = skipping
-3.1 common : Setting PersistentVolumeSize (etcd) = skipping
common : KubeSphere | Checking redis PersistentVolumeClaim = changed ?redis
common : KubeSphere | Setting redis db pv size = skipping
common : KubeSphere | Checking minio PersistentVolumeClaim = changed
common : KubeSphere | Setting minio pv size = skipping
common : KubeSphere | Checking openldap PersistentVolumeClaim = changed ?openldap
common : KubeSphere | Setting openldap pv size = skipping
-3.3 common : KubeSphere | Checking es-master PersistentVolumeClaim = ignored
-3.3 common : KubeSphere | Setting es master pv size = skipping
3.4+ common : KubeSphere | Checking opensearch-master PersistentVolumeClaim = ignored
3.4+ common : KubeSphere | Setting opensearch master pv size = skipping
common : KubeSphere | Creating common component manifests = changed [{'path': 'redis', 'file': 'redis.yaml'}, {'path': 'minio', 'file': 'custom-values-minio.yaml'}, {'path': 'openldap', 'file': 'openldap-ha.yaml'}]
3.0-3.0 common : KubeSphere | Deploying etcd and mysql = changed [etcd.yaml, mysql.yaml] ?!mysql-done @status:mysql
common : KubeSphere | Getting minio installation files = changed [minio-ha] ?!minio-done
common : KubeSphere | Creating manifests = changed [{'name': 'custom-values-minio', 'file': 'custom-values-minio.yaml'}] ?!minio-done
common : KubeSphere | Checking minio = changed ?!minio-done
common : KubeSphere | Deploying minio = slow ?!minio-done
common : KubeSphere | Importing minio status = changed ?!minio-done @status:minio
common : KubeSphere | Generet Random password = changed ?redis
common : KubeSphere | Creating Redis Password Secret = changed ?redis
common : KubeSphere | Deploying redis = slow [redis.yaml] ?redis
common : KubeSphere | Importing redis status = changed ?redis @status:redis
common : KubeSphere | Getting openldap installation files = changed [openldap-ha] ?openldap
common : KubeSphere | Checking openldap = changed ?openldap
common : KubeSphere | Deploying openldap = slow ?openldap
common : KubeSphere | Migrating openldap data = skipping
common : KubeSphere | Importing openldap status = changed ?openldap @status:openldap
-3.3 common : KubeSphere | Getting elasticsearch and curator installation files = changed ?log-store
-3.3 common : KubeSphere | Creating custom manifests = changed [{'name': 'custom-values-elasticsearch', 'file': 'custom-values-elasticsearch.yaml'}, {'name': 'custom-values-elasticsearch-curator', 'file': 'custom-values-elasticsearch-curator.yaml'}] ?log-store
-3.3 common : KubeSphere | Deploying elasticsearch-logging = slow ?log-store
-3.3 common : KubeSphere | Importing es status = changed ?log-store @status:es
3.4+ common : KubeSphere | Getting opensearch and curator installation files = changed ?log-store
3.4+ common : KubeSphere | Creating custom manifests = changed [{'name': 'custom-values-opensearch', 'file': 'custom-values-opensearch.yaml'}] ?log-store
3.4+ common : KubeSphere | Deploying opensearch-master = slow ?log-store
3.4+ common : KubeSphere | Importing opensearch status = changed ?log-store @status:opensearch
common : KubeSphere | Getting fluentbit installation files = changed
common : KubeSphere | Creating custom manifests = changed [{'path': 'fluentbit', 'file': 'custom-fluentbit-fluentBit.yaml'}, {'path': 'init', 'file': 'custom-fluentbit-operator-deployment.yaml'}]
common : KubeSphere | Preparing fluentbit operator setup = changed
common : KubeSphere | Deploying new fluentbit operator = changed
common : KubeSphere | Importing fluentbit status = changed ?!fluentbit-done @status:fluentbit
-3.1 common : Setting persistentVolumeReclaimPolicy (mysql) = skipping
-3.1 common : Setting persistentVolumeReclaimPolicy (etcd) = skipping
`;

const KS_CORE = `
${START}
ks-core/init-token : KubeSphere | Creating KubeSphere directory = ok
ks-core/init-token : KubeSphere | Getting installation init files = changed [jwt-script]
ks-core/init-token : KubeSphere | Creating KubeSphere Secret = changed
ks-core/init-token : KubeSphere | Creating KubeSphere Secret = ok
ks-core/init-token : KubeSphere | Enabling Token Script = changed
ks-core/init-token : KubeSphere | Getting KubeSphere Token = changed
ks-core/init-token : KubeSphere | Checking KubeSphere secrets = changed
ks-core/init-token : KubeSphere | Deleting KubeSphere secret = changed ?jwt-given @delete-secret
ks-core/init-token : KubeSphere | Creating components token = changed @secret
ks-core/ks-core : KubeSphere | Setting Kubernetes version = ok
ks-core/ks-core : KubeSphere | Getting Kubernetes master num = changed
ks-core/ks-core : KubeSphere | Setting master num = ok
ks-core/ks-core : KubeSphere | Override master num = skipping
ks-core/ks-core : KubeSphere | Setting enableHA = ok
3.1+ ks-core/ks-core : KubeSphere | Checking ks-core Helm Release = changed
3.1+ ks-core/ks-core : KubeSphere | Checking ks-core Exsit = changed
ks-core/ks-core : KubeSphere | Getting ks-core helm charts = changed [ks-core]
ks-core/ks-core : KubeSphere | Creating manifests = changed [{'path': 'ks-core', 'file': 'custom-values-ks-core.yaml'}]
ks-core/ks-core : KubeSphere | Upgrade CRDs = changed [/kubesphere/kubesphere/ks-core/crds/cluster.kubesphere.io_clusters.yaml, /kubesphere/kubesphere/ks-core/crds/iam.kubesphere.io_users.yaml, /kubesphere/kubesphere/ks-core/crds/iam.kubesphere.io_globalroles.yaml, /kubesphere/kubesphere/ks-core/crds/tenant.kubesphere.io_workspaces.yaml, /kubesphere/kubesphere/ks-core/crds/tenant.kubesphere.io_workspacetemplates.yaml] @crds
ks-core/ks-core : KubeSphere | Creating ks-core = slow @ks-core
ks-core/ks-core : KubeSphere | Importing ks-core status = changed ?!core-done @status:core
ks-core/prepare : KubeSphere | Checking core components (1) = changed
ks-core/prepare : KubeSphere | Checking core components (2) = changed
ks-core/prepare : KubeSphere | Checking core components (3) = skipping
ks-core/prepare : KubeSphere | Checking core components (4) = skipping
ks-core/prepare : KubeSphere | Updating ks-core status = skipping
ks-core/prepare : set_fact = skipping
ks-core/prepare : KubeSphere | Creating KubeSphere directory = ok
ks-core/prepare : KubeSphere | Getting installation init files = changed [ks-init]
ks-core/prepare : KubeSphere | Initing KubeSphere = changed [role-templates.yaml]
ks-core/prepare : KubeSphere | Generating kubeconfig-admin = skipping
`;

export const PLAYS: readonly { name: PlayName; tasks: string }[] = [
  { name: 'preinstall', tasks: PREINSTALL },
  { name: 'metrics-server', tasks: METRICS_SERVER },
  { name: 'common', tasks: COMMON },
  { name: 'ks-core', tasks: KS_CORE },
];
