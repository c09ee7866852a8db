import type { CodeWords } from '../../codes-shape.ts';

export const phase: CodeWords['phase'] = {
  preinstall: '安装前检查',
  'metrics-server': 'metrics-server',
  common: '公共组件',
  'ks-core': 'KubeSphere 核心',
  components: '可插拔组件',
  result: '安装结果',
};

export const installFailure: CodeWords['installFailure'] = {
  'play-failed': {
    text: '{{subject}} 执行失败。安装器已停止，不会自动重试。',
    remedy: '请修复下方所示的原因，然后修改配置或重启 Deployment ks-installer 以重新运行。',
  },
  'component-failed': {
    text: '组件 {{subject}} 安装失败。',
    remedy: '请查看该组件的容器组，常见原因是镜像拉取和存储。重启 Deployment ks-installer 可再次尝试。',
  },
  'finish-failed': {
    text: 'ks-console 或 ks-apiserver 未能按时启动。',
    remedy: '请检查 kubesphere-system 中的容器组，修复后重启 Deployment ks-installer。',
  },
  crashed: {
    text: '安装器崩溃，正在自动重试。',
    remedy: '如果反复崩溃，请阅读下方错误：常见原因是某个 API（例如 metrics.k8s.io）不可用。',
  },
  'kubernetes-unsupported': {
    text: '此版本不支持当前的 Kubernetes 版本。',
    remedy: '请升级 Kubernetes，或选择支持它的 KubeSphere 版本。',
  },
  'storage-class-missing': {
    text: '存储类 {{subject}} 不存在。',
    remedy: '请创建该存储类，或修改 spec.persistence.storageClass。',
  },
  'default-storage-class-missing': {
    text: '集群没有默认存储类。',
    remedy: '请指定一个：kubectl annotate storageclass NAME storageclass.kubernetes.io/is-default-class=true',
  },
  'admin-password-weak': {
    text: '管理员密码强度不足。',
    remedy: '请使用 8 至 64 个字符，包含数字、小写字母和大写字母。',
  },
  'configuration-file-missing': {
    text: '安装器未找到配置文件。',
    remedy: '请应用该版本的 cluster-configuration.yaml。',
  },
};
