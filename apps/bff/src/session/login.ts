import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const LINK_TOKEN_BYTES = 32;
const REMEMBERED_LINKS = 256;

export type LoginAnswer = 'opened' | 'link-used' | 'token-wrong';

/** Decides whether a token opens a session. */
export interface Login {
  /** The token of the printed link; undefined when a login token is configured instead. */
  linkToken(): string | undefined;
  exchange(token: string): LoginAnswer;
}

/**
 * With a configured `loginToken` that one opens sessions any number of times. Without, a random link token opens one session and is then replaced;
 * `onNewLink` is told the next one.
 */
export function createLogin(options: {
  loginToken: string | undefined;
  onNewLink: (token: string) => void;
}): Login {
  const { loginToken, onNewLink } = options;
  if (loginToken !== undefined) {
    return {
      linkToken: () => undefined,
      exchange: (token) => (isSame(token, loginToken) ? 'opened' : 'token-wrong'),
    };
  }
  const used = new Set<string>();
  const state = { current: newLinkToken() };
  return {
    linkToken: () => state.current,
    exchange(token) {
      if (used.has(digest(token).toString('hex'))) return 'link-used';
      if (!isSame(token, state.current)) return 'token-wrong';
      if (used.size >= REMEMBERED_LINKS) used.clear();
      used.add(digest(state.current).toString('hex'));
      state.current = newLinkToken();
      onNewLink(state.current);
      return 'opened';
    },
  };
}

const newLinkToken = (): string => randomBytes(LINK_TOKEN_BYTES).toString('base64url');
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
/** Digests have one length whatever was sent, so the comparison takes the same time for every guess. */
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));
