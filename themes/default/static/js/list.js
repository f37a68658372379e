// @ts-check
/** A long list, narrowed to the entries that have every word typed; groups with such entries are opened. */

/** @type {any[][]} */
const [[field], [left], [search], cards, groups] = ["[data-narrow]", "[data-left]", "[data-instead]", ".card", ".group"].map((css) => [...document.querySelectorAll(css)]);
const spelled = (/** @type {string | null} */ text) => (text ?? "").toLocaleLowerCase("da");
const texts = new Map(cards.map((card) => [card, spelled(card.textContent + (card.dataset.words ?? ""))]));

function narrow() {
  const words = spelled(field.value).split(/\s+/).filter(Boolean);
  for (const card of cards) card.hidden = !words.every((word) => texts.get(card)?.includes(word));
  for (const group of groups) {
    const shown = group.querySelectorAll(".card:not([hidden])").length;
    group.hidden = !shown;
    if ("open" in group) {
      group.open = words.length > 0;
      group.querySelector(".count").textContent = shown;
    }
  }
  const count = cards.filter((card) => !card.hidden).length;
  search.hidden = !words.length;
  // Behind the `#`, where no server sees it.
  search.hash = `q=${encodeURIComponent(field.value)}`;
  left.textContent = words.length ? field.dataset.narrow.replace("{count}", count) : "";
}

field.addEventListener("input", narrow);
addEventListener("pageshow", () => field.value && narrow());
