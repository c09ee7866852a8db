import { describe, expect, it } from 'vitest';
import { maskSecrets, restoreSecrets } from './secret-placeholders.ts';

const fingerprint = (secret: string): string =>
  Array.from(secret, (character) => (character.codePointAt(0) ?? 0).toString(16))
    .join('')
    .slice(0, 8);
const object = {
  spec: {
    authentication: { jwtSecret: 'gfIwilcc0WjNGKJ5DLeksf2JKfcLgTZU', adminPassword: '' },
    common: { es: { basicAuth: { enabled: true, username: 'elastic', password: 'changeme' } } },
    oauth: [{ clientSecret: 'abc' }],
  },
};

describe('maskSecrets', () => {
  it('replaces every secret and nothing else', () => {
    expect(maskSecrets(object, fingerprint)).toEqual({
      spec: {
        authentication: { jwtSecret: '«secret 67664977»', adminPassword: '' },
        common: { es: { basicAuth: { enabled: true, username: 'elastic', password: '«secret 6368616e»' } } },
        oauth: [{ clientSecret: '«secret 616263»' }],
      },
    });
  });

  it('masks an all-digit secret that YAML read as a number', () => {
    expect(maskSecrets({ jwtSecret: 1234 }, fingerprint)).toEqual({ jwtSecret: '«secret 31323334»' });
  });
});

describe('restoreSecrets', () => {
  it('gives back the stored object when nothing was touched', () => {
    expect(restoreSecrets(maskSecrets(object, fingerprint), object, fingerprint)).toEqual({
      ok: true,
      value: object,
    });
  });

  it('keeps a secret the user typed over the placeholder', () => {
    const edited = { authentication: { jwtSecret: 'a new one' } };
    expect(restoreSecrets(edited, { authentication: { jwtSecret: 'old' } }, fingerprint)).toEqual({
      ok: true,
      value: edited,
    });
  });

  it('refuses a placeholder whose secret was changed underneath', () => {
    const masked = maskSecrets({ jwtSecret: 'old' }, fingerprint);
    expect(restoreSecrets(masked, { jwtSecret: 'new' }, fingerprint)).toEqual({
      ok: false,
      error: [
        {
          code: 'configuration.secret-placeholder-unknown',
          severity: 'error',
          path: ['jwtSecret'],
          params: { field: 'jwtSecret' },
        },
      ],
    });
  });

  it('refuses a placeholder moved to a place where no secret is stored', () => {
    const masked = { elsewhere: '«secret 67664977»' };
    expect(restoreSecrets(masked, object, fingerprint).ok).toBe(false);
  });
});
