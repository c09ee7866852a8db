/** The closing banner, with its full-width colon; the same in every release. `at` is the installer's local time. */
export function welcomeLines({
  console,
  password,
  at,
}: {
  console: string;
  password: string;
  at: Date;
}): string[] {
  return [
    '#####################################################',
    '###              Welcome to KubeSphere!           ###',
    '#####################################################',
    '',
    `Console: ${console}`,
    'Account: admin',
    `Password: ${password}`,
    '',
    'NOTES\uff1a',
    '  1. After you log into the console, please check the',
    '     monitoring status of service components in',
    '     "Cluster Management". If any service is not',
    '     ready, please wait patiently until all components ',
    '     are up and running.',
    '  2. Please change the default password after login.',
    '',
    '#####################################################',
    `https://kubesphere.io             ${at.toISOString().slice(0, 19).replace('T', ' ')}`,
    '#####################################################',
  ];
}
