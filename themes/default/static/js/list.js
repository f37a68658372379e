// @ts-check
/** A long list, narrowed to the entries that have every word typed; groups with such entries are opened. */

/** @type {any[][]} */
const [[field], [left], [search], cards, groups] = ["[data-narrow]", "[data-left]", "[data-instead]", ".card", ".fold"].map((css) => [...document.querySelectorAll(css)]);
// Long words have soft hyphens where they may be broken.
const spelled = (/** @type {string | null} */ text) => (text ?? "").replaceAll("\xad", "").toLocaleLowerCase("da");
const texts = new Map(cards.map((card) => [card, spelled(card.textContent + (card.dataset.words ?? ""))]));

function narrow() {
  const query = field.value.trim();
  const words = spelled(query).split(/\s+/);
  for (const card of cards) card.hidden = !words.every((word) => texts.get(card)?.includes(word));
  for (const group of groups) group.open = query;
  const count = cards.filter((card) => !card.hidden).length;
  search.hidden = !query;
  // Behind the `#`, where no server sees it.
  search.hash = `q=${encodeURIComponent(query)}`;
  search.textContent = search.dataset.instead.replace("{query}", query);
  left.textContent = query && (count ? field.dataset.narrow.replace("{count}", count) : field.dataset.none.replace("{query}", query));
}

field.addEventListener("input", narrow);
addEventListener("pageshow", () => field.value && narrow());
