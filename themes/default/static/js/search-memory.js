// @ts-check
/**
 * What this browser remembers of searches: what was searched in vain, and what was searched and seen last. It stays here, can be emptied, and
 * one switch turns it off. What looks like a personal number is never kept. Must not touch the document.
 *
 * @typedef {{query: string, meant?: string}} Missed What was typed, and what the reader says was meant.
 * @typedef {{title: string, path: string}} Recent A page or a search, by its address from the portal's root.
 */

/** How many searches in vain are kept, and how many pages and searches. */
const MISSED = 50;
const RECENT = 8;

/** The names that the browser keeps it under. */
const KEYS = { missed: "forgaeves", recent: "seneste", off: "glemsom" };

/** Six figures and four more, however they are set out: a personal number. */
const PERSONAL = /\d{2}\W?\d{2}\W?\d{2}\W{0,3}\d{4}/;

/** @param {string} text */
export const isPersonal = (text) => PERSONAL.test(text);

/** The portal, wherever it lies: this script is in a folder of it. */
const root = new URL("../", import.meta.url).href;

/**
 * A list of objects that each have a text of this name.
 * @param {string} key
 * @param {string} name
 * @returns {any[]}
 */
function read(key, name) {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => typeof one?.[name] === "string") : [];
  } catch {
    return [];
  }
}

/**
 * Keeps a text, or nothing.
 * @param {string} key
 * @param {string | null} text
 */
function write(key, text) {
  try {
    if (text === null) localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    // A browser that keeps nothing remembers nothing.
  }
}

/** Whether the browser remembers. */
export function isOn() {
  try {
    return localStorage.getItem(KEYS.off) === null;
  } catch {
    return false;
  }
}

/**
 * Turns it on, or off: then what was kept is gone.
 * @param {boolean} on
 */
export function turn(on) {
  write(KEYS.off, on ? null : "ja");
  if (!on) {
    keepMissed([]);
    forgetRecent();
  }
}

/**
 * What was searched in vain, the latest first.
 * @returns {Missed[]}
 */
export const missed = () => read(KEYS.missed, "query");

/** @param {Missed[]} list */
export const keepMissed = (list) => write(KEYS.missed, list.length ? JSON.stringify(list.slice(0, MISSED)) : null);

/**
 * Keeps what was searched in vain, once.
 * @param {string} query
 */
export function addMissed(query) {
  if (!isOn() || PERSONAL.test(query)) return;
  const others = missed().filter((one) => one.query.toLowerCase() !== query.toLowerCase());
  keepMissed([{ query }, ...others]);
}

/**
 * What was searched and seen last, the latest first.
 * @returns {Recent[]}
 */
export const recent = () => read(KEYS.recent, "path").filter(({ path, title }) => typeof title === "string" && !path.startsWith("/"));

/**
 * Keeps a page or a search that is seen, by its whole address.
 * @param {string} title
 * @param {string} url
 */
export function addRecent(title, url) {
  if (!isOn() || PERSONAL.test(title) || !url.startsWith(root)) return;
  const path = url.slice(root.length);
  const others = recent().filter((one) => one.path !== path);
  write(KEYS.recent, JSON.stringify([{ title, path }, ...others].slice(0, RECENT)));
}

/** Forgets what was searched and seen last. */
export const forgetRecent = () => write(KEYS.recent, null);

/**
 * The whole address of what was kept.
 * @param {Recent} one
 */
export const addressOf = ({ path }) => new URL(path, root).href;
