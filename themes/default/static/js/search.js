// @ts-check
/**
 * The search's door, on every page: `/` leads to the field, and the field's first focus loads what answers. Before that nothing is fetched
 * but the search's own small scripts, when the page has long been there and the browser has nothing else to do. Addresses and words stand in the data attributes of this script's own element, for a module cannot know the names that
 * its neighbours were published under. Must not search itself.
 */

const { dataset } = /** @type {HTMLScriptElement} */ (document.querySelector("script[data-worker]"));
const main = /** @type {HTMLElement | null} */ (document.querySelector("main[data-search]"));
const input = /** @type {HTMLInputElement | null} */ (document.querySelector("form[role=search] input[name=q]"));

/**
 * Loads the engine and `module`, which uses it. The manifest is asked for before anything else: it holds the names that answer first.
 * @param {string | undefined} module
 * @param {HTMLElement} element
 */
async function start(module, element) {
  const manifest = fetch(dataset.manifest ?? "");
  // What became of it is asked by the client; if there is none, nobody else needs to know.
  manifest.catch(() => {});
  const load = (/** @type {string} */ address) => import(new URL(address, document.baseURI).href);
  const [{ Client }, { Names }, { attach }] = await Promise.all([dataset.client ?? "", dataset.names ?? "", module ?? ""].map(load));
  attach(element, new Client(dataset, Names, manifest), dataset);
}

/** Has the small scripts at hand that the first focus will ask for, unless the reader counts bytes. */
function prepare() {
  const { connection } = /** @type {{connection?: {saveData?: boolean}}} */ (navigator);
  if (connection?.saveData) return;
  for (const address of [dataset.client, dataset.names, dataset.suggest, dataset.worker]) {
    const link = document.createElement("link");
    link.rel = "modulepreload";
    link.href = address ?? "";
    document.head.append(link);
  }
}

/** Does something when the page is there and nothing else is to be done. */
function whenIdle(/** @type {() => void} */ work) {
  const wait = () => (typeof requestIdleCallback === "function" ? requestIdleCallback(work) : setTimeout(work, 200));
  if (document.readyState === "complete") wait();
  else addEventListener("load", wait, { once: true });
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
  whenIdle(prepare);
}
