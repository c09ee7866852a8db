import type { StoredConfiguration } from '@flotilla/contracts';

/**
 * What is being edited: the text, what it was made from (`base`), and, when the cluster moved on under unsaved changes, the newer version (`theirs`).
 * Both versions are always kept.
 */
export interface ConfigurationDraft {
  readonly base: StoredConfiguration;
  readonly text: string;
  readonly theirs?: StoredConfiguration;
  /** The object does not exist at the moment. */
  readonly isGone: boolean;
}

export type DraftEvent =
  | { readonly type: 'live'; readonly stored: StoredConfiguration }
  | { readonly type: 'edited'; readonly text: string }
  /** `sent` is the text that was saved: what was typed meanwhile stays. */
  | { readonly type: 'saved'; readonly stored: StoredConfiguration; readonly sent: string }
  | { readonly type: 'gone' }
  | { readonly type: 'discarded' }
  /** A merged text goes on from the version it was merged with. */
  | { readonly type: 'merged'; readonly text: string; readonly onto: StoredConfiguration };

export const openDraft = (stored: StoredConfiguration): ConfigurationDraft => ({
  base: stored,
  text: stored.yaml,
  isGone: false,
});

export const isDirty = ({ base, text }: ConfigurationDraft): boolean => text !== base.yaml;

/** The newest version known, whoever wrote it. */
export const liveOf = ({ base, theirs }: ConfigurationDraft): StoredConfiguration => theirs ?? base;

export function reduceDraft(draft: ConfigurationDraft, event: DraftEvent): ConfigurationDraft {
  switch (event.type) {
    case 'live':
      return withLive(draft, event.stored);
    case 'edited':
      return { ...draft, text: event.text };
    case 'saved': {
      const text = draft.text === event.sent ? event.stored.yaml : draft.text;
      return { base: event.stored, text, isGone: false };
    }
    case 'gone':
      return { ...draft, isGone: true };
    case 'discarded':
      return { ...openDraft(liveOf(draft)), isGone: draft.isGone };
    case 'merged':
      return { base: event.onto, text: event.text, isGone: false };
  }
}

function withLive(draft: ConfigurationDraft, stored: StoredConfiguration): ConfigurationDraft {
  const known = liveOf(draft);
  const isKnown = known.uid === stored.uid && known.resourceVersion === stored.resourceVersion;
  if (isKnown) return draft.isGone ? { ...draft, isGone: false } : draft;
  if (!isDirty(draft)) return openDraft(stored);
  // The installer patches status every few seconds of a run, and re-creates the object with the same spec: neither touches what is edited here.
  if (stored.specDigest === draft.base.specDigest) return { base: stored, text: draft.text, isGone: false };
  return { ...draft, theirs: stored, isGone: false };
}
