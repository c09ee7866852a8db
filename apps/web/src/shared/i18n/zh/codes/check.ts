import type { CodeWords } from '../../codes-shape.ts';

export const checkLayer: CodeWords['checkLayer'] = {
  kubeconfig: 'Kubeconfig',
  network: '网络',
  kubernetes: 'Kubernetes',
  kubesphere: 'KubeSphere',
  fleet: '多集群',
  time: '时间与有效期',
};

export const checkName: CodeWords['checkName'] = {
  'kubeconfig.safety': 'kubeconfig 可安全使用',
  'network.dns': '域名解析',
  'network.address': '地址策略',
  'network.tcp': 'TCP 连接',
  'network.tls': 'TLS 证书',
  'kubernetes.authentication': '身份认证',
  'kubernetes.authorization': '权限',
  'kubernetes.version': 'Kubernetes 版本',
  'kubesphere.installed': 'KubeSphere',
  'kubesphere.release': 'KubeSphere 版本',
  'kubesphere.role': '集群角色',
  'kubesphere.jwt-secret': 'jwtSecret',
  'kubesphere.installer': '安装器',
  'fleet.host-prepared': '主集群',
  'fleet.name': '集群名称',
  'fleet.identity': '尚未导入',
  'fleet.ownership': '未被其他主集群管理',
  'time.clock': '时钟',
  'time.credential': '凭证有效期',
};

export const verdict: CodeWords['verdict'] = {
  ready: '该集群可以导入。',
  'needs-preparation': '集群可以访问，但其中的 KubeSphere 尚未准备为成员集群。Flotilla 现在就可以完成准备。',
  'needs-host': '需要先准备主集群。',
  refused: '请先修复未通过的检查，然后才能导入该集群。',
};

export const check: CodeWords['check'] = {
  skipped: { title: '已跳过', cause: '因“{{blockedBy}}”未通过，未进行此项检查。' },
  'kubeconfig.safe': { title: '安全', cause: '不含命令、文件路径或代理；仅使用所选的上下文。' },
  'kubeconfig.hazard': {
    title: '已拒绝',
    cause: '该 kubeconfig 含有不能在服务端使用的内容。',
    remedy: '请使用内嵌证书或 ServiceAccount 令牌的 kubeconfig。',
  },
  'kubeconfig.insecure-tls': {
    title: '未验证 TLS',
    cause: '设置了 insecure-skip-tls-verify：中间人可以冒充该集群。',
    remedy: '请将集群 CA 写入 certificate-authority-data 并去掉该选项。',
  },
  'dns.resolved': { title: '已解析', cause: '{{host}} 解析为 {{addresses}}。' },
  'dns.address-given': { title: '已是地址', cause: '{{host}} 是 IP 地址，无需解析。' },
  'dns.not-found': {
    title: '域名不存在',
    cause: '无法解析 {{host}}。',
    remedy:
      '请使用公共或内部 DNS 可解析的域名，或直接使用 IP 地址。/etc/hosts 中的名称（如 lb.kubesphere.local）只在该机器上有效。',
  },
  'dns.timeout': {
    title: 'DNS 无响应',
    cause: '解析 {{host}} 超过 {{timeoutSeconds}} 秒。',
    remedy: '请检查本机 DNS 服务器，或使用 IP 地址。',
  },
  'dns.failed': {
    title: 'DNS 解析失败',
    cause: '解析 {{host}} 失败。',
    remedy: '请检查本机 DNS 服务器，或使用 IP 地址。',
  },
  'address.allowed': { title: '允许', cause: '可以连接 {{address}}（{{range}}）。' },
  'address.refused': {
    title: '已拒绝',
    cause: '{{address}} 属于“{{range}}”地址段，不允许连接：它只能指向本服务器自身或其邻近网络。',
    remedy:
      '请在 kubeconfig 中使用主集群所有节点都能访问的地址。如确需使用，请以 --allow-address {{address}} 启动 Flotilla。',
  },
  'tcp.connected': { title: '已连接', cause: '{{address}}:{{port}} 接受连接。' },
  'tcp.refused': {
    title: '连接被拒绝',
    cause: '{{address}}:{{port}} 没有服务在监听。',
    remedy: '请检查端口（通常为 6443）以及 API 服务器是否在运行。',
  },
  'tcp.timeout': {
    title: '无响应',
    cause: '{{address}}:{{port}} 在 {{timeoutSeconds}} 秒内没有响应：数据包在途中被丢弃，或机器已停机。',
    remedy: '请在防火墙和安全组中为本机和主集群节点放行该端口。',
  },
  'tcp.unreachable': {
    title: '不可达',
    cause: '没有到 {{address}}:{{port}} 的路由。',
    remedy: '请使用可路由的地址，或建立 VPN、对等连接。',
  },
  'tcp.failed': { title: '无法连接', cause: '连接 {{address}}:{{port}} 失败。', remedy: '请查看原始错误。' },
  'tls.verified': { title: '受信任', cause: '证书与名称及 kubeconfig 中的 CA 相符（{{protocol}}）。' },
  'tls.not-verified': {
    title: '未验证',
    cause: '连接已加密，但按 kubeconfig 的要求未验证证书。',
    remedy: '请将集群 CA 写入 certificate-authority-data 并去掉 insecure-skip-tls-verify。',
  },
  'tls.unknown-authority': {
    title: '未知的证书颁发机构',
    cause: '{{host}} 的证书不是由 kubeconfig 中的 CA 签发的。',
    remedy: '请重新获取该集群的 kubeconfig：其中的 certificate-authority-data 属于其他集群，或 CA 已更新。',
  },
  'tls.expired': {
    title: '证书已过期',
    cause: '{{host}} 的证书已过有效期。',
    remedy: '请更新 API 服务器证书，例如 kubeadm certs renew apiserver。',
  },
  'tls.not-yet-valid': {
    title: '证书尚未生效',
    cause: '{{host}} 的证书生效时间在未来：某处时钟有误。',
    remedy: '请校正本机或 API 服务器的时钟。',
  },
  'tls.name-mismatch': {
    title: '名称不符',
    cause: '证书对 {{host}} 无效。',
    remedy: '请使用证书中包含的名称，或将 {{host}} 加入 API 服务器的 certSANs 并更新证书。',
  },
  'tls.plain-http': {
    title: '不是 TLS',
    cause: '{{host}}:{{port}} 使用明文 HTTP。',
    remedy: '请使用 API 服务器的 HTTPS 端口（通常为 6443）。',
  },
  'tls.client-key-mismatch': {
    title: '密钥不匹配',
    cause: 'client-key-data 与 client-certificate-data 不是一对。',
    remedy: '请从同一个 kubeconfig 中获取两者。',
  },
  'tls.timeout': {
    title: 'TLS 无响应',
    cause: '{{host}}:{{port}} 接受连接，但不响应 TLS 握手。',
    remedy: '中间可能有其他设备，或 API 服务器卡住：请检查负载均衡器和 API 服务器。',
  },
  'tls.closed': {
    title: '连接被关闭',
    cause: '{{host}}:{{port}} 在 TLS 握手时关闭了连接。',
    remedy: '请确认端口属于 API 服务器，且没有代理或防火墙中断连接。',
  },
  'tls.failed': { title: 'TLS 失败', cause: '与 {{host}} 的 TLS 握手失败。', remedy: '请查看原始错误。' },
  'authentication.accepted': { title: '已通过', cause: 'API 服务器识别的身份为 {{username}}。' },
  'authentication.rejected': {
    title: '被拒绝（401）',
    cause: 'API 服务器不接受该凭证。',
    remedy: '令牌或证书已过期、被吊销或属于其他集群。请生成新的 kubeconfig。',
  },
  'authentication.anonymous': {
    title: '匿名',
    cause: 'API 服务器将该用户视为匿名用户。',
    remedy: '请使用由该集群签发的令牌或客户端证书。',
  },
  'authentication.timeout': {
    title: '无响应',
    cause: 'API 服务器在 {{timeoutSeconds}} 秒内没有响应。',
    remedy: '请重试，并检查 API 服务器负载。',
  },
  'authentication.throttled': {
    title: '被限流（429）',
    cause: 'API 服务器要求放慢请求。',
    remedy: '请稍后重试。',
  },
  'authentication.failed': {
    title: '未能认证',
    cause: 'API 服务器在检查凭证之前返回了错误。',
    remedy: '请查看原始错误，并检查 API 服务器的健康状态。',
  },
  'authorization.sufficient': { title: '足够', cause: '加入所需的 {{count}} 项权限均已授予。' },
  'authorization.insufficient': {
    title: '权限不足',
    cause: '缺少：{{missing}}。',
    remedy: '加入集群实际上需要 cluster-admin：请为该用户绑定此角色，或使用其他 kubeconfig。',
  },
  'authorization.failed': { title: '未知', cause: '无法查询权限。', remedy: '请查看原始错误。' },
  'version.supported': { title: '支持', cause: 'Kubernetes {{version}} 适用于 KubeSphere {{release}}。' },
  'version.untested': {
    title: '未经测试',
    cause: 'Kubernetes {{version}} 不在 KubeSphere {{release}} 的测试范围内。',
    remedy: '可能可以使用。请先在不太重要的集群上尝试。',
  },
  'version.too-old': {
    title: '版本过低',
    cause: 'KubeSphere {{release}} 不接受 Kubernetes {{version}}。',
    remedy: '请升级 Kubernetes。',
  },
  'version.failed': { title: '未知', cause: '无法读取版本。', remedy: '请查看原始错误。' },
  'kubesphere.running': { title: '运行中', cause: 'KubeSphere {{release}} 有响应。' },
  'kubesphere.starting': {
    title: '尚无响应',
    cause: 'KubeSphere 已安装，但 ks-apiserver 没有响应。',
    remedy: '请等待安装器完成且容器组就绪，然后重新检查。',
  },
  'kubesphere.not-installed': {
    title: '未安装',
    cause: '该集群没有安装 KubeSphere；KubeSphere {{hostRelease}} 主集群的成员集群需要安装它。',
    remedy:
      '请在该集群安装 KubeSphere {{hostRelease}}：在 cluster-configuration.yaml（或 KubeKey 的 config-sample.yaml）中设置 clusterRole: member 和主集群的 jwtSecret，然后应用。',
  },
  'kubesphere.not-needed': {
    title: '无需安装',
    cause: 'KubeSphere 4 主集群会自动在成员集群中安装 KS Core。',
  },
  'kubesphere.failed': {
    title: '未知',
    cause: '无法确认是否安装了 KubeSphere。',
    remedy: '请查看原始错误。',
  },
  'release.same': { title: '版本一致', cause: '主集群和成员集群均为 {{release}}。' },
  'release.differs': {
    title: '版本不同',
    cause: '成员集群为 {{release}}，主集群为 {{hostRelease}}。',
    remedy: '实际可以使用，但任一方缺少的功能会被隐藏。建议使用相同版本。',
  },
  'release.unknown': { title: '版本未知', cause: '标签和镜像都无法说明版本。' },
  'role.member': { title: '成员集群', cause: '该集群已配置为成员集群。' },
  'role.pending': {
    title: '尚未生效',
    cause: 'clusterRole 已是 member，但运行中的 KubeSphere 尚未采用。',
    remedy: '请等待安装器完成。',
  },
  'role.none': {
    title: '独立集群',
    cause: 'clusterRole 为 {{role}}。',
    remedy: '请准备成员集群：Flotilla 会设置 clusterRole: member 并跟踪安装器。',
  },
  'role.host': {
    title: '是主集群',
    cause: '该集群本身是主集群；主集群不能改为成员集群。',
    remedy: '请使用其他集群，或在该集群中重新安装 KubeSphere。',
  },
  'role.not-needed': { title: '无需设置', cause: 'KubeSphere 4 在加入时会自动设置角色。' },
  'jwt-secret.same': { title: '与主集群一致', cause: '两边的指纹均为 {{fingerprint}}。' },
  'jwt-secret.differs': {
    title: '与主集群不一致',
    cause: '主集群 {{hostFingerprint}}，成员集群 {{fingerprint}}：成员集群会拒绝主集群签发的令牌。',
    remedy: '请准备成员集群：Flotilla 会复制主集群的 jwtSecret，且不会显示它。',
  },
  'jwt-secret.pending': {
    title: '尚未生效',
    cause: '配置中已是主集群的 jwtSecret，但运行中的 KubeSphere 仍在使用另一个。',
    remedy: '请等待安装器完成。',
  },
  'jwt-secret.token-max-age': {
    title: '令牌会被查询缓存',
    cause: 'accessTokenMaxAge 为 {{maxAge}}；成员集群需要为 0，否则会在自身缓存中查找主集群的令牌。',
    remedy: '请准备成员集群：安装器会随角色一并设置。',
  },
  'jwt-secret.unreadable': {
    title: '无法读取',
    cause: 'kubesphere-config 中没有可读取的 authentication.jwtSecret。',
    remedy: '请重新运行安装器，或检查 ConfigMap kubesphere-config。',
  },
  'jwt-secret.not-needed': { title: '无需设置', cause: 'KubeSphere 4 主集群会自动下发密钥。' },
  'installer.idle': { title: '空闲', cause: '安装器当前没有运行。' },
  'installer.running': {
    title: '运行中',
    cause: '安装器正在运行：现在读取的内容可能变化。',
    remedy: '请等待其完成后重新检查。',
  },
  'installer.unknown': { title: '未知', cause: '无法判断安装器是否在运行。' },
  'host.prepared': { title: '已准备', cause: '主集群可以接纳成员集群。' },
  'host.not-prepared': {
    title: '未准备',
    cause: '主集群没有 host 角色，或尚未生效。',
    remedy: '请先准备主集群，已填写的内容会保留。',
  },
  'host.unreachable': {
    title: '主集群不可达',
    cause: '主集群没有响应。',
    remedy: '请检查主集群的 API 服务器。',
  },
  'name.available': { title: '可用', cause: '没有名为 {{name}} 的集群。' },
  'name.taken': { title: '已被占用', cause: '名为 {{name}} 的集群已存在。', remedy: '请使用其他名称。' },
  'name.not-given': { title: '未检查', cause: '未提供名称。' },
  'identity.new': { title: '新集群', cause: '主集群中没有该集群。' },
  'identity.same-as-host': {
    title: '就是主集群',
    cause: '这就是主集群本身。',
    remedy: '请粘贴其他集群的 kubeconfig。',
  },
  'identity.already-imported': {
    title: '已导入',
    cause: '它就是集群 {{name}}。',
    remedy: '请直接打开该集群。',
  },
  'identity.failed': {
    title: '未知',
    cause: '无法读取集群标识（命名空间 kube-system 的 UID）。',
    remedy: '请查看原始错误。',
  },
  'ownership.free': { title: '未被管理', cause: '没有其他主集群管理该集群。' },
  'ownership.other-host': {
    title: '已被其他主集群管理',
    cause: '主集群 {{hostCluster}} 正在管理该集群。',
    remedy: '请先在那里移除它。',
  },
  'ownership.failed': {
    title: '未知',
    cause: '无法读取该集群是否被其他主集群管理。',
    remedy: '请查看原始错误。',
  },
  'clock.agrees': { title: '一致', cause: '时钟相差 {{skewSeconds}} 秒。' },
  'clock.skewed': {
    title: '不一致',
    cause: '时钟相差 {{skewSeconds}} 秒；超过 10 秒时令牌会因“签发时间在未来”被拒绝。',
    remedy: '请在两个集群上配置时间同步（NTP、chrony）。',
  },
  'clock.unknown': { title: '未知', cause: 'API 服务器没有返回时间。' },
  'credential.lasting': { title: '有效期至 {{notAfter}}', cause: '有效期至 {{notAfter}}（{{days}} 天）。' },
  'credential.expiring': {
    title: '将于 {{notAfter}} 过期',
    cause: '有效期至 {{notAfter}}（{{days}} 天）：届时主集群将失去该成员集群。',
    remedy: '请使用有效期更长的凭证，或计划更新 kubeconfig。',
  },
  'credential.expired': {
    title: '已过期',
    cause: '已于 {{notAfter}} 过期。',
    remedy: '请生成新的 kubeconfig。',
  },
  'credential.never-expires': { title: '没有过期时间', cause: '该凭证没有过期时间：在被撤销之前一直有效。' },
};
