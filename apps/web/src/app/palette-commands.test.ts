import { expect, test } from 'vitest';
import { matchCommands, type Command } from './palette-commands.ts';

const run = () => undefined;
const commands: Command[] = [
  { id: '1', label: 'Go to Clusters', run },
  { id: '2', label: 'Open Member A', note: 'member-a', run },
  { id: '3', label: 'Installer log of Member A', note: 'member-a', isDeep: true, run },
  { id: '4', label: 'Log out', run },
];
const ids = (query: string) => matchCommands(commands, query).map(({ id }) => id);

test.each([
  ['', ['1', '2', '4']],
  ['member', ['2', '3']],
  ['LOG', ['4', '3']],
  ['member-a log', ['3']],
  ['zzz', []],
])('%s → %o', (query, expected) => {
  expect(ids(query)).toEqual(expected);
});
