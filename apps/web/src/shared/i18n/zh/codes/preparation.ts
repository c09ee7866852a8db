import type { CodeWords } from '../../codes-shape.ts';

export const obstacle: CodeWords['obstacle'] = {
  'not-installed': {
    text: '该集群尚未安装 KubeSphere。',
    remedy: '请先安装；应用 cluster-configuration.yaml 之前先设置角色和 jwtSecret。',
  },
  'generations-differ': {
    text: '主集群与成员集群分别运行 KubeSphere 4 和 KubeSphere 3，两者不能组成多集群。',
    remedy: '请将两者升级到同一版本，或选择其他集群。',
  },
  'configuration-missing': {
    text: 'ClusterConfiguration ks-installer 不存在。',
    remedy: '升级时安装器会重新创建它。如一直不出现，请应用已安装版本的 cluster-configuration.yaml。',
  },
  'is-host-already': {
    text: '该集群是主集群。KubeSphere 不支持将主集群改为成员集群。',
    remedy: '请使用其他集群，或在该集群中重新安装 KubeSphere。',
  },
  'is-member-already': {
    text: '该集群是成员集群。KubeSphere 不支持将成员集群改为主集群。',
    remedy: '请选择其他主集群，或在该集群中重新安装 KubeSphere。',
  },
  'same-as-host': { text: '这就是主集群本身。', remedy: '请粘贴其他集群的 kubeconfig。' },
  'host-not-prepared': {
    text: '主集群尚未准备好。',
    remedy: '请先准备主集群：成员集群需要使用它的 jwtSecret。',
  },
  'host-jwt-secret-unreadable': {
    text: '无法从 kubesphere-config 读取主集群的 jwtSecret。',
    remedy: '请确认 Flotilla 的 kubeconfig 有权读取 kubesphere-system 中的 ConfigMap。',
  },
  forbidden: {
    text: '该 kubeconfig 的用户无权修改 ClusterConfiguration。',
    remedy: '请使用具有 cluster-admin 权限的 kubeconfig。',
  },
};

export const risk: CodeWords['risk'] = {
  'installer-reruns': 'ks-installer 会对所有已启用的组件重新运行，需要数分钟。',
  'components-restart': 'ks-apiserver 和 ks-controller-manager 会重启，控制台将短暂不可用。',
  'manual-changes-lost': '手动修改的 kubesphere-config 或监控资源会被安装器覆盖。',
  'host-role-is-permanent': 'host 角色无法撤销：之后即使改为 none，KubeSphere 会接受，但集群仍是主集群。',
  'sessions-end': '用旧 jwtSecret 签发的令牌将失效，该集群的用户需要重新登录。',
  'installer-is-busy': '安装器正在运行；此更改将排队，在本次运行之后执行。',
  'kubernetes-untested': '该 Kubernetes 版本不在此 KubeSphere 版本的测试范围内。',
};

export const proof: CodeWords['proof'] = {
  'configuration-role': 'ClusterConfiguration 已设置角色',
  'configuration-jwt-secret': 'ClusterConfiguration 已包含主集群的 jwtSecret',
  'effective-role': 'kubesphere-config 中的角色已生效',
  'effective-jwt-secret': '运行中的 KubeSphere 已使用主集群的 jwtSecret',
  'token-max-age': 'accessTokenMaxAge 为 0，可接受主集群签发的令牌',
  'multicluster-enabled': 'kubesphere-config 中已启用多集群',
  'multicluster-status': 'ClusterConfiguration 报告多集群已启用',
  'host-cluster': '主集群自身的 Cluster 对象已存在',
  'apiserver-answers': 'ks-apiserver 有响应',
};
