import { expect, test } from 'vitest';
import { createAddressPolicy } from './address-policy.ts';

const judge = createAddressPolicy([]);

test.each([
  ['10.1.2.3', true, 'private'],
  ['192.168.0.1', true, 'private'],
  ['203.0.113.7', true, 'reserved'],
  ['8.8.8.8', true, 'unicast'],
  ['fd12::1', true, 'uniqueLocal'],
  ['2001:4860::1', true, 'unicast'],
  ['127.0.0.1', false, 'loopback'],
  ['127.255.255.254', false, 'loopback'],
  ['::1', false, 'loopback'],
  ['0.0.0.0', false, 'unspecified'],
  ['::', false, 'unspecified'],
  ['169.254.1.1', false, 'linkLocal'],
  ['fe80::1', false, 'linkLocal'],
  ['169.254.169.254', false, 'metadata'],
  ['fd00:ec2::254', false, 'metadata'],
  ['100.100.100.200', false, 'metadata'],
  ['224.0.0.1', false, 'multicast'],
  ['ff02::1', false, 'multicast'],
  ['255.255.255.255', false, 'broadcast'],
  ['::ffff:127.0.0.1', false, 'loopback'],
  ['::ffff:a9fe:a9fe', false, 'metadata'],
  ['64:ff9b::7f00:1', false, 'loopback'],
  ['2002:7f00:1::', false, 'loopback'],
  ['not an address', false, 'invalid'],
])('%s → %s (%s)', (address, allowed, range) => {
  expect(judge(address)).toEqual({ allowed, range });
});

test('an allowed range opens exactly itself, in every spelling', () => {
  const judgeLocal = createAddressPolicy(['127.0.0.0/8', 'fe80::/10']);
  expect(judgeLocal('127.0.0.1')).toEqual({ allowed: true, range: 'loopback' });
  expect(judgeLocal('::ffff:127.0.0.1')).toEqual({ allowed: true, range: 'loopback' });
  expect(judgeLocal('fe80::1')).toEqual({ allowed: true, range: 'linkLocal' });
  expect(judgeLocal('::1')).toEqual({ allowed: false, range: 'loopback' });
  expect(judgeLocal('169.254.169.254')).toEqual({ allowed: false, range: 'metadata' });
});
