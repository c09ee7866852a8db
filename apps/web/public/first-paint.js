// Runs before the first paint, from our own origin (the page's policy allows no inline script): no flash of the other theme.
(function () {
  const stored = function (name) {
    try {
      return localStorage.getItem('flotilla.' + name);
    } catch {
      return null;
    }
  };
  const theme = stored('theme');
  const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  const language = stored('language') || navigator.language || 'en';
  document.documentElement.lang = /^zh/i.test(language) ? 'zh-CN' : 'en';
})();
