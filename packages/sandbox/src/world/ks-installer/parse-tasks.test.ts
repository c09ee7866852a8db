import { expect, test } from 'vitest';
import { playsOf } from './parse-tasks.ts';
import { banner, fatalLine, recapLines, taskBanner } from './task-lines.ts';

test.each(['3.0', '3.1', '3.2', '3.3', '3.4'] as const)(
  '[W8] every task of %s can be read, in four plays',
  (release) => {
    const plays = playsOf(release);
    expect(plays.map(({ name }) => name)).toEqual(['preinstall', 'metrics-server', 'common', 'ks-core']);
    for (const { tasks } of plays) expect(tasks.length).toBeGreaterThan(10);
  },
);

test('[W8] a task is only in the releases it is written for', () => {
  const names = (release: '3.0' | '3.3' | '3.4') =>
    playsOf(release).flatMap(({ tasks }) => tasks.map(({ name }) => name));
  expect(names('3.0')).toContain('KubeSphere | Deploying etcd and mysql');
  expect(names('3.4')).not.toContain('KubeSphere | Deploying etcd and mysql');
  expect(names('3.3')).toContain('KubeSphere | Importing es status');
  expect(names('3.4')).toContain('KubeSphere | Importing opensearch status');
});

test('items in braces keep their commas', () => {
  const tasks = playsOf('3.4').flatMap((play) => play.tasks);
  const creating = tasks.find(({ name }) => name === 'KubeSphere | Creating common component manifests');
  expect(creating?.items).toHaveLength(3);
  expect(creating?.items[0]).toBe("{'path': 'redis', 'file': 'redis.yaml'}");
});

test('headers are padded as Ansible pads them', () => {
  expect(banner('PLAY RECAP')).toHaveLength(80);
  const task = { role: 'common', outcome: 'ok' as const, items: [] };
  expect(taskBanner({ ...task, name: 'KubeSphere | Checking minio' })).toMatch(
    /^TASK \[common : KubeSphere \| Checking minio\] \*+$/,
  );
  // The role is left out when the name holds it.
  expect(taskBanner({ ...task, name: 'Getting common files' })).toMatch(
    /^TASK \[Getting common files\] \*+$/,
  );
  expect(banner(`TASK [${'x'.repeat(90)}]`)).toMatch(/\] \*{3}$/);
});

test('a recap and a fatal line look like Ansible’s', () => {
  expect(recapLines({ ok: 6, changed: 3, failed: 0, skipped: 6, ignored: 0 })[2]).toBe(
    'localhost                  : ok=6    changed=3    unreachable=0    failed=0    skipped=6    rescued=0    ignored=0   ',
  );
  expect(fatalLine({ rc: 1, changed: true, msg: 'ü' })).toBe(
    'fatal: [localhost]: FAILED! => {"changed": true, "msg": "\\u00fc", "rc": 1}',
  );
});
