/** Every key that release 3.0 ships, with its default; optional keys stay commented out. */
export const CLUSTER_CONFIGURATION_3_0 = `apiVersion: installer.kubesphere.io/v1alpha1
kind: ClusterConfiguration
metadata:
  name: ks-installer
  namespace: kubesphere-system
  labels:
    version: v3.0.0
spec:
  persistence:
    storageClass: ""  # empty: the default StorageClass of the cluster
  authentication:
    jwtSecret: ""  # empty: generated, or the one already kept in Secret kubesphere-secret. Quote it.
  etcd:
    endpointIps: "localhost"  # several addresses are separated by commas
    monitoring: false  # true needs the Secret kube-etcd-client-certs in kubesphere-monitoring-system
    port: 2379
    tlsEnable: true
  common:
    es:
      # elasticsearchDataReplicas: 1
      elasticsearchDataVolumeSize: "20Gi"
      # elasticsearchMasterReplicas: 1
      elasticsearchMasterVolumeSize: "4Gi"
      elkPrefix: "logstash"
      logMaxAge: 7
    etcdVolumeSize: "20Gi"
    minioVolumeSize: "20Gi"
    mysqlVolumeSize: "20Gi"
    openldapVolumeSize: "2Gi"
    redisVolumSize: "2Gi"
  console:
    enableMultiLogin: true  # one account may be signed in from several places
    port: 30880  # NodePort of the console
  alerting:
    enabled: false  # alerting rules and messages
  auditing:
    enabled: false  # who did what, kept in the log store
  devops:
    enabled: false  # Jenkins pipelines
    jenkinsJavaOpts_MaxRAM: "2g"
    jenkinsJavaOpts_Xms: "512m"
    jenkinsJavaOpts_Xmx: "512m"
    jenkinsMemoryLim: "2Gi"
    jenkinsMemoryReq: "1500Mi"
    jenkinsVolumeSize: "8Gi"
  events:
    enabled: false  # Kubernetes events, kept in the log store
    ruler:
      enabled: true
      replicas: 2
  logging:
    enabled: false  # log collection and search
    logsidecarReplicas: 2
  metrics_server:
    enabled: false  # needed by the HorizontalPodAutoscaler
  monitoring:
    # alertmanagerReplicas: 1
    prometheusMemoryRequest: "400Mi"
    # prometheusReplicas: 1
    prometheusVolumeSize: "20Gi"
  multicluster:
    clusterRole: "none"  # host | member | none
  networkpolicy:
    enabled: false
  notification:
    enabled: false
  openpitrix:
    enabled: false
  servicemesh:
    enabled: false  # Istio
`;
