// @ts-check
/**
 * What the reader has chosen, before anything is drawn: light or dark, and the administration that is their own. Without a choice the system
 * decides, and no administration is. Styles do the rest. No module: those wait until the page has been seen.
 */
(() => {
  const { dataset } = document.documentElement;

  /** @param {string} name @param {string} value */
  const show = (name, value) => {
    if (value) dataset[name] = value;
    else delete dataset[name];
    for (const field of document.querySelectorAll(`[data-choice=${name}]`)) /** @type {HTMLSelectElement} */ (field).value = value;
  };

  /** What was chosen: nothing where the browser keeps nothing. */
  const showAll = () => {
    for (const name of ["tema", "egen"]) {
      try {
        show(name, localStorage[name] ?? "");
      } catch {
        // Then the choice holds for the page that it is made on.
      }
    }
  };

  showAll();
  for (const event of ["DOMContentLoaded", "storage"]) addEventListener(event, showAll);
  addEventListener("change", (/** @type {any} */ { target: { dataset, value } }) => {
    if (!dataset.choice) return;
    show(dataset.choice, value);
    try {
      localStorage[dataset.choice] = value;
    } catch {
      // It holds for this page.
    }
  });
})();
