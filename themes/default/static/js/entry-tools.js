// @ts-check
/**
 * The tools of every page: copy a link, print, put the page or an entry of a list on the pinboard, a list of ids that this browser alone keeps,
 * and mark where in the page the reader is. Words stand in data attributes.
 */

const KEY = "huskeliste";

/** @param {string} css @param {ParentNode} within @returns {any} */
export const $ = (css, within = document) => within.querySelector(css);

/** @param {string} css @param {ParentNode} within @returns {any[]} */
export const $$ = (css, within = document) => [...within.querySelectorAll(css)];

/**
 * An element with its properties and what is in it.
 * @param {string} name
 * @param {object} what
 * @param {(string | Node)[]} content
 * @returns {any}
 */
export function make(name, what, ...content) {
  const element = Object.assign(document.createElement(name), what);
  element.append(...content);
  return element;
}

/**
 * A pattern with what stands for its names.
 * @param {string} pattern
 * @param {Record<string, any>} values
 */
export const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));

/**
 * What can be ids, each once; nothing else becomes part of an address.
 * @param {unknown} ids
 * @returns {string[]}
 */
export const cleaned = (ids) => (Array.isArray(ids) ? [...new Set(ids)].filter((id) => /^[a-z\d][a-z\d-]*$/.test(id)) : []);

/** The ids on the pinboard: none where the browser keeps nothing, or something else. */
export function pinned() {
  try {
    return cleaned(JSON.parse(localStorage[KEY]));
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
    localStorage[KEY] = JSON.stringify(ids);
    dispatchEvent(new Event("pins"));
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
    for (const one of $$(`[${name}]:not([${name}^="#"])`, part)) {
      one.setAttribute(name, new URL(one.getAttribute(name) ?? "", part.baseURI).href);
    }
  }
  return document.importNode(part, true);
}

const tools = $("[data-tools]");
const words = tools?.dataset;
const pin = $("button[data-pin]");
const said = $("[data-said]");
const board = $("[data-board-link]");

/**
 * Copies a link and says so; a button that stands elsewhere says it itself.
 * @param {string} link
 * @param {HTMLElement} button
 */
async function copy(link, button) {
  said.textContent = link;
  try {
    await navigator.clipboard.writeText(link);
  } catch {
    // Without https there is no such clipboard, and intranets often are without.
    getSelection()?.selectAllChildren(said);
    if (!document.execCommand("copy")) return;
  }
  said.textContent = words.copied;
  if (!tools.contains(button)) button.textContent = words.copied;
}

/** Says what is on the board, wherever it is said. */
function show() {
  const ids = pinned();
  for (const count of $$("[data-pin-count]")) count.textContent = ids.length ? ` (${ids.length})` : "";
  for (const button of $$("[data-aside]")) button.ariaPressed = ids.includes(button.dataset.aside);
  if (pin) pin.textContent = ids.includes(words.id) ? words.drop : words.add;
}

/**
 * Puts an entry on the board, or takes it off; gives the name of what there is to say: where it is now, or that the browser keeps nothing.
 * @param {string} id
 */
function toggle(id) {
  const ids = pinned();
  const adds = !ids.includes(id);
  return keep(adds ? [...ids, id] : ids.filter((other) => other !== id)) ? (adds ? "pinned" : "unpinned") : "notKept";
}

/** Gives every entry of a list its button. */
function offer() {
  for (const card of $$(".card:is([data-id], [data-hit]):not(:has([data-aside]))")) {
    const { word } = board.dataset;
    const button = make("button", { className: "tool aside", ariaLabel: `${word}: ${$("a", card).textContent}` }, word);
    button.dataset.aside = card.dataset.id ?? card.dataset.hit?.split("/").pop();
    card.append(button);
  }
  show();
}

document.addEventListener("click", (/** @type {any} */ { target }) => {
  const { copy: link, pin, print: prints, aside } = target.dataset ?? {};
  if (aside) toggle(aside);
  else if (link) copy(link, target);
  else if (!tools?.contains(target)) return;
  else if (prints !== undefined) print();
  else if (pin !== undefined) said.textContent = words[toggle(words.id)];
});

for (const event of ["pageshow", "pins", "storage"]) addEventListener(event, show);
const lists = new MutationObserver(offer);
for (const list of $$("[data-search-results], [data-hits]")) lists.observe(list, { childList: true });
offer();

/** The parts of the page that its contents name, each with its link. */
const parts = $$(".contents li a").map((link) => ({ link, part: $(link.hash) }));

/** How far below the window's upper edge a part has begun, in pixels; a link leads a little less far. */
const BEGUN = 100;

/** Marks the part that is read: the last that has begun at the top of the window, or at the end of the page the last of all. */
function where() {
  const atEnd = scrollY > 0 && scrollY + innerHeight > document.documentElement.scrollHeight - 2;
  const at = atEnd ? parts.at(-1) : parts.findLast(({ part }) => part && part.getBoundingClientRect().top < BEGUN);
  for (const { link } of parts) link.ariaCurrent = link === at?.link ? "true" : null;
}

if (parts.length) {
  addEventListener("scroll", where);
  where();
}
