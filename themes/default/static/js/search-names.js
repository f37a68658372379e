// @ts-check
/**
 * What the search answers before engine and index are there: the entries whose titles, other names or synonyms fit what is typed, by a rule
 * that is simple and quick. Takes the names of the manifest (`src/exports/names.rs` says how they are written), gives answers of the engine's
 * shape without summaries, excerpts and counts. Must not touch the document or the network.
 *
 * The rule, for each word of the query and each word of a name: the same word, the same but for its ending, a beginning, an end, a part;
 * only where nothing fits so, a word that is spelled nearly like it. Words that few names have weigh more. What is called exactly what was
 * typed comes first; history comes after what holds today, and a definition after the thing.
 *
 * @typedef {import("./search-client.js").Answer} Answer
 * @typedef {import("./search-client.js").Request} Request
 * @typedef {{groups?: string[][], one_way?: {from: string, to: string[]}[], abbreviations?: {short: string, long: string[]}[]}} Synonyms
 * @typedef {{lists: Record<string, string>, current: Record<string, string[][]>, historical: Record<string, string[][]>, synonyms: Synonyms}} Data
 * @typedef {{kind: string, id: string, url: string, title: string, historical: boolean, names: string[][]}} Entry
 * @typedef {Map<Entry, number>} Fits
 */

/** How well a word of a name fits a word of the query. */
const FIT = { same: 1, inflected: 0.95, begins: 0.85, beginsStem: 0.75, ends: 0.7, near: 0.6, within: 0.55, head: 0.5, modifier: 0.4 };

/** From here on a fit says that the word is meant. */
const SURE = 0.6;

/** What another name, a synonym and two words written as one are worth beside the title's own word. */
const [NAME, SYNONYM, JOINED] = [0.97, 0.8, 0.95];

/** What of a name the query leaves out, and that a name begins with it, counts for a little. */
const [COVERED, BEGUN] = [0.25, 0.25];

/** To be called exactly what was typed: the title, a name, each but for its endings. */
const [EXACT, EXACT_NAME, EXACT_STEM, EXACT_NAME_STEM] = [1.5, 1.35, 1.2, 1.05];

/** What an entry loses by its kind or its age. */
const KINDS = new Map([["goal", 0.95], ["term", 0.9], ["course", 0.9], ["news", 0.75]]);
const [HISTORICAL, EXACT_TERM] = [0.8, 0.5];

const ENDING = /(?:ernes|erne|enes|ens|ets|ers|ene|en|et|er|es|e|s|t|r|n)$/;

/** Letters as they are written without a Danish keyboard. */
const LETTERS = new Map([["æ", "ae"], ["ø", "oe"], ["å", "aa"]]);

/**
 * Small letters and figures in words, whatever the spelling of æ, ø, å and accents.
 * @param {string} text
 */
const words = (text) =>
  text
    .toLowerCase()
    .replace(/[æøå]/g, (letter) => LETTERS.get(letter) ?? letter)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .match(/[a-z0-9]+/g) ?? [];

/** @param {string} word */
function stem(word) {
  const stem = word.replace(ENDING, "");
  return stem.length < 3 ? word : stem;
}

/** @param {string[]} words */
const stems = (words) => words.map(stem);

/** Words that ask and join; they count where there are no others. */
const LIGHT = new Set(
  words(`af alle at bliver da de den der det du en er et for fra få får gør ham han har hun hvad hvem hvilke hvilken hvis hvor hvordan hvornår
    i ikke ind jeg kan kommer man med mig min når og om op os på sig skal som så til ud var ved vi vil være`),
);

/**
 * How well the word of a name fits a word of the query; 0 where it does not.
 * @param {string} asked
 * @param {string} askedStem
 * @param {string} word
 * @param {string} wordStem
 */
function fit(asked, askedStem, word, wordStem) {
  if (asked === word) return FIT.same;
  if (asked.length >= 4 && word.length >= 4 && askedStem === wordStem) return FIT.inflected;
  if (word.startsWith(asked)) return FIT.begins;
  if (asked.length < 4) return 0;
  if (askedStem.length >= 5 && word.startsWith(askedStem)) return FIT.beginsStem;
  if (word.endsWith(asked) || (askedStem.length >= 5 && word.endsWith(askedStem))) return FIT.ends;
  if (asked.length >= 6 && word.includes(asked)) return FIT.within;
  if (word.length < 5 || asked.length <= word.length) return 0;
  if (asked.endsWith(word) || (wordStem.length >= 4 && askedStem.endsWith(wordStem))) return FIT.head;
  return asked.startsWith(word) ? FIT.modifier : 0;
}

/**
 * Whether two words differ by a slip: a letter too many, missing, another, or two exchanged; by two in long words.
 * @param {string} one
 * @param {string} other
 */
function isNear(one, other) {
  const most = one.length >= 8 ? 2 : 1;
  if (Math.abs(one.length - other.length) > most) return false;
  /** @type {number[]} */
  let before = [];
  let above = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const own = [row];
    for (let at = 1; at <= other.length; at += 1) {
      const isSame = one[row - 1] === other[at - 1];
      const isSwapped = row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1];
      const ways = [cell(above, at) + 1, cell(own, at - 1) + 1, cell(above, at - 1) + Number(!isSame)];
      own.push(Math.min(...ways, isSwapped ? cell(before, at - 2) + 1 : Infinity));
    }
    if (Math.min(...own) > most) return false;
    [before, above] = [above, own];
  }
  return cell(above, other.length) <= most;
}

/** @param {number[]} row @param {number} at */
const cell = (row, at) => row[at] ?? Infinity;

/** @param {Fits} fits @param {Entry} entry @param {number} worth */
function keep(fits, entry, worth) {
  if (worth > (fits.get(entry) ?? 0)) fits.set(entry, worth);
}

/** The names of a portal. */
export class Names {
  /** @type {Entry[]} */
  entries = [];
  /** Every word of a name, with its stem and the entries that it stands in. @type {Map<string, {stem: string, fits: Fits}>} */
  #words = new Map();
  /** By stems: what else it is called. @type {Map<string, string[][]>} */
  #synonyms = new Map();
  /** What fits a word of the query, found before. @type {Map<string, Map<string, number>>} */
  #known = new Map();

  /** @param {Data} data */
  constructor({ lists, current, historical, synonyms }) {
    for (const kind of Object.keys(lists)) {
      for (const one of current[kind] ?? []) this.#add(kind, lists[kind] ?? "", one, false);
      for (const one of historical[kind] ?? []) this.#add(kind, lists[kind] ?? "", one, true);
    }
    for (const group of synonyms.groups ?? []) this.#mean(group, group);
    for (const { from, to } of synonyms.one_way ?? []) this.#mean([from], to);
    for (const { short, long } of synonyms.abbreviations ?? []) this.#mean([short, ...long], [short, ...long]);
  }

  /**
   * @param {string} kind
   * @param {string} list where the pages of the kind lie
   * @param {string[]} written the page's and the entry's name in addresses, the title, other names
   * @param {boolean} historical
   */
  #add(kind, list, [address = "", title = "", ...names], historical) {
    const [slug = "", id = slug] = (address || words(title).join("-")).split(" ");
    const url = list.endsWith("#") ? `${list}${id}` : `${list}${slug}/`;
    const entry = { kind, id, url, title, historical, names: [title, ...names].map(words) };
    this.entries.push(entry);
    entry.names.forEach((name, at) => {
      for (const word of name) {
        const known = this.#words.get(word) ?? { stem: stem(word), fits: new Map() };
        this.#words.set(word, known);
        keep(known.fits, entry, at ? NAME : 1);
      }
    });
  }

  /** @param {string[]} said @param {string[]} meant */
  #mean(said, meant) {
    for (const phrase of said) {
      const key = stems(words(phrase)).join(" ");
      const others = meant.filter((other) => other !== phrase).map(words);
      if (key) this.#synonyms.set(key, [...(this.#synonyms.get(key) ?? []), ...others]);
    }
  }

  /**
   * The words of names that fit a word of the query.
   * @param {string} asked
   */
  #fitting(asked) {
    const known = this.#known.get(asked);
    if (known) return known;
    const askedStem = stem(asked);
    /** @type {Map<string, number>} */
    const found = new Map();
    for (const [word, { stem }] of this.#words) {
      const worth = fit(asked, askedStem, word, stem);
      if (worth) found.set(word, worth);
    }
    if (asked.length >= 4 && ![...found.values()].some((worth) => worth >= FIT.ends)) {
      for (const word of this.#words.keys()) {
        const begins = asked.length >= 6 && word.length > asked.length && isNear(asked, word.slice(0, asked.length));
        if (begins || isNear(asked, word)) found.set(word, Math.max(found.get(word) ?? 0, FIT.near));
      }
    }
    this.#known.set(asked, found);
    return found;
  }

  /**
   * Whether a word of a name holds these letters, but for their ending.
   * @param {string} letters
   */
  #isPart(letters) {
    const part = stem(letters);
    for (const word of this.#words.keys()) if (word.includes(part)) return true;
    return false;
  }

  /**
   * The entries that have a word.
   * @param {string} asked
   */
  #having(asked) {
    /** @type {Fits} */
    const fits = new Map();
    for (const [word, worth] of this.#fitting(asked)) {
      for (const [entry, share] of this.#words.get(word)?.fits ?? []) keep(fits, entry, worth * share);
    }
    return fits;
  }

  /**
   * The entries that are called by a whole phrase.
   * @param {string[]} phrase
   */
  #called(phrase) {
    const content = phrase.filter((word) => !LIGHT.has(word));
    const all = (content.length ? content : phrase).map((word) => this.#fitting(word));
    /** @type {Fits} */
    const fits = new Map();
    const [first] = all;
    const candidates = new Set([...(first?.keys() ?? [])].flatMap((word) => [...(this.#words.get(word)?.fits.keys() ?? [])]));
    for (const entry of candidates) {
      for (const name of entry.names) {
        const worths = all.map((fitting) => Math.max(...name.map((word) => fitting.get(word) ?? 0)));
        if (Math.min(...worths) <= 0) continue;
        const mean = worths.reduce((sum, worth) => sum + worth, 0) / all.length;
        keep(fits, entry, mean * (0.8 + 0.2 * Math.min(1, all.length / name.length)));
      }
    }
    return fits;
  }

  /**
   * For each word that counts, what fits it: by itself, together with its neighbour, by what the words around it mean.
   * @param {string[]} all
   * @param {string[]} asked
   */
  #slots(all, asked) {
    const slots = asked.map((word) => this.#having(word));
    asked.slice(1).forEach((word, at) => {
      for (const link of ["", "s", "e"]) {
        const joined = `${asked[at]}${link}${word}`;
        if (!this.#isPart(joined)) continue;
        for (const [entry, worth] of this.#having(joined)) {
          if (worth < FIT.ends * NAME) continue;
          for (const slot of slots.slice(at, at + 2)) keep(slot, entry, worth * JOINED);
        }
      }
    });
    for (let from = 0; from < all.length; from += 1) {
      for (let to = all.length; to > from; to -= 1) {
        const span = all.slice(from, to);
        for (const phrase of this.#synonyms.get(stems(span).join(" ")) ?? []) {
          for (const [entry, worth] of this.#called(phrase)) {
            if (worth < FIT.head) continue;
            slots.forEach((slot, at) => span.includes(asked[at] ?? "") && keep(slot, entry, worth * SYNONYM));
          }
        }
      }
    }
    return slots;
  }

  /**
   * How well an entry's names fit all of the query at once.
   * @param {Entry} entry
   * @param {string[]} all
   * @param {string[]} asked
   */
  #whole({ names, kind }, all, asked) {
    const [key, stemKey] = [all.join(""), stems(all).join("")];
    let [covered, begun, exact] = [0, 0, 0];
    names.forEach((name, at) => {
      const joined = name.join("");
      const known = name.filter((word) => asked.some((one) => (this.#fitting(one).get(word) ?? 0) >= SURE));
      covered = Math.max(covered, (known.join("").length / Math.max(1, joined.length)) * (at ? 0.9 : 1));
      if (joined === key) exact = Math.max(exact, at ? EXACT_NAME : EXACT);
      else if (stems(name).join("") === stemKey) exact = Math.max(exact, at ? EXACT_NAME_STEM : EXACT_STEM);
      else if (joined.startsWith(key)) begun = Math.max(begun, at ? 0.8 : 1);
    });
    const within = (COVERED * covered + BEGUN * begun) * (KINDS.get(kind) ?? 1);
    return within + exact * (kind === "term" ? EXACT_TERM : 1);
  }

  /**
   * The entries that fit, best first.
   * @param {string} query
   */
  #ranked(query) {
    const all = words(query);
    const content = all.filter((word) => !LIGHT.has(word));
    const asked = content.length ? content : all;
    const slots = this.#slots(all, asked);
    const weights = slots.map((fits) => {
      const sure = [...fits.values()].filter((worth) => worth >= SURE).length || fits.size;
      return fits.size ? Math.log(1 + (this.entries.length - sure + 0.5) / (sure + 0.5)) : 0;
    });
    const most = weights.reduce((sum, weight) => sum + weight, 0) || 1;
    const counted = weights.filter(Boolean).length;
    const ranked = [...new Set(slots.flatMap((fits) => [...fits.keys()]))].map((entry) => {
      const found = slots.map((fits, at) => (fits.get(entry) ?? 0) * (weights[at] ?? 0));
      const lacks = counted - found.filter(Boolean).length;
      const part = (found.reduce((sum, worth) => sum + worth, 0) / most) * (KINDS.get(entry.kind) ?? 1);
      const score = (part + this.#whole(entry, all, asked)) * (entry.historical ? HISTORICAL : 1) * (lacks > 1 ? 0.5 : 1);
      return { entry, score };
    });
    return ranked.sort((left, right) => right.score - left.score);
  }

  /**
   * What the names know of a request; null where they know nothing, or where it asks for more than names.
   * @param {Request} request
   * @returns {Answer | null}
   */
  answer({ query, filters = {}, limit = 10, offset = 0, exact = false }) {
    if (exact || offset || !limit || Object.keys(filters).length) return null;
    const ranked = this.#ranked(query);
    if (!ranked.length) return null;
    const hits = ranked.slice(0, limit).map(({ entry: { kind, id, url, title, historical } }) => {
      return { kind, id, url, title, historical, summary: "", excerpt: { name: [], text: [] } };
    });
    return { query, total: ranked.length, corrected: null, hits, facets: {} };
  }
}
