// @ts-check
/**
 * The finder: links become boxes to tick, and every tick counts the others anew. Until the search's engine has answered, and where it cannot,
 * the links stay. The answers stand in the address.
 */

/** How many offers are shown. */
const LIMIT = 10;

/**
 * @param {string} css
 * @param {ParentNode} within
 * @returns {any}
 */
const $ = (css, within = document) => within.querySelector(css);

/** @param {string} name */
const copy = (name) => document.importNode($(`template[data-${name}]`).content, true).firstElementChild;

const { dataset } = $("script[data-worker]");
const { Client } = /** @type {typeof import("./search-client.js")} */ (await import(dataset.client));
const client = new Client(dataset);
const root = $("[data-find]");
const count = $("[data-count]");
const chips = $("[data-chosen]");

/** @type {HTMLInputElement[]} */
let boxes = [];
const chosen = () => boxes.filter((box) => box.checked);

/**
 * The address's query for these answers.
 * @param {HTMLInputElement[]} answers
 */
const query = (answers, before = "?") => before + new URLSearchParams(answers.map(({ name, value }) => [name, value]));

function ask() {
  /** @type {Record<string, string[]>} */
  const filters = {};
  for (const [name, value] of new URLSearchParams(query(chosen(), `${root.dataset.find}&`))) (filters[name] ??= []).push(value);
  return client.search({ query: "", filters, limit: LIMIT });
}

/** @param {any} item */
function toBox(item) {
  const label = copy("box");
  const [box, text] = label.children;
  const [answer, ...others] = item.children;
  box.name = item.closest("[data-question]").dataset.question;
  box.value = item.dataset.answer;
  text.textContent = answer.textContent;
  label.append(...others);
  item.replaceChildren(label);
  return box;
}

/**
 * A link to be without an answer.
 * @param {any} box
 * @param {HTMLInputElement[]} answers
 */
function chip(box, answers) {
  const item = copy("chip");
  const { textContent } = box.nextElementSibling;
  const href = query(answers.filter((answer) => answer !== box));
  Object.assign($("a", item), { href, textContent, ariaLabel: chips.dataset.remove.replace("{answer}", textContent) });
  return item;
}

/** @param {import("./search-client.js").Hit} hit */
function card({ title, url, summary }) {
  const item = copy("hit");
  Object.assign($("a", item), { href: url, textContent: title });
  $("p", item).textContent = summary;
  return item;
}

async function show() {
  const answer = await ask();
  if (!answer) return;
  const { facets, hits, total } = answer;
  for (const box of boxes) {
    const left = facets[box.name]?.[box.value] ?? 0;
    box.disabled = left === 0 && !box.checked;
    $(".count", /** @type {Element} */ (box.parentElement)).textContent = left;
  }
  const answers = chosen();
  const { all, none, one, other } = count.dataset;
  count.dataset.found = String(total);
  count.textContent = (answers.length ? ([none, one][total] ?? other) : all).replace("{count}", total);
  chips.replaceChildren(...answers.map((box) => chip(box, answers)));
  $("[data-hits]").replaceChildren(...hits.map(card));
  const see = $("[data-see]");
  see.href = query(answers, `/soeg/?${root.dataset.find}&`);
  see.hidden = total === 0;
  see.textContent = see.dataset.text.replace("{count}", total);
}

/** Shows what the address says. */
function restore() {
  const asked = new URLSearchParams(location.search);
  for (const box of boxes) {
    box.checked = asked.getAll(box.name).includes(box.value);
    if (box.checked) box.closest("details")?.setAttribute("open", "");
  }
  return show();
}

// Without the engine the links stay, and they say where they lead.
if (await ask().catch(() => null)) {
  boxes = [...root.querySelectorAll("[data-answer]")].map(toBox);
  await restore();
  root.dataset.ready = "";
  root.addEventListener("change", () => {
    history.replaceState(null, "", query(chosen()));
    show();
  });
  chips.addEventListener("click", (/** @type {any} */ event) => {
    const { href } = event.target;
    if (!href || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.replaceState(null, "", href);
    restore();
    count.focus();
  });
  addEventListener("popstate", restore);
} else root.dataset.failed = "";
