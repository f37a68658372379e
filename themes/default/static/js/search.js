// @ts-check
/**
 * The search's door, on every page: `/` and Ctrl-K lead to the field, and the field's first focus loads the engine. Before that nothing is fetched
 * but the search's own small scripts and the names, when the page has long been there and the browser has nothing else to do. Addresses and words stand in the data attributes of this script's own element, for a module cannot know the names that
 * its neighbours were published under. Must not search itself.
 */

const { dataset } = /** @type {HTMLScriptElement} */ (document.querySelector("script[data-worker]"));
const main = /** @type {HTMLElement | null} */ (document.querySelector("main[data-search]"));
const input = /** @type {HTMLInputElement | null} */ (document.querySelector("form[role=search] input[name=q]"));

/**
 * Of the portal itself; on a file share that is all that there is.
 * @param {string} url
 */
const own = (url) => {
  if (location.protocol !== "file:" && new URL(url, location.href).origin !== location.origin) throw new TypeError(url);
  return url;
};

/** Made once: a policy's name is taken only once. */
const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy("portal", { createScriptURL: own });

/**
 * A script's address as a policy of trusted types wants it, where a browser knows them.
 * @param {string} address
 */
const trusted = (address) => policy?.createScriptURL(address) ?? address;

/**
 * A module of the search by its published address.
 * @param {string} [address]
 */
const load = (address = "") => import(new URL(address, document.baseURI).href);

/** @type {Promise<Response> | undefined} */
let manifest;

/** The manifest, asked for once: it holds the names that answer first. */
function names() {
  manifest ??= fetch(dataset.manifest ?? "");
  // What became of it is asked by the client, and where it is asked for ahead it is asked for again.
  manifest.catch(() => (manifest = undefined));
  return manifest;
}

/**
 * Loads the engine and `module`, which uses it.
 * @param {string | undefined} module
 * @param {HTMLElement} element
 */
async function start(module, element) {
  const manifest = names();
  const [{ Client }, { Names }, memory, { attach }] = await Promise.all([dataset.client, dataset.names, dataset.memory, module].map(load));
  const client = new Client(dataset, Names, manifest, trusted);
  attach(element, client, dataset, memory);
  await client.settled;
}

/** The line belongs to whoever searches: for as long as this has not come. @type {Promise<void>} */
let searching = Promise.resolve();

/** How long a page has been idle before the portal is kept, in milliseconds: most who search begin at once. */
const LATER = 4000;

/** Has the names and the small scripts at hand that the first focus will ask for, unless the reader counts bytes. */
function prepare() {
  const { connection } = /** @type {{connection?: {saveData?: boolean}}} */ (navigator);
  if (connection?.saveData) return;
  for (const address of [dataset.client, dataset.names, dataset.memory, dataset.suggest, dataset.worker]) {
    const link = document.createElement("link");
    link.rel = "modulepreload";
    link.href = address ?? "";
    document.head.append(link);
  }
  names();
}

/**
 * Keeps the portal in this browser, so that it opens without a network, unless the reader counts bytes. An edition that waits since the last
 * visit takes over; what is open stays as it is.
 */
async function keepPortal() {
  const { connection, serviceWorker } = /** @type {Navigator & {connection?: {saveData?: boolean}}} */ (navigator);
  if (!serviceWorker || connection?.saveData || location.protocol === "file:") return;
  const root = new URL("../", import.meta.url);
  // A preview has no such script, and somebody may have turned such scripts off: then the portal is what it is without.
  const kept = await serviceWorker.register(trusted(new URL("offline.js", root).href), { scope: root.pathname }).catch(() => null);
  kept?.waiting?.postMessage("take over");
  // By itself a browser asks for a newer edition only when no page has been turned for a while.
  kept?.update().catch(() => {});
  const { active } = await serviceWorker.ready;
  active?.postMessage("fill");
}

/** Remembers an entry's page for the empty field. */
async function rememberPage() {
  const title = document.querySelector("[data-tools][data-id]") && document.querySelector("h1")?.textContent?.replaceAll("\xad", "");
  if (title) (await load(dataset.memory)).addRecent(title, location.href.replace(/[?#].*/, ""));
}

/** Says which edition is read where there is no network to ask for a newer one. */
function sayAway() {
  const said = /** @type {HTMLElement | null} */ (document.querySelector("[data-away]"));
  const say = () => said && (said.hidden = navigator.onLine);
  addEventListener("online", say);
  addEventListener("offline", say);
  say();
}

/** Does something when the page is there and nothing else is to be done. */
function whenIdle(/** @type {() => void} */ work) {
  const wait = () => (typeof requestIdleCallback === "function" ? requestIdleCallback(work) : setTimeout(work, 200));
  if (document.readyState === "complete") wait();
  else addEventListener("load", wait, { once: true });
}

/** Where this browser remembers that `/` and Ctrl-K are keys like any others, as WCAG 2.1.4 wants it of `/`. */
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

/**
 * Whether a key is one that leads to the field: `/` where it is not typed into something, Ctrl-K or Cmd-K anywhere.
 * @param {KeyboardEvent} event
 */
function leadsToField(event) {
  if (event.altKey) return false;
  if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === "k" && !event.shiftKey;
  const target = /** @type {HTMLElement} */ (event.target);
  const types = target.isContentEditable || target.matches("input:not([type=checkbox]), textarea, select");
  return event.key === "/" && !types;
}

/** @param {KeyboardEvent} event */
function focusByKey(event) {
  if (!slash || !input || !leadsToField(event)) return;
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

document.addEventListener("keydown", focusByKey);
if (main && input) {
  main.dataset.search = "loading";
  searching = start(dataset.results, main).catch(() => void delete main.dataset.search);
} else if (input) {
  const begin = () => void (searching = start(dataset.suggest, input).catch(() => {}));
  input.form?.addEventListener("submit", keepToOneself);
  if (document.activeElement === input) begin();
  else input.addEventListener("focus", begin, { once: true });
  whenIdle(prepare);
}
sayAway();
whenIdle(() => void setTimeout(() => void searching.then(keepPortal), LATER));
whenIdle(() => void rememberPage().catch(() => {}));
