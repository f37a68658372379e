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
  const load = (/** @type {string} */ address) => import(new URL(address, document.baseURI).href);
  const [{ Client }, { attach }] = await Promise.all([load(dataset.client ?? ""), load(module ?? "")]);
  attach(element, new Client(dataset), dataset);
}

/** Where this browser remembers that `/` is a character like any other, as WCAG 2.1.4 wants it. */
const KEY = "genvej";

/** @param {HTMLInputElement} box */
function offerSlash(box) {
  box.checked = slash;
  box.addEventListener("change", () => {
    slash = box.checked;
    try {
      if (slash) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, "fra");
    } catch {
      // It holds for as long as the page is open.
    }
  });
}

function isSlashOn() {
  try {
    return localStorage.getItem(KEY) !== "fra";
  } catch {
    return true;
  }
}

let slash = isSlashOn();
const box = /** @type {HTMLInputElement | null} */ (document.querySelector("[data-slash]"));
if (box) offerSlash(box);

/** @param {KeyboardEvent} event */
function focusOnSlash(event) {
  const target = /** @type {HTMLElement} */ (event.target);
  const types = target.isContentEditable || target.matches("input:not([type=checkbox]), textarea, select");
  if (!slash || !input || types || event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  input.focus();
  input.select();
}

/**
 * Goes to the search page with the query behind the `#`, which no browser sends to a server.
 * @param {SubmitEvent} event
 */
function keepToOneself(event) {
  const form = /** @type {HTMLFormElement} */ (event.target);
  event.preventDefault();
  location.assign(`${form.action}#${new URLSearchParams({ q: input?.value.trim() ?? "" })}`);
}

document.addEventListener("keydown", focusOnSlash);
if (main && input) {
  main.dataset.search = "loading";
  start(dataset.results, main).catch(() => delete main.dataset.search);
} else if (input) {
  const begin = () => void start(dataset.suggest, input).catch(() => {});
  input.form?.addEventListener("submit", keepToOneself);
  if (document.activeElement === input) begin();
  else input.addEventListener("focus", begin, { once: true });
}
