const LOOK_MS = 500;

/**
 * Tells once when the npm that runs us is gone. A terminated npm ends the shell between us, and the signal gets no
 * further: all that can be seen of it is that our parent is another one. Without npm nothing is watched, since a
 * parent may well go before us (`node … &` in a script).
 *
 * @param {() => void} tell
 * @returns {() => void} ends the watch
 */
export function watchNpm(tell) {
  if (process.env['npm_lifecycle_event'] === undefined) return () => {};
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    tell();
  }, LOOK_MS).unref();
  return () => clearInterval(timer);
}
