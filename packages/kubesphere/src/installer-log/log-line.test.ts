import { describe, expect, it } from 'vitest';
import { lineLevel, parseLogLine } from './log-line.ts';

describe('parseLogLine', () => {
  it.each([
    [
      '2026-03-04T05:06:07.123456789Z TASK [x] ***',
      { at: '2026-03-04T05:06:07.123456789Z', text: 'TASK [x] ***' },
    ],
    [
      '2026-03-04T05:06:07.1+08:00 2026-03-04T05:06:07Z INFO     : x',
      { at: '2026-03-04T05:06:07.1+08:00', text: '2026-03-04T05:06:07Z INFO     : x' },
    ],
    ['2026-03-04T05:06:07Z ', { at: '2026-03-04T05:06:07Z', text: '' }],
    ['2026-03-04T05:06:07Z', { at: '2026-03-04T05:06:07Z', text: '' }],
    ['2026-03-04T05:06:07Z   indented\r', { at: '2026-03-04T05:06:07Z', text: '  indented' }],
    ['TASK [x] ***', undefined],
    ['', undefined],
    ['2026-03-04 05:06:07 x', undefined],
    ['failed to try resolving symlinks in path "/var/log/pods/x": no such file', undefined],
  ])('%j', (raw, expected) => {
    expect(parseLogLine(raw)).toEqual(expected);
  });
});

describe('lineLevel', () => {
  it.each([
    ['fatal: [localhost]: FAILED! => {}', 'error'],
    ['failed: [localhost] (item=a) => {}', 'error'],
    ['2026-03-04T05:06:07Z ERROR    : x', 'error'],
    ['task monitoring status is failed  (4/4)', 'error'],
    ["Task 'monitoring' failed:", 'error'],
    ['localhost : ok=1 changed=0 unreachable=0 failed=1 skipped=0', 'error'],
    ['localhost : ok=1 changed=0 unreachable=0 failed=0 skipped=0', 'plain'],
    ['FAILED - RETRYING: x (3 retries left).', 'warn'],
    ['...ignoring', 'warn'],
    ['[WARNING]: No inventory was parsed', 'warn'],
    ['###              Welcome to KubeSphere!           ###', 'success'],
    ['task network status is successful  (1/4)', 'success'],
    ['TASK [common : x] ***', 'info'],
    ['Start installing monitoring', 'info'],
    ['changed: [localhost]', 'plain'],
    ['', 'plain'],
  ])('%s', (text, level) => {
    expect(lineLevel(text)).toBe(level);
  });
});
