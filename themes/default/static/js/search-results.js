// @ts-check
/**
 * The search page: results as they are typed, facets, and the search in the address. Takes the page's main element, whose templates and data
 * attributes hold every word that is said, and the engine. What is searched for is what the address says, so that back, forward and a shared
 * link show the same.
 *
 * @typedef {import("./search-client.js").Client} Client
 * @typedef {import("./search-client.js").Answer} Answer
 * @typedef {typeof import("./search-memory.js")} Memory
 * @typedef {import("./search-client.js").Hit} Hit
 * @typedef {import("./search-client.js").Place} Place
 * @typedef {import("./search-client.js").Passage} Passage
 * @typedef {{query: string, exact: boolean, filters: {name: string, value: string}[]}} Search
 */

/** Hits at a time. */
const LIMIT = 20;

/** How many places within a page are shown, of the best hit and of every other. */
const PLACES = [3, 2];

/** The text before a page's first heading: nobody needs to be led there who is led to the page. */
const BEGINNING = "_del-indhold";

/** How long a search is looked at before it counts as meant, in milliseconds. */
const SEEN = 2500;

/** Fewer letters than these are an ending. */
const ENDING = 4;

/** How many ways out of an empty result are tried. */
const WAYS_OUT = 8;

/**
 * What a passage says, without marks and without the dots where it was cut.
 * @param {Passage} passage
 */
const bareText = (passage) => passage.join("").replace(/^… | …$/g, "");

/**
 * A passage as nodes: every other run is marked.
 * @param {Passage} passage
 */
const marked = (passage) =>
  passage.map((run, at) => {
    if (at % 2 === 0) return run;
    const mark = document.createElement("mark");
    mark.textContent = run;
    return mark;
  });

/**
 * @param {string} pattern
 * @param {Record<string, string | number>} values
 */
const fill = (pattern = "", values) => pattern.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));

class Results {
  shown = LIMIT;
  /** What is remembered of the search that is shown, when it has been seen. @type {{search: Search, total: number, isInVain: boolean} | null} */
  seen = null;
  /** Hits that the names know, as long as they are all that is shown. @type {Hit[] | null} */
  early = null;
  /** What each hit says. @type {WeakMap<Element, string>} */
  says = new WeakMap();
  /** What the address does not say yet. @type {{isNew: boolean, address: string} | null} */
  unwritten = null;

  /**
   * @param {HTMLElement} main
   * @param {Client} client
   * @param {DOMStringMap} words
   * @param {Memory} memory
   */
  constructor(main, client, words, memory) {
    this.main = main;
    this.client = client;
    this.words = words;
    this.memory = memory;
    this.input = /** @type {HTMLInputElement} */ (main.querySelector("input[name=q]"));
    const boxes = [.../** @type {NodeListOf<HTMLInputElement>} */ (main.querySelectorAll("[data-search-facet] input"))];
    // Looked up once: every keystroke counts every value.
    this.values = boxes.map((box) => {
      const item = /** @type {HTMLElement} */ (box.closest("li"));
      return { box, item, count: /** @type {HTMLElement} */ (item.querySelector(".count")) };
    });
    const groups = [.../** @type {NodeListOf<HTMLElement>} */ (main.querySelectorAll("[data-search-facet]"))];
    this.groups = groups.map((group) => ({ group, values: this.values.filter(({ item }) => group.contains(item)) }));
    this.names = new Set(boxes.map((box) => box.name));
    this.search = this.read(location.search);
    /** Whether what is shown was meant: then the next word typed must not take its place in the history. */
    this.settled = location.search !== "";
  }

  /**
   * The element with this data attribute.
   * @param {string} name
   * @returns {HTMLElement}
   */
  part(name) {
    return /** @type {HTMLElement} */ (this.main.querySelector(`[data-search-${name}]`));
  }

  /**
   * What an address asks for.
   * @param {string} address
   * @returns {Search}
   */
  read(address) {
    const asked = new URLSearchParams(address);
    const filters = [...new Map([...asked].map((pair) => [pair.join("="), pair])).values()];
    const known = filters.filter(([name, value]) => value && this.names.has(name));
    return { query: asked.get("q") ?? "", exact: asked.has("exact"), filters: known.map(([name, value]) => ({ name, value })) };
  }

  /**
   * The address that asks for it. A personal number stands in none, for addresses are kept and passed on.
   * @param {Search} search
   */
  address({ query, exact, filters }) {
    const asked = new URLSearchParams();
    if (query && !this.memory.isPersonal(query)) asked.set("q", query);
    for (const { name, value } of filters) asked.append(name, value);
    if (exact) asked.set("exact", "1");
    return asked.size ? `?${asked}` : location.pathname;
  }

  /**
   * Searches for something else.
   * @param {Search} search
   * @param {boolean} settled
   */
  go(search, settled) {
    this.writeAddress();
    this.search = search;
    this.shown = LIMIT;
    this.unwritten = { isNew: this.settled || settled, address: this.address(search) };
    this.settled = settled;
    this.show();
    // Where the engine is at work, hits come first: a browser takes longer to write an address than the engine to answer.
    if (this.main.dataset.search !== "ready") this.writeAddress();
  }

  /** Writes into the address what is searched for, if that has not been done. */
  writeAddress() {
    const { unwritten } = this;
    this.unwritten = null;
    if (unwritten) history[unwritten.isNew ? "pushState" : "replaceState"](null, "", unwritten.address);
  }

  /** Shows what is searched for; from a hit on, where those before it stand there already. */
  async show(from = 0) {
    const { search } = this;
    if (this.input.value.trim() !== search.query) this.input.value = search.query;
    this.part("results").ariaBusy = "true";
    this.offerBrowsing();
    this.offerFinder();
    try {
      const answer = await this.ask(search, this.shown - from, from);
      if (!answer) return;
      this.takeOver(answer);
      this.renderHits(answer, from);
      this.renderFacets(answer);
      this.renderChosen();
      this.tell(answer);
      this.see(search, answer);
      this.part("finder").hidden = false;
      this.main.dataset.search = "ready";
      setTimeout(() => this.writeAddress());
      if (!answer.total) await this.offerWaysOut();
    } catch (error) {
      this.fail(/** @type {{reason?: string}} */ (error).reason ?? "damaged");
    }
  }

  /** Who asks for nothing looks around: the ways without a search stand before all that there is. */
  offerBrowsing() {
    const [browse, finder] = [this.part("browse"), this.part("finder")];
    const { query, filters } = this.search;
    const isFirst = !query && !filters.length;
    if (isFirst === (browse.nextElementSibling === finder)) return;
    if (isFirst) finder.before(browse);
    else finder.after(browse);
  }

  /** The finder with the answers that the query names: names of several words as they are, a word but for its ending. */
  offerFinder() {
    const query = ` ${this.search.query.toLocaleLowerCase("da").replace(/[^\p{L}\p{N}-]+/gu, " ").trim()} `;
    const words = query.split(" ").filter((word) => word.length > 3);
    const isMeant = (/** @type {string} */ name) =>
      name.includes(" ")
        ? query.includes(` ${name} `)
        : words.some((word) => Math.abs(name.length - word.length) < ENDING && (name.startsWith(word) || word.startsWith(name)));
    const meant = this.values.filter(({ item }) => item.dataset.names?.split("|").some(isMeant));
    const offers = this.part("offers");
    offers.hidden = !meant.length;
    const link = /** @type {HTMLAnchorElement} */ (offers.firstElementChild);
    // In the portal's single file the link leads to a page of it.
    if (!link.hash) link.search = `${new URLSearchParams(meant.map(({ box }) => [box.name, box.value]))}`;
    link.textContent = fill(offers.dataset.text, { list: meant.map(({ item }) => item.querySelector("span")?.textContent ?? "").join(", ") });
  }

  /**
   * @param {Search} search
   * @param {number} limit
   */
  ask(search, limit, offset = 0) {
    const { query, exact, filters } = search;
    /** @type {Record<string, string[]>} */
    const grouped = {};
    for (const { name, value } of filters) (grouped[name] ??= []).push(value);
    return this.client.search({ query, exact, filters: grouped, limit, offset }, (early) => {
      if (search === this.search) this.showEarly(early);
    });
  }

  /**
   * Shows what the names know, and says that more will come.
   * @param {Answer} answer
   */
  showEarly(answer) {
    this.early = answer.hits;
    this.renderHits(answer, 0);
    this.part("results").ariaBusy = "true";
    for (const name of ["more", "facets", "corrected", "none"]) this.part(name).hidden = true;
    this.part("status").textContent = fill(this.part("status").dataset.early, { query: answer.query });
    this.part("finder").hidden = false;
  }

  /**
   * The engine answers in the place of the names. Nothing moves under the hand of somebody who is about to choose.
   * @param {Answer} answer
   */
  takeOver(answer) {
    const { early } = this;
    this.early = null;
    this.part("facets").hidden = false;
    const results = this.part("results");
    const isChoosing = results.matches(":hover") || results.contains(document.activeElement);
    if (early && isChoosing) answer.hits = this.client.inPlace(early, answer.hits);
  }

  /**
   * @param {Answer} answer
   * @param {number} from
   */
  renderHits({ hits, total }, from) {
    const results = this.part("results");
    hits.forEach((hit, at) => {
      const before = results.children[from + at];
      // A term is read in a line; the page that it leads to is what people come for.
      const isBest = from + at === 0 && this.search.query !== "" && hit.kind !== "term";
      const says = JSON.stringify({ ...hit, score: isBest });
      // One that says the same stays: most letters typed change little, and what stays is not laid out again.
      if (before && this.says.get(before) === says) return;
      const card = this.hit(hit, isBest);
      this.says.set(card, says);
      if (before) before.replaceWith(card);
      else results.append(card);
    });
    while (results.childElementCount > from + hits.length) results.lastElementChild?.remove();
    results.ariaBusy = "false";
    if (from) results.children[from]?.querySelector("a")?.focus();
    this.part("more").hidden = results.childElementCount >= total;
  }

  /**
   * @param {Hit} hit
   * @param {boolean} isBest
   */
  hit(hit, isBest) {
    const { kind, id, url, title, marked_title, summary, excerpt, owner } = hit;
    const { content } = /** @type {HTMLTemplateElement} */ (this.part("hit"));
    const item = /** @type {HTMLElement} */ (content.firstElementChild?.cloneNode(true));
    const part = (/** @type {string} */ name) => /** @type {HTMLAnchorElement} */ (item.querySelector(name));
    item.dataset.hit = `${kind}/${id}`;
    item.classList.toggle("hit-best", isBest);
    part("a").href = url;
    // The names mark nothing.
    part("a").append(...(marked_title ? marked(marked_title) : [title]));
    part(".hit-kind").textContent = this.words[kind] ?? kind;
    this.renderStatus(part(".status"), hit);
    // A passage out of the summary would say the same twice; the name that matched stands by itself then.
    const bare = bareText(excerpt.text);
    const isSaid = summary.includes(bare);
    // The names know no summaries.
    if (!summary) part(".hit-summary").remove();
    else part(".hit-summary").append(...(bare === summary ? marked(excerpt.text) : [summary]));
    const hasPlaces = this.renderPlaces(part(".hit-places"), hit, isBest);
    const { name } = excerpt;
    if (hasPlaces || (isSaid && !name.length)) part(".hit-excerpt").remove();
    else if (isSaid) part(".hit-excerpt").append(...marked(name));
    else part(".hit-excerpt").append(...marked(name), name.length ? " – " : "", ...marked(excerpt.text));
    this.renderNeed(part(".hit-need"), hit, isBest);
    if (owner) part(".hit-owner span").textContent = owner;
    else part(".hit-owner").remove();
    return item;
  }

  /**
   * Where an entry is in its life, in the words of the facet, where readers must not overlook it. The names know only what is history.
   * @param {Element} label
   * @param {Hit} hit
   */
  renderStatus(label, { status, historical }) {
    const value = this.values.find(({ box }) => box.name === "status" && box.value === status);
    if (value && status !== "active") label.textContent = value.item.querySelector("span")?.textContent ?? "";
    else if (!historical) label.remove();
  }

  /**
   * What one needs of the best hit at once.
   * @param {Element} element
   * @param {Hit} hit
   * @param {boolean} isBest
   */
  renderNeed(element, { need, url }, isBest) {
    const label = isBest && need && this.part("hit").getAttribute(`data-need-${need.name}`);
    if (!label) return element.remove();
    const [name, link] = /** @type {[Element, HTMLAnchorElement]} */ (/** @type {unknown} */ ([...element.children]));
    name.textContent = `${label}:`;
    link.textContent = need.text;
    if (!need.url || need.url.startsWith("#")) {
      // A whole sentence is told, and what it is called leads to its place.
      link.textContent = name.textContent;
      name.replaceWith(link, ` ${need.text}`);
    }
    link.href = need.url?.startsWith("#") ? url + need.url : (need.url ?? url);
  }

  /**
   * The places within the page where the words stand, each a link; gives whether there are any.
   * @param {Element} list
   * @param {Hit} hit
   * @param {boolean} isBest
   */
  renderPlaces(list, { url, places = [], need }, isBest) {
    // What the best hit says at once needs no row of its own.
    const said = isBest ? need?.url : undefined;
    const shown = places.filter(({ anchor }) => anchor !== BEGINNING && `#${anchor}` !== said).slice(0, PLACES[isBest ? 0 : 1]);
    const { dataset } = this.part("hit");
    const [row] = list.children;
    const rows = shown.map((place) => {
      const item = /** @type {Element} */ (row?.cloneNode(true));
      const [link, text] = /** @type {[HTMLAnchorElement, Element]} */ (/** @type {unknown} */ ([...item.children]));
      link.href = `${url}#${place.anchor}`;
      link.textContent = place.step ? fill(dataset.step, { number: place.step, title: place.title }) : this.placeName(place);
      text.append(...marked(place.excerpt));
      return item;
    });
    if (rows.length) list.replaceChildren(...rows);
    else list.remove();
    return rows.length > 0;
  }

  /**
   * What a part of a page is called: its own heading, or what the page's frame calls it.
   * @param {Place} place
   */
  placeName({ anchor, title }) {
    return title || (this.part("hit").getAttribute(`data-${anchor.slice(1)}`) ?? anchor);
  }

  /** @param {Answer} answer */
  renderFacets({ facets }) {
    const { filters } = this.search;
    const chosen = new Set(filters.map(({ name, value }) => `${name}=${value}`));
    for (const { box, item, count } of this.values) {
      const { name, value } = box;
      const number = facets[name]?.[value];
      box.checked = chosen.has(`${name}=${value}`);
      // What has the focus stays, even where nothing is left of it.
      item.hidden = !number && !box.checked && box !== document.activeElement;
      if (number === undefined) delete box.dataset.facet;
      else box.dataset.facet = `${name}=${value}`;
      const text = String(number ?? 0);
      // Text that is put in its own place is laid out again all the same.
      if (box.dataset.count === text) continue;
      box.dataset.count = text;
      count.textContent = text;
    }
    for (const { group, values } of this.groups) group.hidden = values.every(({ item }) => item.hidden);
    const heading = /** @type {HTMLElement} */ (this.part("facets").querySelector("summary"));
    heading.hidden = this.groups.every(({ group }) => group.hidden);
  }

  /**
   * A filter in words: facet and value.
   * @param {{name: string, value: string}} filter
   */
  label({ name, value }) {
    const box = this.values.find(({ box }) => box.name === name && box.value === value)?.box;
    const facet = this.main.querySelector(`[data-search-facet="${name}"] summary`)?.textContent;
    return `${facet}: ${box?.parentElement?.querySelector("span")?.textContent ?? value}`;
  }

  /** The chosen filters, each with the way to be without it. */
  renderChosen() {
    const { filters } = this.search;
    const list = this.part("chosen");
    const links = filters.map((filter) => {
      const without = filters.filter((other) => other !== filter);
      const item = this.link({ ...this.search, filters: without }, this.label(filter), "chip");
      /** @type {Element} */ (item.firstChild).ariaLabel = fill(list.dataset.remove, { filter: this.label(filter) });
      return item;
    });
    if (filters.length > 1) links.push(this.link({ ...this.search, filters: [] }, list.dataset.all ?? ""));
    list.replaceChildren(...links);
    list.hidden = filters.length === 0;
    this.part("number").textContent = filters.length ? `(${filters.length})` : "";
  }

  /**
   * An item of a list that leads to another search.
   * @param {Search} search
   * @param {string} label
   */
  link(search, label, name = "") {
    const [item, link] = [document.createElement("li"), document.createElement("a")];
    link.href = this.address(search);
    link.textContent = label;
    link.className = name;
    item.append(link);
    return item;
  }

  /** @param {Answer} answer */
  tell({ total, corrected, note }) {
    const { query, filters } = this.search;
    const { dataset } = this.part("status");
    const kind = query ? (filters.length ? "Narrowed" : "") : "All";
    const number = ["none", "one"][total] ?? "other";
    const noted = note === "no_words" ? dataset.wordless : note === "nearest" ? dataset.nearest : undefined;
    const text = noted ?? dataset[number + kind];
    const told = fill(text, { count: total, query: corrected ?? query });
    this.part("status").textContent = this.memory.isPersonal(query) ? `${told} ${dataset.personal}` : told;
    this.part("none").hidden = total > 0;
    const correction = this.part("corrected");
    correction.hidden = corrected === null;
    const exact = /** @type {HTMLAnchorElement} */ (correction.querySelector("a"));
    /** @type {HTMLElement} */ (correction.querySelector("strong")).textContent = corrected;
    exact.textContent = fill(exact.dataset.text, { query });
    exact.href = this.address({ ...this.search, exact: true });
  }

  /**
   * A search that is looked at for a while, or left, was meant: the browser remembers it, and whether it was in vain.
   * @param {Search} search
   * @param {Answer} answer
   */
  see(search, { total, note }) {
    this.seen = search.query ? { search, total, isInVain: note === "nearest" || (!total && !search.filters.length) } : null;
    setTimeout(() => this.seen?.search === search && this.remember(), SEEN);
  }

  remember() {
    const { seen } = this;
    this.seen = null;
    if (!seen) return;
    const { query } = seen.search;
    if (seen.isInVain) this.memory.addMissed(query);
    else if (seen.total) this.memory.addRecent(query, new URL(this.address(seen.search), location.href).href);
    this.part("missed").hidden = this.memory.missed().length === 0;
  }

  /** Nothing was found: what would find something, tried out before it is offered. */
  async offerWaysOut() {
    const { search } = this;
    const { query, filters } = search;
    const list = this.part("ways-out");
    const { dataset } = list;
    const words = new Set(query.split(/\s+/));
    const ways = [
      ...(search.exact ? [{ search: { ...search, exact: false }, label: dataset.near }] : []),
      ...filters.map((filter) => ({
        search: { ...search, filters: filters.filter((other) => other !== filter) },
        label: fill(dataset.without, { filter: this.label(filter) }),
      })),
      ...(filters.length > 1 ? [{ search: { ...search, filters: [] }, label: dataset.bare }] : []),
      ...(words.size > 1 ? [...words] : []).map((word) => ({ search: { ...search, query: word, exact: false }, label: word })),
    ];
    const found = [];
    for (const way of ways.slice(0, WAYS_OUT)) {
      const answer = await this.ask(way.search, 0);
      if (!answer) return;
      const values = { label: answer.corrected ?? way.label ?? "", count: answer.total };
      if (answer.total) found.push(this.link(way.search, fill(dataset.item, values)));
    }
    list.querySelector("ul")?.replaceChildren(...found);
    list.hidden = found.length === 0;
  }

  /** @param {string} reason */
  fail(reason) {
    this.main.dataset.search = "failed";
    this.part("finder").hidden = true;
    this.part("corrected").hidden = true;
    this.part("status").textContent = this.part("status").dataset[reason] ?? "";
    this.part("failed").hidden = false;
    this.writeAddress();
  }

  listen() {
    const go = (/** @type {Partial<Search>} */ change, /** @type {boolean} */ settled) =>
      this.go({ ...this.search, ...change }, settled);
    this.input.addEventListener("input", () => {
      const query = this.input.value.trim();
      if (query !== this.search.query) go({ query, exact: false }, false);
    });
    this.input.form?.addEventListener("submit", (event) => {
      event.preventDefault();
      this.settled = true;
      this.remember();
      if (matchMedia("(pointer: coarse)").matches) this.input.blur();
    });
    this.main.addEventListener("change", ({ target }) => {
      if (!(target instanceof HTMLInputElement && target.type === "checkbox")) return;
      const { name, value, checked } = target;
      const others = this.search.filters.filter((filter) => filter.name !== name || filter.value !== value);
      go({ filters: checked ? [...others, { name, value }] : others }, true);
    });
    this.main.addEventListener("click", (event) => {
      const link = /** @type {Element} */ (event.target).closest("a");
      const leadsHere = link?.closest("[data-search-go]") && !event.ctrlKey && !event.metaKey && !event.shiftKey;
      if (!link || !leadsHere) return;
      event.preventDefault();
      this.input.focus();
      this.go(this.read(link.search), true);
    });
    this.part("more").addEventListener("click", () => {
      this.shown += LIMIT;
      this.writeAddress();
      history.replaceState({ shown: this.shown }, "");
      this.show(this.shown - LIMIT);
    });
    addEventListener("popstate", () => this.restore());
    this.main.addEventListener("keydown", (event) => this.walk(event));
    // A browser that comes back finds an empty list, and cannot know how far down it was.
    history.scrollRestoration = "manual";
    addEventListener("pagehide", () => {
      history.replaceState({ ...history.state, scroll: scrollY }, "");
      this.remember();
    });
  }

  /**
   * From the field down into the hits by the arrow keys, from hit to hit, and back.
   * @param {KeyboardEvent} event
   */
  walk(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const target = /** @type {Element} */ (event.target);
    const links = [.../** @type {NodeListOf<HTMLElement>} */ (this.part("results").querySelectorAll("h3 a"))];
    const at = target === this.input ? -1 : links.findIndex((link) => link === target);
    if (at < 0 && target !== this.input) return;
    const next = links[at + step] ?? (at + step < 0 ? this.input : null);
    if (!next || next === target) return;
    event.preventDefault();
    next.focus();
  }

  /** Shows what the address says, as far down as it was shown and scrolled before. */
  restore() {
    this.unwritten = null;
    this.search = this.read(location.search);
    if (this.memory.isPersonal(this.search.query)) history.replaceState(history.state, "", this.address(this.search));
    this.settled = location.search !== "";
    this.shown = history.state?.shown ?? LIMIT;
    const scroll = history.state?.scroll ?? 0;
    this.show().then(() => scroll && scrollTo({ top: scroll, behavior: "instant" }));
  }
}

/**
 * @param {HTMLElement} main
 * @param {Client} client
 * @param {DOMStringMap} words
 * @param {Memory} memory
 */
export function attach(main, client, words, memory) {
  // A query that came behind the `#`, so that no server saw it, takes its place in the address.
  if (location.hash.startsWith("#q=")) history.replaceState(null, "", `?${location.hash.slice(1)}`);
  const results = new Results(main, client, words, memory);
  const facets = /** @type {HTMLDetailsElement} */ (results.part("facets"));
  const wide = matchMedia("(min-width: 52rem)");
  const open = () => (facets.open = wide.matches);
  open();
  wide.addEventListener("change", open);
  results.listen();
  // What was typed before this script came is what is meant.
  const typed = results.input.value.trim();
  results.restore();
  const isTyping = document.activeElement === results.input && typed !== results.search.query;
  if (typed && isTyping) results.go({ ...results.search, query: typed }, false);
}
