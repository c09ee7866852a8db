import type { CodeWords } from '../../codes-shape.ts';

export const problem: CodeWords['problem'] = {
  'request.invalid': {
    title: '请求无效',
    detail: 'Flotilla 服务端无法识别此页面发送的内容。',
    remedy: '请刷新页面：页面版本可能比服务端旧。',
  },
  'request.unsupported-type': {
    title: '仅接受 JSON',
    detail: '请求不是以 application/json 发送的。',
    remedy: '请将 Content-Type 设为 application/json。',
  },
  'request.too-large': {
    title: '内容过大',
    detail: '文本超过服务端允许的大小。',
    remedy: 'kubeconfig 通常只有几 KB，请确认选择的文件是否正确。',
  },
  'request.not-found': { title: '未找到', detail: '此地址没有内容。' },
  'request.foreign-origin': {
    title: '已拒绝：来源不符',
    detail: '请求来自本服务以外的页面或主机名。',
    remedy: '请使用终端中打印的地址打开 Flotilla。',
  },
  'request.throttled': { title: '请求过于频繁', detail: '服务端要求放慢速度。', remedy: '请稍候再试。' },
  'session.required': {
    title: '会话已结束',
    detail: '此浏览器没有会话，或会话已失效。',
    remedy: '请打开终端中最新的链接，或输入登录令牌。',
  },
  'session.link-used': {
    title: '该链接已被使用',
    detail: '终端打印的链接只能打开一个会话。',
    remedy: '请打开最新的链接：每次使用后终端会打印新的链接。',
  },
  'session.token-wrong': {
    title: '令牌错误',
    detail: '该令牌与服务启动时的令牌不一致。',
    remedy: '请重新完整复制链接或登录令牌。',
  },
  'connection.expired': {
    title: '连接已过期',
    detail: '粘贴的 kubeconfig 加密后只保留两小时。',
    remedy: '请重新粘贴 kubeconfig，其他已填写的内容都还在。',
  },
  'connection.not-yours': {
    title: '该连接属于另一个会话',
    detail: '加密的 kubeconfig 只能由创建它的会话使用。',
    remedy: '请重新粘贴 kubeconfig。',
  },
  'kubeconfig.refused': {
    title: '该 kubeconfig 无法使用',
    detail: '在使用其中任何内容之前已拒绝。',
    remedy: '请修复下列问题。',
  },
  'address.refused': {
    title: '不允许连接该地址',
    detail: '{{address}} 属于“{{range}}”地址段，服务端拒绝连接。',
    remedy: '请使用主集群节点可以访问的地址。如确需使用，请以 --allow-address {{address}} 启动 Flotilla。',
  },
  'cluster.unreachable': {
    title: '无法连接集群',
    detail: '无法连接 API 服务器。',
    remedy: '请确认地址正确，并检查防火墙是否放行本机。',
  },
  'cluster.timeout': {
    title: '集群响应超时',
    detail: 'API 服务器没有响应。',
    remedy: '请重试；如仍超时，请检查网络路径和 API 服务器负载。',
  },
  'cluster.tls-failed': {
    title: '证书不受信任',
    detail: '与 API 服务器建立 TLS 连接失败。',
    remedy: '请使用 certificate-authority-data 属于该集群的 kubeconfig。',
  },
  'cluster.unauthorized': {
    title: '集群拒绝了凭证',
    detail: 'API 服务器返回 401。',
    remedy: '令牌或证书已过期，或属于其他集群。请使用新的 kubeconfig。',
  },
  'cluster.forbidden': {
    title: '缺少权限',
    detail: '该集群用户无权执行此操作。',
    remedy: '请使用具有 cluster-admin 权限的 kubeconfig，或申请相应权限。',
  },
  'cluster.admission-denied': {
    title: '集群拒绝了此更改',
    detail: '准入 webhook {{webhook}} 拒绝了请求，未做任何更改。',
    remedy:
      '原因见下方。如果成员集群无响应，或已不是原来的集群，KubeSphere 3.4 自带的 webhook（validating-cluster.kubesphere.io）会拒绝更改：请先恢复成员集群，或在更改期间删除主集群上的 ValidatingWebhookConfiguration cluster.kubesphere.io。',
  },
  'cluster.admission-unavailable': {
    title: '无法审核此更改',
    detail: 'API 服务器无法访问准入 webhook {{webhook}}，未做任何更改。',
    remedy:
      '请启动该 webhook 背后的程序（KubeSphere 3.4 的集群对应 ks-controller-manager）后重试；如果该 webhook 是遗留配置，请删除对应的 ValidatingWebhookConfiguration。',
  },
  'cluster.answered-with-error': {
    title: 'API 服务器返回错误',
    detail: '集群无法完成请求。',
    remedy: '请查看下方原始信息，待集群恢复后重试。',
  },
  'cluster.not-found': {
    title: '集群不存在',
    detail: '主集群中没有该名称的集群。',
    remedy: '它可能已被移除，请返回集群列表。',
  },
  'cluster.kubeconfig-unusable': {
    title: '保存的 kubeconfig 无法使用',
    detail: 'Flotilla 不会使用 Cluster 对象中保存的 kubeconfig 进行连接。',
    remedy: '请查看所列问题，并更新该集群的 kubeconfig。',
  },
  'cluster.invalid': { title: '部分内容需要修改', detail: '集群未导入。', remedy: '请修复下列问题。' },
  'cluster.name-taken': {
    title: '名称已被占用',
    detail: '主集群中已有该名称的集群。',
    remedy: '请使用其他名称。',
  },
  'cluster.already-imported': {
    title: '该集群已导入',
    detail: '它就是名为 {{name}} 的集群。',
    remedy: '请直接打开该集群，无需重复导入。',
  },
  'cluster.not-ready-for-import': {
    title: '尚不能导入',
    detail: '导入前重新执行了检查，其中有一项未通过。',
    remedy: '请查看检查结果，修复后再次导入。',
  },
  'plan.stale': {
    title: '方案已过时',
    detail: '方案显示之后情况发生了变化。未写入任何内容。',
    remedy: '请查看新方案后再应用。',
  },
  'plan.impossible': { title: '方案无法执行', detail: '执行条件不满足。未写入任何内容。' },
  'configuration.invalid': {
    title: '配置有错误',
    detail: '未写入任何内容。',
    remedy: '请修复所列问题，您的文本已保留。',
  },
  'configuration.rejected': {
    title: '集群拒绝了该配置',
    detail: 'API 服务器在试运行中拒绝了它。未写入任何内容。',
    remedy: '请查看下方原始信息，您的文本已保留。',
  },
  'configuration.conflict': {
    title: '配置在此期间已变更',
    detail: '您打开之后，其他人或安装器修改了配置。没有覆盖任何内容。',
    remedy: '请比较两个版本并逐项选择。',
  },
  'configuration.not-found': {
    title: '没有 ClusterConfiguration',
    detail: 'kubesphere-system 中不存在 ks-installer 对象。',
    remedy: '升级时安装器会重新创建它，请稍候；否则请先安装 KubeSphere。',
  },
  'log.pod-missing': {
    title: '没有安装器容器组',
    detail: 'kubesphere-system 中未找到 ks-installer 的容器组。',
    remedy: '请检查 Deployment ks-installer；容器组出现后页面会自动跟随。',
  },
  'log.unavailable': {
    title: '无法读取日志',
    detail: 'API 服务器无法从节点获取日志。',
    remedy: '请检查节点上的 kubelet；页面会自动重试。',
  },
  'stream.too-many': {
    title: '实时视图过多',
    detail: '此浏览器标签页打开的数据流过多。',
    remedy: '请关闭部分视图。',
  },
  'sandbox.unavailable': { title: '此处没有沙箱', detail: '该服务连接的是真实集群。' },
  'server.stopping': {
    title: '服务正在停止',
    detail: '不再接受新的操作。',
    remedy: '服务恢复后页面会自动重新连接。',
  },
  internal: {
    title: 'Flotilla 内部错误',
    detail: '服务端遇到意外情况，详细信息见其日志。',
    remedy: '请附上请求 ID 反馈此问题。',
  },
};
