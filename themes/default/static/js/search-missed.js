// @ts-check
/**
 * The page of what this browser remembers: searches in vain, each with room for what was meant, and the mail that tells them to those who answer
 * for the portal. Nothing is sent before the reader has seen the mail and sends it.
 *
 * @typedef {import("./search-memory.js").Missed} Missed
 */

/**
 * @param {string} css
 * @param {ParentNode} within
 * @returns {any}
 */
const $ = (css, within = document) => within.querySelector(css);

const page = $("[data-missed]");
const words = page.dataset;
const { addressOf, forgetRecent, isOn, keepMissed, missed, recent, turn } = /** @type {typeof import("./search-memory.js")} */ (
  await import(new URL(words.memory, document.baseURI).href)
);
const list = $("[data-lines]");
const status = $("[data-status]");

/**
 * A text within the marks that the mail has around it.
 * @param {string} text
 */
const quoted = (text) => `"${text.replace(/["\s]+/g, " ").trim()}"`;

/** What the mail says: a line for each search, and behind an arrow what was meant. */
function letter() {
  const lines = missed().map(({ query, meant }) => `* ${quoted(query)}${meant ? ` -> ${quoted(meant)}` : ""}`);
  return [words.greeting, "", ...lines, ""].join("\r\n");
}

/** @param {Missed} line */
function row({ query, meant = "" }) {
  const item = document.importNode($("template[data-line]").content, true).firstElementChild;
  item.dataset.query = query;
  for (const name of item.querySelectorAll("[data-name]")) name.textContent = query;
  $("input", item).value = meant;
  return item;
}

/** Says how many there are, and puts them into the mail. */
function tell() {
  const { length } = missed();
  const text = [words.none, words.one][length] ?? words.other;
  status.textContent = isOn() ? text.replace("{count}", String(length)) : words.off;
  $("[data-tools]").hidden = length === 0;
  const send = $("[data-send]");
  if (send) send.href = `mailto:${words.mail}?subject=${encodeURIComponent(words.subject)}&body=${encodeURIComponent(letter())}`;
  $("[data-letter]").textContent = letter();
  $("[data-recent-part]").hidden = recent().length === 0;
}

function show() {
  list.replaceChildren(...missed().map(row));
  const links = recent().map((one) => {
    const [item, link] = [document.createElement("li"), document.createElement("a")];
    Object.assign(link, { href: addressOf(one), textContent: one.title });
    item.append(link);
    return item;
  });
  $("[data-recent]").replaceChildren(...links);
  $("[data-on]").checked = isOn();
  tell();
}

page.addEventListener("input", (/** @type {any} */ { target }) => {
  const item = target.closest("[data-query]");
  if (!item) return;
  keepMissed(missed().map((line) => (line.query === item.dataset.query ? { ...line, meant: target.value.trim() } : line)));
  tell();
});

page.addEventListener("change", (/** @type {any} */ { target }) => {
  if (!("on" in target.dataset)) return;
  turn(target.checked);
  show();
});

page.addEventListener("click", (/** @type {any} */ { target }) => {
  const { remove, clear, forget } = target.dataset;
  if (remove !== undefined) {
    const item = target.closest("[data-query]");
    const next = item.nextElementSibling ?? item.previousElementSibling;
    keepMissed(missed().filter(({ query }) => query !== item.dataset.query));
    item.remove();
    tell();
    (next ? $("button", next) : status).focus();
  } else if (clear !== undefined) {
    keepMissed([]);
    show();
    status.focus();
  } else if (forget !== undefined) {
    forgetRecent();
    show();
    status.focus();
  }
});

show();
page.dataset.ready = "";
