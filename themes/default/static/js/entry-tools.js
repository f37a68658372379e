// @ts-check
/**
 * The tools of a page: copy a link, print, put the page on the pinboard, a list of ids that this browser alone keeps. Words stand in the row's
 * data attributes.
 */

const KEY = "huskeliste";

/**
 * What can be ids, each once; nothing else becomes part of an address.
 * @param {unknown} ids
 * @returns {string[]}
 */
export const cleaned = (ids) => (Array.isArray(ids) ? [...new Set(ids)].filter((id) => /^[a-z\d][a-z\d-]*$/.test(id)) : []);

/** The ids on the pinboard: none where the browser keeps nothing, or something else. */
export function pinned() {
  try {
    return cleaned(JSON.parse(localStorage.getItem(KEY) ?? ""));
  } catch {
    return [];
  }
}

/**
 * Keeps the list, and gives whether the browser does.
 * @param {string[]} ids
 */
export function keep(ids) {
  try {
    localStorage.setItem(KEY, JSON.stringify(ids));
    return true;
  } catch {
    return false;
  }
}

/**
 * A page of the portal, or nothing. Not `DOMParser`, which a strict policy forbids.
 * @param {string} url
 * @returns {Promise<Document | null>}
 */
export const page = (url) =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("GET", url);
    request.responseType = "document";
    request.onloadend = () => resolve(request.status === 200 ? request.response : null);
    request.send();
  });

/**
 * Where an address from the portal's root is found: this script is in a folder of it.
 * @param {string} address
 */
export const at = (address) => new URL(`..${address}`, import.meta.url).href;

/**
 * A part of another page for this one: its links lead where they led there.
 * @param {Element} part
 */
export function adopted(part) {
  for (const name of ["href", "src"]) {
    for (const one of part.querySelectorAll(`[${name}]:not([${name}^="#"])`)) {
      one.setAttribute(name, new URL(one.getAttribute(name) ?? "", part.baseURI).href);
    }
  }
  return document.importNode(part, true);
}

/** @type {any} */
const tools = document.querySelector("[data-tools]");
const words = tools?.dataset;
const pin = tools?.querySelector("[data-pin]");
const said = tools?.querySelector("[data-said]");

/** @param {string} link */
async function copy(link) {
  said.textContent = link;
  try {
    await navigator.clipboard.writeText(link);
  } catch {
    // Without https there is no such clipboard, and intranets often are without.
    getSelection()?.selectAllChildren(said);
    if (!document.execCommand("copy")) return;
  }
  said.textContent = words.copied;
}

function show() {
  const ids = pinned();
  if (!pin) return;
  pin.textContent = ids.includes(words.id) ? words.drop : words.add;
  tools.querySelector("[data-pins]").textContent = ids.length ? ` (${ids.length})` : "";
}

function toggle() {
  const ids = pinned();
  const adds = !ids.includes(words.id);
  const isKept = keep(adds ? [...ids, words.id] : ids.filter((id) => id !== words.id));
  show();
  said.textContent = isKept ? (adds ? words.pinned : words.unpinned) : words.notKept;
}

tools?.addEventListener("click", (/** @type {any} */ { target }) => {
  const { copy: link, pin, print: prints } = target.dataset;
  if (link) copy(link);
  else if (pin !== undefined) toggle();
  else if (prints !== undefined) print();
});
addEventListener("pageshow", show);
