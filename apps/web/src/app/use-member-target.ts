import type { Target } from '@flotilla/kubesphere';
import { useParams } from '@tanstack/react-router';
import { useMemo } from 'react';

/** The member that the address names. */
export function useMemberTarget(): { readonly name: string; readonly target: Target } {
  const { name = '' } = useParams({ strict: false });
  return useMemo(() => ({ name, target: { kind: 'member', name } }), [name]);
}
