// @ts-check
/**
 * The search's door, on every page: `/` leads to the field, and the field's first focus loads what answers. Before that nothing but this
 * file is fetched. Addresses and words stand in the data attributes of this script's own element, for a module cannot know the names that
 * its neighbours were published under. Must not search itself.
 */

const { dataset } = /** @type {HTMLScriptElement} */ (document.querySelector("script[data-worker]"));
const main = /** @type {HTMLElement | null} */ (document.querySelector("main[data-search]"));
const input = /** @type {HTMLInputElement | null} */ (document.querySelector("form[role=search] input[name=q]"));

/**
 * Loads the engine and `module`, which uses it.
 * @param {string | undefined} module
 * @param {HTMLElement} element
 */
async function start(module, element) {
  const [{ Client }, { attach }] = await Promise.all([import(dataset.client ?? ""), import(module ?? "")]);
  attach(element, new Client(dataset), dataset);
}

/** @param {KeyboardEvent} event */
function focusOnSlash(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  const types = target.isContentEditable || target.matches("input:not([type=checkbox]), textarea, select");
  if (!input || types || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  input.focus();
  input.select();
}

document.addEventListener("keydown", focusOnSlash);
if (main && input) {
  main.dataset.search = "loading";
  start(dataset.results, main).catch(() => delete main.dataset.search);
} else if (input) {
  const begin = () => void start(dataset.suggest, input).catch(() => {});
  if (document.activeElement === input) begin();
  else input.addEventListener("focus", begin, { once: true });
}
