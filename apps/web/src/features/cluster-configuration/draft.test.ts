import type { StoredConfiguration } from '@flotilla/contracts';
import { describe, expect, it } from 'vitest';
import { isDirty, liveOf, openDraft, reduceDraft } from './draft.ts';

const stored = (version: number, rest: Partial<StoredConfiguration> = {}): StoredConfiguration => ({
  yaml: `text ${version}`,
  uid: 'uid-1',
  resourceVersion: String(version),
  specDigest: `digest-${version}`,
  release: 'v3.4.1',
  ...rest,
});
const clean = openDraft(stored(1));
const dirty = reduceDraft(clean, { type: 'edited', text: 'mine' });

describe('what is live', () => {
  it('replaces a text that nobody touched', () => {
    expect(reduceDraft(clean, { type: 'live', stored: stored(2) })).toEqual(openDraft(stored(2)));
  });

  it('never replaces a text that was touched: both versions are kept', () => {
    expect(reduceDraft(dirty, { type: 'live', stored: stored(2) })).toEqual({
      base: stored(1),
      text: 'mine',
      theirs: stored(2),
      isGone: false,
    });
  });

  it('moves the base along when only the status changed, or the object was created again with the same content', () => {
    const patched = stored(2, { specDigest: 'digest-1' });
    const recreated = stored(1, { uid: 'uid-2', resourceVersion: '9' });
    for (const version of [patched, recreated])
      expect(reduceDraft(dirty, { type: 'live', stored: version })).toEqual({
        base: version,
        text: 'mine',
        isGone: false,
      });
  });

  it('changes nothing when it is known', () => {
    expect(reduceDraft(dirty, { type: 'live', stored: stored(1) })).toBe(dirty);
  });
});

describe('saving', () => {
  it('goes on from what was stored', () => {
    expect(reduceDraft(dirty, { type: 'saved', stored: stored(2), sent: 'mine' })).toEqual(
      openDraft(stored(2)),
    );
  });

  it('keeps what was typed while saving', () => {
    const typed = reduceDraft(dirty, { type: 'edited', text: 'mine and more' });
    const saved = reduceDraft(typed, { type: 'saved', stored: stored(2), sent: 'mine' });
    expect([saved.text, isDirty(saved), saved.base]).toEqual(['mine and more', true, stored(2)]);
  });

  it('of a merged text goes on from the version it was merged with', () => {
    const stale = reduceDraft(dirty, { type: 'live', stored: stored(2) });
    expect(reduceDraft(stale, { type: 'merged', text: 'both', onto: stored(2) })).toEqual({
      base: stored(2),
      text: 'both',
      isGone: false,
    });
  });
});

it('keeps the text while the object is gone, and says when it is back', () => {
  const gone = reduceDraft(dirty, { type: 'gone' });
  expect([gone.text, gone.isGone]).toEqual(['mine', true]);
  const back = reduceDraft(gone, { type: 'live', stored: stored(3, { uid: 'uid-2' }) });
  expect([back.text, back.isGone, liveOf(back).uid]).toEqual(['mine', false, 'uid-2']);
});

it('discards for the newest version', () => {
  const stale = reduceDraft(dirty, { type: 'live', stored: stored(2) });
  expect(reduceDraft(stale, { type: 'discarded' })).toEqual(openDraft(stored(2)));
});
