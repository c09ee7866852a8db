import type { Fault, FaultSwitch } from '../faults/fault-switch.ts';

export interface AvailableFault {
  id: string;
  label: string;
  fault: Fault;
}

/** The faults a user can switch on for a whole cluster. */
export const AVAILABLE_FAULTS: readonly AvailableFault[] = [
  { id: 'latency', label: 'Every answer is 2 s late', fault: { kind: 'latency', ms: 2_000 } },
  { id: 'silence', label: 'Requests are taken and never answered', fault: { kind: 'silence' } },
  { id: 'black-hole', label: 'Connecting never ends', fault: { kind: 'black-hole' } },
  { id: 'refused', label: 'Connections are refused', fault: { kind: 'refused' } },
  { id: 'plain-http', label: 'The port speaks plain HTTP', fault: { kind: 'plain-http' } },
  {
    id: 'expired-certificate',
    label: 'The serving certificate has expired',
    fault: { kind: 'expired-certificate' },
  },
  {
    id: 'foreign-certificate',
    label: 'The serving certificate is of another authority',
    fault: { kind: 'foreign-certificate' },
  },
  { id: 'unauthorized', label: 'Every request is answered 401', fault: { kind: 'status', code: 401 } },
  { id: 'forbidden', label: 'Every request is answered 403', fault: { kind: 'status', code: 403 } },
  { id: 'too-many-requests', label: 'Every request is answered 429', fault: { kind: 'status', code: 429 } },
  { id: 'server-error', label: 'Every request is answered 500', fault: { kind: 'status', code: 500 } },
  {
    id: 'cut-streams',
    label: 'Logs and watches break in mid-line',
    fault: { kind: 'cut', afterBytes: 20_000 },
  },
  { id: 'clock-skew', label: 'The clock is 90 s ahead', fault: { kind: 'clock-skew', ms: 90_000 } },
];

/** Switches exactly these on. Throws for an unknown id, and where there is no server to break. */
export async function setFaults(faults: FaultSwitch | undefined, ids: readonly string[]): Promise<void> {
  const wanted = ids.map((id) => {
    const found = AVAILABLE_FAULTS.find((available) => available.id === id);
    if (!found) throw new Error(`no such fault: ${id}`);
    return found.fault;
  });
  if (!faults) throw new Error('this cluster has no faults to switch');
  await faults.clear();
  for (const fault of wanted) await faults.on(fault);
}

/** The ids of what is on. */
export function activeFaultIds(faults: FaultSwitch | undefined): string[] {
  const active = faults?.active() ?? [];
  return AVAILABLE_FAULTS.filter(({ fault }) => active.includes(fault)).map(({ id }) => id);
}
