import {
  installerLogItemSchema,
  LIVE_EVENTS,
  LIVE_PATH,
  openAnswerSchema,
  ROUTES,
  streamBatchSchema,
  type LogLine,
} from '@flotilla/contracts';
import { preparationPlanSchema, type LogCursor } from '@flotilla/kubesphere';
import { HOST, startSandbox } from '@flotilla/sandbox';
import { io } from 'socket.io-client';
import { expect, test } from 'vitest';
import { startTestBff, type TestBff } from './start-test-bff.ts';

const TARGET = { kind: 'host' } as const;
const isBannerEnd = ({ text }: LogLine): boolean => text.startsWith('https://kubesphere.io');

/** A browser tab that follows the host's log: takes lines in, keeps the cursor, opens again behind it. */
function aTab(bff: TestBff, cookie: string) {
  const tab = {
    lines: new Array<LogLine>(),
    gaps: new Array<string>(),
    cursor: undefined as LogCursor | undefined,
  };
  const socket = io(bff.url, {
    path: LIVE_PATH,
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 50,
    reconnectionDelayMax: 100,
    extraHeaders: { cookie, origin: bff.url },
  });
  let streams = 0;
  socket.on('connect', () => {
    streams += 1;
    const request = {
      kind: 'installer-log',
      streamId: `log-${streams}`,
      target: TARGET,
      ...(tab.cursor && { after: tab.cursor }),
    };
    void socket.emitWithAck(LIVE_EVENTS.open, request).then((answer) => openAnswerSchema.parse(answer));
  });
  socket.on(LIVE_EVENTS.batch, (message: unknown, ack: () => void) => {
    for (const raw of streamBatchSchema.parse(message).items) {
      const item = installerLogItemSchema.parse(raw);
      if (item.type === 'gap') tab.gaps.push(item.reason);
      if (item.type !== 'lines') continue;
      tab.lines.push(...item.lines);
      tab.cursor = item.cursor;
    }
    ack();
  });
  return { ...tab, tab, leave: () => socket.disconnect() };
}

test('[L2] a BFF that is killed during an installation leaves no hole in the log of an open tab', async () => {
  await using sandbox = await startSandbox({
    speed: 20,
    withControl: false,
    scenario: { name: 'host only', clusters: [HOST] },
  });
  await using bff = await startTestBff({ sandbox });
  const client = await bff.login();
  const { tab, leave } = aTab(bff, client.cookie);
  const banners = (): number => tab.lines.filter(isBannerEnd).length;
  const patience = { timeout: 25_000 };
  await expect.poll(banners, patience).toBe(1);
  const before = tab.lines.length;

  const plan = await client.get(preparationPlanSchema, `${ROUTES.plan(TARGET)}?role=host`);
  const applied = await client.ask('POST', ROUTES.plan(TARGET), {
    body: { role: 'host', digest: plan.digest },
  });
  expect(applied.ok).toBe(true);
  await expect.poll(() => tab.lines.length, patience).toBeGreaterThan(before + 20);
  await bff.restart();
  await expect.poll(banners, patience).toBe(2);
  leave();

  const log = await (await client.ask('GET', `${ROUTES.installerLog(TARGET)}?timestamps=true`)).text();
  const whole = log.split('\n').filter((line) => line !== '');
  const seen = tab.lines.map(({ at, text }) => `${at} ${text}`);
  expect(seen).toEqual(whole.slice(0, seen.length));
  expect(tab.gaps).toEqual([]);
}, 60_000);
