// @ts-check
/**
 * The pinboard: the pages that this browser remembers, or those that a shared link names. Only ids are kept; the rest is read from the pages,
 * so that nothing is out of date. The order of the list's elements is its state.
 */

const { $, $$, adopted, at, cleaned, keep, make, page, pinned } = /** @type {typeof import("./entry-tools.js")} */ (await import(new URL(/** @type {any} */ (document.querySelector("[data-list]")).dataset.list, document.baseURI).href));
const board = $("[data-pinboard]");
const list = $("[data-pins]");
const status = $("[data-status]");
const compared = $("[data-compare]");
let isShared = false;

/** The most offers that are read side by side. */
const BESIDE = 4;

/** The facts of offers by the entry of the list, each by its name: its label and what is said. @type {WeakMap<Element, Map<string, any>>} */
const facts = new WeakMap();

/**
 * An entry of the list: what its short link leads to.
 * @param {string} id
 */
async function load(id) {
  const item = document.importNode($("template").content, true).firstElementChild;
  const short = at(`/t/${id}/`);
  const to = /** @type {HTMLAnchorElement | null | undefined} */ ((await page(short))?.querySelector("main a"));
  const url = to?.href ?? short;
  const shown = to && (await page(url));
  const text = (/** @type {string} */ css) => shown?.querySelector(css)?.textContent ?? "";
  item.dataset.id = id;
  for (const name of $$("[data-title]", item)) name.textContent = to?.textContent ?? id;
  $("a", item).setAttribute("href", url);
  $(".kind", item).textContent = [text(".kind"), text(".entry-header .notice strong")].filter(Boolean).join(" · ");
  $(".pin-summary", item).textContent = shown ? text(".lead") : board.dataset.missing;
  $(".pin-link", item).textContent = text(".short-link a");
  for (const part of $$("[data-part]", item)) {
    const facts = shown?.querySelector(`#_${part.dataset.part} dl`);
    if (facts) part.append(adopted(facts));
    else part.remove();
  }
  if (shown?.body.dataset.page === "offer") {
    facts.set(item, new Map($$(".fact", shown).map((fact) => [fact.className.split("fact-")[1], adopted(fact)])));
  }
  return item;
}

/**
 * Offers side by side: a row for each fact that one of them states, marked where those that state it differ. What neighbours say alike stands
 * once; on paper nothing that stands here is said again below, nor whom to ask where nobody is named.
 */
function compare() {
  const offers = [...list.children].filter((item) => facts.has(item)).slice(0, BESIDE);
  compared.hidden = offers.length < 2;
  const titles = offers.map((item) => $("[data-title]", item).textContent);
  const { compare, unknown, differs } = compared.dataset;
  $("thead tr", compared).replaceChildren(make("td", {}), ...titles.map((title) => make("th", { scope: "col" }, title)));
  const rows = compare.split(" ").flatMap((/** @type {string} */ name) => {
    const stated = offers.map((item) => facts.get(item)?.get(name));
    const [first] = stated.filter(Boolean);
    if (!first) return [];
    /** @type {any[]} */
    const cells = [];
    for (const [at, one] of stated.entries()) {
      const before = at && one?.textContent === stated[at - 1]?.textContent && cells.at(-1);
      if (!before) cells.push(make("td", {}, ...(one?.lastElementChild.cloneNode(true).childNodes ?? [unknown])));
      else before.colSpan++;
      const { dataset } = cells.at(-1);
      dataset.label = before ? `${dataset.label}, ${titles[at]}` : titles[at];
    }
    const label = make("th", { scope: "row" }, $("dt", first).textContent);
    if (new Set(stated.flatMap((one) => one?.textContent ?? [])).size > 1) label.append(" ", make("span", { className: "mark" }, differs));
    return [make("tr", {}, label, ...cells)];
  });
  $("tbody", compared).replaceChildren(...rows);
  const said = new Set();
  for (const item of new Set([...offers, ...list.children])) {
    $(".pin-parts", item).hidden = !compared.hidden && offers.includes(item);
    for (const ask of $$(".fact-ask", item)) {
      ask.hidden = said.has(ask.textContent);
      ask.closest("section").hidden = ask.hidden && !ask.previousElementSibling;
      said.add(ask.textContent);
    }
  }
}

/** @returns {string[]} */
const ids = () => [...list.children].map((item) => item.dataset.id);

/** Shows the list as it is now, and says it. A shared one is kept only when that is asked for. */
function show() {
  const all = ids();
  for (const item of list.children) {
    $("[data-up]", item).disabled = !item.previousElementSibling;
    $("[data-down]", item).disabled = !item.nextElementSibling;
  }
  compare();
  $("[data-tools]").hidden = !all.length;
  $("[data-shared]").hidden = !isShared;
  const query = `?${new URLSearchParams(all.map((id) => ["t", id]))}`;
  $("[data-copy]").dataset.copy = new URL(query, location.href);
  // The address on paper.
  $(".report span").dataset.query = query;
  const { empty, one, other, notKept } = board.dataset;
  const count = [empty, one][all.length] ?? other.replace("{count}", all.length);
  status.textContent = isShared || keep(all) ? count : `${count} ${notKept}`;
}

/** @param {string[]} wanted */
async function open(wanted) {
  list.replaceChildren(...(await Promise.all(wanted.map(load))));
  show();
}

/**
 * Moves an entry, or removes it; the focus stays near.
 * @param {HTMLElement} item
 * @param {HTMLButtonElement} button
 */
function change(item, button) {
  const [before, after] = [item.previousElementSibling, item.nextElementSibling];
  if ("up" in button.dataset) before?.before(item);
  else if ("down" in button.dataset) after?.after(item);
  else item.remove();
  show();
  const near = item.isConnected ? item : (after ?? before);
  (item.isConnected && !button.disabled ? button : near ? $("button:enabled", near) : status).focus();
}

board.addEventListener("click", async (/** @type {any} */ { target }) => {
  const item = target.closest("button")?.closest("li");
  if (item) return change(item, target);
  if ("save" in target.dataset) {
    history.replaceState(null, "", location.pathname);
    isShared = false;
    await open(cleaned([...pinned(), ...ids()]));
  } else if ("clear" in target.dataset) await open([]);
  else return;
  status.focus();
});

const shared = cleaned(new URLSearchParams(location.search).getAll("t"));
isShared = !!shared[0];
open(isShared ? shared : pinned());
