import { useEffect, useState } from 'react';
import type { LiveConnection } from '../../shared/live/connection-state.ts';

const lostNow = (connection: LiveConnection): string | undefined =>
  connection.getSnapshot() === 'lost' ? new Date().toISOString() : undefined;

/** When the connection to the BFF was lost (ISO), as long as it is. */
export function useLostAt(connection: LiveConnection): string | undefined {
  const [lostAt, setLostAt] = useState(() => lostNow(connection));
  useEffect(() => connection.subscribe(() => setLostAt(lostNow(connection))), [connection]);
  return lostAt;
}
