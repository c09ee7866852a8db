/** Every key that release 3.1 ships, with its default; optional keys stay commented out. */
export const CLUSTER_CONFIGURATION_3_1 = `apiVersion: installer.kubesphere.io/v1alpha1
kind: ClusterConfiguration
metadata:
  name: ks-installer
  namespace: kubesphere-system
  labels:
    version: v3.1.1
spec:
  persistence:
    storageClass: ""  # empty: the default StorageClass of the cluster
  authentication:
    jwtSecret: ""  # empty: generated, or the one already kept in Secret kubesphere-secret. Quote it.
  local_registry: ""  # a private registry for the images
  etcd:
    endpointIps: "localhost"  # several addresses are separated by commas
    monitoring: false  # true needs the Secret kube-etcd-client-certs in kubesphere-monitoring-system
    port: 2379
    tlsEnable: true
  common:
    es:
      basicAuth:
        enabled: false
        password: ""
        username: ""
      # elasticsearchDataReplicas: 1
      elasticsearchDataVolumeSize: "20Gi"
      # elasticsearchMasterReplicas: 1
      elasticsearchMasterVolumeSize: "4Gi"
      elkPrefix: "logstash"
      externalElasticsearchPort: ""
      externalElasticsearchUrl: ""
      logMaxAge: 7
    minioVolumeSize: "20Gi"
    monitoring:
      endpoint: "http://prometheus-operated.kubesphere-monitoring-system.svc:9090"
      # type: "external"
    openldap:
      enabled: false
    openldapVolumeSize: "2Gi"
    redis:
      enabled: false
    redisVolumSize: "2Gi"
  console:
    enableMultiLogin: true  # one account may be signed in from several places
    port: 30880  # NodePort of the console
  alerting:
    enabled: false  # alerting rules and messages
    # thanosruler:
    #   replicas: 1
    #   resources: {}
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
    logsidecar:
      enabled: true
      replicas: 2
  metrics_server:
    enabled: false  # needed by the HorizontalPodAutoscaler
  monitoring:
    # alertmanagerReplicas: 1
    prometheusMemoryRequest: "400Mi"
    # prometheusReplicas: 1
    prometheusVolumeSize: "20Gi"
    storageClass: ""  # a StorageClass of its own for Prometheus
  multicluster:
    clusterRole: "none"  # host | member | none
  network:
    ippool:
      type: "none"  # none | calico
    networkpolicy:
      enabled: false  # the network plugin has to support it
    topology:
      type: "none"  # none | weave-scope
  openpitrix:
    store:
      enabled: false  # the app store
  servicemesh:
    enabled: false  # Istio
  kubeedge:
    enabled: false  # edge nodes (KubeEdge)
    cloudCore:
      cloudHub:
        advertiseAddress: [""]
        nodeLimit: "100"
      cloudhubHttpsPort: "10002"
      cloudhubPort: "10000"
      cloudhubQuicPort: "10001"
      cloudstreamPort: "10003"
      nodeSelector: {"node-role.kubernetes.io/worker": ""}
      service:
        cloudhubHttpsNodePort: "30002"
        cloudhubNodePort: "30000"
        cloudhubQuicNodePort: "30001"
        cloudstreamNodePort: "30003"
        tunnelNodePort: "30004"
      tolerations: []
      tunnelPort: "10004"
    edgeWatcher:
      edgeWatcherAgent:
        nodeSelector: {"node-role.kubernetes.io/worker": ""}
        tolerations: []
      nodeSelector: {"node-role.kubernetes.io/worker": ""}
      tolerations: []
`;
