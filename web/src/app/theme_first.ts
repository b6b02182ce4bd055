// Runs before the first paint, as a tiny script of its own, so that a chosen theme never flashes in the
// other one. It repeats two lines of preferences.ts on purpose: it must not wait for the page's bundle.
(() => {
  try {
    const { theme } = JSON.parse(localStorage.getItem("preferences") ?? "{}") as { theme?: string };
    if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
  } catch {
    // The system's theme it is.
  }
})();
