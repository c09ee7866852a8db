/** The names a user of each language looks for on the way through the main job: literal, so that a wrong translation fails a story. */
export interface Words {
  readonly guide: string;
  readonly prepareHost: string;
  readonly written: string;
  readonly hostReady: string;
  readonly addCluster: string;
  readonly name: RegExp;
  readonly alias: RegExp;
  readonly tagProduction: string;
  readonly description: RegExp;
  readonly next: string;
  readonly kubeconfig: string;
  readonly notPrepared: string;
  readonly prepareMember: string;
  readonly canBeImported: string;
  readonly installerIdle: RegExp;
  readonly review: string;
  readonly import: string;
  readonly isReady: string;
  readonly openCluster: string;
  readonly conditions: string;
  readonly clusters: string;
  readonly ready: string;
}

export const EN: Words = {
  guide: 'Bring your clusters together',
  prepareHost: 'Prepare host',
  written: 'The change is written; ks-installer is at work',
  hostReady: 'The host is ready',
  addCluster: 'Add cluster',
  name: /^Cluster name/,
  alias: /^Alias/,
  tagProduction: 'Production',
  description: /^Description/,
  next: 'Next',
  kubeconfig: 'Member cluster kubeconfig',
  notPrepared:
    'The member can be reached and used, but is not prepared yet. Flotilla can do that in the next step.',
  prepareMember: 'Prepare member',
  canBeImported: 'The member can be imported as it is.',
  installerIdle: /^Passed\s*Installer\s*Idle/,
  review: 'Review',
  import: 'Import',
  isReady: 'member-a is ready',
  openCluster: 'Open the cluster',
  conditions: 'Conditions',
  clusters: 'Clusters',
  ready: 'Ready',
};

export const ZH: Words = {
  guide: '统一管理您的集群',
  prepareHost: '准备主集群',
  written: '更改已写入，ks-installer 正在执行',
  hostReady: '主集群已准备就绪',
  addCluster: '添加集群',
  name: /^集群名称/,
  alias: /^别名/,
  tagProduction: '生产环境',
  description: /^描述/,
  next: '下一步',
  kubeconfig: '成员集群 kubeconfig',
  notPrepared: '连接正常，但成员集群尚未准备好，可在下一步中由 Flotilla 完成准备。',
  prepareMember: '准备成员集群',
  canBeImported: '该成员集群可以直接导入。',
  installerIdle: /^通过\s*安装器\s*空闲/,
  review: '确认信息',
  import: '导入',
  isReady: 'member-a 已就绪',
  openCluster: '打开集群',
  conditions: '集群状态',
  clusters: '集群',
  ready: '就绪',
};
