import type { CodeWords } from '../../codes-shape.ts';

export const issue: CodeWords['issue'] = {
  'kubeconfig.empty': { text: '尚未填写 kubeconfig。', remedy: '请粘贴、拖入文件或打开文件。' },
  'kubeconfig.too-large': {
    text: '文本超过 1 MiB。',
    remedy: 'kubeconfig 通常只有几 KB，请确认选择的文件是否正确。',
  },
  'kubeconfig.yaml-syntax': { text: 'YAML 格式错误：{{message}}' },
  'kubeconfig.multiple-documents': { text: '包含多个 YAML 文档。', remedy: '请只保留 kubeconfig 那一个。' },
  'kubeconfig.too-deep': { text: '嵌套层级过深，不像 kubeconfig。' },
  'kubeconfig.too-many-aliases': {
    text: '使用了过多的 YAML 别名。',
    remedy: 'kubeconfig 不需要别名，请直接写出值。',
  },
  'kubeconfig.not-a-kubeconfig': {
    text: '这不是 kubeconfig：缺少 clusters、users 和 contexts。',
    remedy: '请运行 kubectl config view --raw --minify --flatten 并粘贴完整输出。',
  },
  'kubeconfig.wrong-type': { text: '{{field}} 应为 {{expected}}。' },
  'kubeconfig.duplicate-name': { text: '名称 {{name}} 重复。', remedy: '请重命名或删除其中一个。' },
  'kubeconfig.no-contexts': { text: '没有上下文。', remedy: '请添加关联集群与用户的上下文。' },
  'kubeconfig.no-current-context': {
    text: '未设置 current-context。',
    remedy: '请在下方选择一个上下文，KubeSphere 只使用它。',
  },
  'kubeconfig.context-not-found': { text: '上下文 {{name}} 不存在。', remedy: '请选择列出的上下文之一。' },
  'kubeconfig.cluster-not-found': { text: '上下文 {{context}} 引用的集群 {{name}} 不存在。' },
  'kubeconfig.user-not-found': { text: '上下文 {{context}} 引用的用户 {{name}} 不存在。' },
  'kubeconfig.server-missing': {
    text: '集群 {{name}} 没有 server。',
    remedy: '请添加 server: https://<地址>:6443',
  },
  'kubeconfig.server-invalid': {
    text: 'server {{server}} 不是有效的 URL。',
    remedy: '格式如 https://<地址>:6443',
  },
  'kubeconfig.server-plain-http': {
    text: 'server 使用明文 HTTP，凭证会以明文发送。',
    remedy: '请使用 https 地址。',
  },
  'kubeconfig.server-local-name': {
    text: '{{host}} 在每台机器上指向不同的地方。',
    remedy: '请使用主集群所有节点都能访问的地址。',
  },
  'kubeconfig.exec-refused': {
    text: '该用户通过运行命令“{{command}}”登录。Flotilla 从不运行 kubeconfig 中的命令，KubeSphere 中也没有此程序。',
    remedy: '请使用 ServiceAccount 令牌，参见“如何获取 kubeconfig？”。',
  },
  'kubeconfig.auth-provider-refused': {
    text: '该用户通过认证插件“{{name}}”登录，KubeSphere 不支持。',
    remedy: '请使用 ServiceAccount 令牌。',
  },
  'kubeconfig.token-file-refused': {
    text: '令牌保存在文件中（{{file}}），服务端无法读取。',
    remedy: '请将令牌本身写在 token 中。',
  },
  'kubeconfig.ca-path-refused': {
    text: 'CA 保存在文件中（{{file}}），服务端无法读取。',
    remedy: '请运行 kubectl config view --raw --flatten，将文件内嵌为 certificate-authority-data。',
  },
  'kubeconfig.client-certificate-path-refused': {
    text: '客户端证书保存在文件中（{{file}}），服务端无法读取。',
    remedy: '请运行 kubectl config view --raw --flatten 将其内嵌。',
  },
  'kubeconfig.client-key-path-refused': {
    text: '客户端密钥保存在文件中（{{file}}），服务端无法读取。',
    remedy: '请运行 kubectl config view --raw --flatten 将其内嵌。',
  },
  'kubeconfig.proxy-url-refused': {
    text: '集群通过代理 {{proxy}} 访问，KubeSphere 的联邦不会使用代理。',
    remedy: '请使用无需代理的地址。',
  },
  'kubeconfig.impersonation-refused': {
    text: '该用户使用了身份模拟（as、as-groups），KubeSphere 会丢失该设置。',
    remedy: '请直接使用目标用户的凭证。',
  },
  'kubeconfig.base64-invalid': {
    text: '{{field}} 不是有效的 base64。',
    remedy: '复制时可能被截断，请重新完整复制 kubeconfig。',
  },
  'kubeconfig.pem-invalid': { text: '{{field}} 不包含 {{expected}}。', remedy: '请从集群重新获取。' },
  'kubeconfig.token-invalid': { text: '令牌中含有空格或换行。', remedy: '请将令牌粘贴为一行。' },
  'kubeconfig.credentials-missing': {
    text: '用户 {{name}} 没有凭证。',
    remedy: '需要令牌，或客户端证书及其密钥。',
  },
  'kubeconfig.credentials-incomplete': {
    text: '用户 {{name}} 的客户端证书和密钥不完整。',
    remedy: '需要同时提供 client-certificate-data 和 client-key-data。',
  },
  'kubeconfig.basic-auth': {
    text: '该用户使用密码登录，Kubernetes 1.19 已移除此方式。',
    remedy: '请使用令牌或客户端证书。',
  },
  'kubeconfig.insecure-skip-tls-verify': {
    text: '不验证集群证书（insecure-skip-tls-verify）。',
    remedy: '请将 CA 写入 certificate-authority-data。',
  },
  'kubeconfig.tls-server-name': {
    text: 'tls-server-name 不会带入 KubeSphere 联邦。',
    remedy: '请使用证书中包含的地址。',
  },
  'configuration.empty': { text: '文本为空。' },
  'configuration.too-large': { text: '文本超过 1 MiB。' },
  'configuration.yaml-syntax': { text: 'YAML 格式错误：{{message}}' },
  'configuration.too-many-aliases': { text: '使用了过多的 YAML 别名。', remedy: '请直接写出值。' },
  'configuration.not-a-cluster-configuration': {
    text: '这不是 installer.kubesphere.io 的 ClusterConfiguration。',
  },
  'configuration.wrong-name': { text: '对象必须是 kubesphere-system 中的 ks-installer。' },
  'configuration.spec-missing': { text: '缺少 spec。' },
  'configuration.multiple': { text: '包含多个 ClusterConfiguration。' },
  'configuration.wrong-type': { text: '{{field}} 应为 {{expected}}。' },
  'configuration.value-not-allowed': { text: '{{field}} 可以是 {{allowed}}。' },
  'configuration.unknown-field': { text: '此版本不识别 {{field}}。', remedy: '请检查拼写。' },
  'configuration.required-missing': { text: '缺少 {{field}}，安装器需要它。' },
  'configuration.jwt-secret-not-text': { text: 'jwtSecret 不是文本。', remedy: '请加上引号。' },
  'configuration.host-role-is-permanent': {
    text: '主集群不能改为其他角色。',
    remedy: '请保留 clusterRole: host。KubeSphere 会接受更改但不会生效。',
  },
  'configuration.admin-password-weak': {
    text: '管理员密码强度不足。',
    remedy: '请使用 8 至 64 个字符，包含数字、小写字母和大写字母。',
  },
  'configuration.secret-placeholder-unknown': {
    text: '{{field}} 的占位符与当前保存的密钥不符。',
    remedy: '请采用已保存版本的该字段，或直接输入密钥。',
  },
  'configuration.not-editable': { text: '{{field}} 不能在此修改。', remedy: '只会保存 spec、标签和注解。' },
  'cluster.name-required': { text: '请输入名称。' },
  'cluster.name-invalid': { text: '请使用小写字母、数字和“-”，并以字母或数字开头和结尾。' },
  'cluster.name-too-long': { text: '最多 {{max}} 个字符。' },
  'cluster.name-taken': { text: '名为 {{name}} 的集群已存在。' },
  'cluster.alias-invalid': { text: '请使用字母、数字、中文和“-”，且不能以“-”开头或结尾。' },
  'cluster.alias-too-long': { text: '最多 {{max}} 个字符。' },
  'cluster.tag-invalid': { text: '请使用字母、数字、“-”、“_”和“.”，并以字母或数字开头和结尾。' },
  'cluster.tag-too-long': { text: '最多 {{max}} 个字符。' },
  'cluster.provider-too-long': { text: '最多 {{max}} 个字符。' },
  'cluster.description-too-long': { text: '最多 {{max}} 个字符。' },
  'cluster.endpoint-invalid': {
    text: '不是有效的 http(s) URL。',
    remedy: '格式如 http://<地址>:30881，也可留空。',
  },
  'request.invalid-field': { text: '{{field}}：{{message}}' },
};
