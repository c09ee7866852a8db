/** Every key that release 3.2 ships, with its default; optional keys stay commented out. */
export const CLUSTER_CONFIGURATION_3_2 = `apiVersion: installer.kubesphere.io/v1alpha1
kind: ClusterConfiguration
metadata:
  name: ks-installer
  namespace: kubesphere-system
  labels:
    version: v3.2.1
spec:
  persistence:
    storageClass: ""  # empty: the default StorageClass of the cluster
  authentication:
    jwtSecret: ""  # empty: generated, or the one already kept in Secret kubesphere-secret. Quote it.
  local_registry: ""  # a private registry for the images
  # dev_tag: ""
  etcd:
    endpointIps: "localhost"  # several addresses are separated by commas
    monitoring: false  # true needs the Secret kube-etcd-client-certs in kubesphere-monitoring-system
    port: 2379
    tlsEnable: true
  common:
    # apiserver:
    #   resources: {}
    # controllerManager:
    #   resources: {}
    core:
      console:
        enableMultiLogin: true  # one account may be signed in from several places
        port: 30880  # NodePort of the console
        type: "NodePort"  # NodePort | LoadBalancer | ClusterIP
    es:
      basicAuth:
        enabled: false
        password: ""
        username: ""
      # data:
      #   replicas: 1
      #   resources: {}
      #   volumeSize: "20Gi"
      elkPrefix: "logstash"
      externalElasticsearchPort: ""
      externalElasticsearchUrl: ""
      logMaxAge: 7
      # master:
      #   replicas: 1
      #   resources: {}
      #   volumeSize: "4Gi"
    gpu:
      kinds:
        - default: true
          resourceName: "nvidia.com/gpu"
          resourceType: "GPU"
    minio:
      volumeSize: "20Gi"
    monitoring:
      GPUMonitoring:
        enabled: false
      endpoint: "http://prometheus-operated.kubesphere-monitoring-system.svc:9090"
      # type: "external"
    openldap:
      enabled: false
      volumeSize: "2Gi"
    redis:
      enabled: false
      volumeSize: "2Gi"
  alerting:
    enabled: false  # alerting rules and messages
    # thanosruler:
    #   replicas: 1
    #   resources: {}
  auditing:
    enabled: false  # who did what, kept in the log store
    # operator:
    #   resources: {}
    # webhook:
    #   resources: {}
  devops:
    enabled: false  # Jenkins pipelines
    jenkinsJavaOpts_MaxRAM: "2g"
    jenkinsJavaOpts_Xms: "512m"
    jenkinsJavaOpts_Xmx: "512m"
    jenkinsMemoryLim: "2Gi"
    jenkinsMemoryReq: "1500Mi"
    jenkinsVolumeSize: "8Gi"
    # resources: {}
  events:
    enabled: false  # Kubernetes events, kept in the log store
    # exporter:
    #   resources: {}
    # operator:
    #   resources: {}
    # ruler:
    #   enabled: true
    #   replicas: 2
    #   resources: {}
  logging:
    enabled: false  # log collection and search
    containerruntime: "docker"  # docker | containerd | crio
    logsidecar:
      enabled: true
      replicas: 2
      # resources: {}
  metrics_server:
    enabled: false  # needed by the HorizontalPodAutoscaler
  monitoring:
    # alertmanager:
    #   replicas: 1
    #   resources: {}
    gpu:
      nvidia_dcgm_exporter:
        enabled: false
        # resources: {}
    # kube_rbac_proxy:
    #   resources: {}
    # kube_state_metrics:
    #   resources: {}
    node_exporter:
      port: 9100
      # resources: {}
    # notification_manager:
    #   operator:
    #     resources: {}
    #   proxy:
    #     resources: {}
    #   resources: {}
    # prometheus:
    #   adapter:
    #     resources: {}
    #   operator:
    #     resources: {}
    #   replicas: 1
    #   resources: {}
    #   volumeSize: "20Gi"
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
