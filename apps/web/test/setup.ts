import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

afterEach(cleanup);

// Only a bound for failures: a busy machine must not make a test that waits for the right thing fail.
configure({ asyncUtilTimeout: 10_000 });

// happy-dom has no layout: what depends on sizes gets a desk-sized window.
globalThis.matchMedia ??= () => ({
  matches: false,
  media: '',
  onchange: null,
  addListener: () => undefined,
  removeListener: () => undefined,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  dispatchEvent: () => false,
});
