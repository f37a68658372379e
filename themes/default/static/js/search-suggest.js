// @ts-check
/**
 * Suggestions under the search field: a combobox with a list (ARIA Authoring Practices, "Editable Combobox With List Autocomplete"). Takes the
 * field and the engine; without them the form still leads to the search page. Until the engine is there the list holds what the names know,
 * and says that more will come.
 *
 * @typedef {import("./search-client.js").Client} Client
 * @typedef {import("./search-client.js").Hit} Hit
 * @typedef {typeof import("./search-memory.js")} Memory
 */

/** How many pages are suggested. */
const LIMIT = 6;

/** From so many letters on. */
const SHORTEST = 2;

/**
 * @param {string} name
 * @param {string} text
 */
function span(name, text) {
  const element = document.createElement("span");
  element.className = name;
  element.textContent = text;
  return element;
}

class Suggestions {
  /** @type {HTMLAnchorElement[]} */
  options = [];
  active = -1;
  /** What the names know of a query, as long as it is all that is known. @type {{query: string, hits: Hit[]} | null} */
  early = null;

  /**
   * @param {HTMLInputElement} input
   * @param {Client} client
   * @param {DOMStringMap} words
   * @param {Memory} memory
   */
  constructor(input, client, words, memory) {
    this.input = input;
    this.client = client;
    this.words = words;
    this.memory = memory;
    this.list = document.createElement("div");
    this.list.id = `${input.id}-forslag`;
    this.list.className = "suggest";
    this.list.role = "listbox";
    this.list.ariaLabel = words.suggestions ?? "";
    this.list.hidden = true;
    input.after(this.list);
    input.role = "combobox";
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", this.list.id);
    input.ariaExpanded = "false";
  }

  /** Asks for what is in the field. */
  async ask() {
    const query = this.input.value.trim();
    if (!query) return this.showRecent();
    if (query.length < SHORTEST) return this.close();
    const isWanted = () => document.activeElement === this.input && this.input.value.trim() === query;
    try {
      const answer = await this.client.search({ query, limit: LIMIT }, ({ hits }) => isWanted() && this.showEarly(query, hits));
      if (answer && isWanted()) this.settle(query, answer.hits);
    } catch {
      // What the names know stays, for nothing else will come.
      if (this.early?.query === query) this.settle(query, this.early.hits);
      else this.close();
    }
  }

  /**
   * @param {string} query
   * @param {Hit[]} hits
   */
  showEarly(query, hits) {
    this.early = { query, hits };
    this.show(query, hits);
  }

  /**
   * The engine takes over. Nothing moves under the hand of somebody who is about to choose.
   * @param {string} query
   * @param {Hit[]} hits
   */
  settle(query, hits) {
    const { early, active } = this;
    this.early = null;
    const isChoosing = early?.query === query && (active >= 0 || this.list.matches(":hover"));
    this.show(query, isChoosing ? this.client.inPlace(early.hits, hits) : hits);
    // The last option, which leads to all results, may have moved down.
    if (isChoosing && active >= 0) this.choose(active < early.hits.length ? active : this.options.length - 1);
  }

  /** What was searched and seen last, in the empty field; the last option leads to where it can be emptied and turned off. */
  showRecent() {
    const recent = this.memory.recent();
    if (!recent.length) return this.close();
    const { recent: label = "", remembered = "", missed = "" } = this.words;
    const options = recent.map((one) => {
      const option = this.option(this.memory.addressOf(one), span("suggest-title", one.title));
      option.append(span("mark", label));
      return option;
    });
    this.fill(...options, this.option(new URL(missed, document.baseURI).href, span("suggest-all", remembered)));
  }

  /** @param {HTMLAnchorElement[]} options */
  fill(...options) {
    this.options = options;
    options.forEach((option, at) => (option.id = `${this.list.id}-${at}`));
    this.list.replaceChildren(...options);
    this.list.hidden = false;
    this.input.ariaExpanded = "true";
    this.choose(-1);
  }

  /**
   * @param {string} query
   * @param {Hit[]} hits
   */
  show(query, hits) {
    const suggested = hits.map(({ title, url, kind, historical }) => {
      const option = this.option(url, span("suggest-title", title));
      if (historical) option.append(span("mark", this.words.historical ?? ""));
      option.append(span("mark", this.words[kind] ?? kind));
      return option;
    });
    const all = `${this.input.form?.action}#${new URLSearchParams({ q: query })}`;
    const label = ((this.early ? this.words.early : this.words.all) ?? "").replace("{query}", () => query);
    this.fill(...suggested, this.option(all, span("suggest-all", label)));
  }

  /**
   * @param {string} url
   * @param {HTMLElement} content
   */
  option(url, content) {
    const option = document.createElement("a");
    option.href = url;
    option.role = "option";
    option.tabIndex = -1;
    option.append(content);
    return option;
  }

  /** @param {number} at */
  choose(at) {
    this.active = at;
    this.options.forEach((option, index) => (option.ariaSelected = String(index === at)));
    const chosen = this.options[at];
    if (chosen) this.input.setAttribute("aria-activedescendant", chosen.id);
    else this.input.removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  close() {
    this.list.hidden = true;
    this.input.ariaExpanded = "false";
    this.choose(-1);
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.isComposing) return;
    const places = this.options.length + 1;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.list.hidden) this.ask();
    // One place more than there are options: the field itself.
    else if (step) this.choose(((this.active + 1 + step + places) % places) - 1);
    else if (event.key === "Escape" && !this.list.hidden) this.close();
    else if (event.key === "Enter" && this.active >= 0) this.options[this.active]?.click();
    else return;
    event.preventDefault();
  }
}

/**
 * @param {HTMLInputElement} input
 * @param {Client} client
 * @param {DOMStringMap} words
 * @param {Memory} memory
 */
export function attach(input, client, words, memory) {
  const suggestions = new Suggestions(input, client, words, memory);
  input.addEventListener("input", () => suggestions.ask());
  input.addEventListener("keydown", (event) => suggestions.press(event));
  suggestions.list.addEventListener("click", () => suggestions.close());
  input.form?.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && input.form?.contains(relatedTarget))) suggestions.close();
  });
  input.addEventListener("focus", () => !input.value && suggestions.ask());
  suggestions.ask();
}
