// @ts-check
/**
 * Light or dark as the reader has chosen, before anything is drawn; without a choice the system decides. No module: those wait until the page
 * has been seen.
 */
(() => {
  const KEY = "tema";
  const { dataset } = document.documentElement;

  /** @param {string} theme */
  const show = (theme) => {
    if (theme) dataset.theme = theme;
    else delete dataset.theme;
  };

  /** What was chosen: nothing where the browser keeps nothing. */
  const chosen = () => {
    try {
      return localStorage[KEY] ?? "";
    } catch {
      return "";
    }
  };

  show(chosen());
  addEventListener("DOMContentLoaded", () => {
    const themes = /** @type {HTMLSelectElement} */ (document.querySelector("[data-themes]"));
    themes.value = chosen();
    themes.addEventListener("change", () => {
      show(themes.value);
      try {
        localStorage[KEY] = themes.value;
      } catch {
        // It holds for this page.
      }
    });
    addEventListener("storage", () => show((themes.value = chosen())));
  });
})();
