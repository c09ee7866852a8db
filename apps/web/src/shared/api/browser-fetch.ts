/** The browser's own fetch, called as a function of the window, as it insists. */
export const browserFetch: typeof globalThis.fetch = (input, init) => fetch(input, init);
