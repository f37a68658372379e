// @ts-check
/**
 * What is new since the reader's last visit: this browser keeps the digests of what it saw, compares them with those of today, and asks nobody.
 * What has changed stays told until it is said to be seen, or the portal changes again.
 *
 * @typedef {[url: string, title: string, kind: string, parts: Record<string, string>]} Entry
 * @typedef {{before?: {entries: Entry[]}, last?: {entries: Entry[]}}} Visits
 */

/** @param {string} css @returns {any} */
const $ = (css) => document.querySelector(css);

const root = $("[data-since]");
const words = root.dataset;
const list = $("[data-changes]");

/** @param {string} url @param {string} title @param {string} what */
function tell(url, title, what) {
  const item = document.createElement("li");
  const name = document.createElement("a");
  if (url) name.href = new URL(`..${url}`, import.meta.url).href;
  name.textContent = title;
  item.append(name, ` ${what}`);
  list.append(item);
}

/** How long what a first visit keeps waits, in milliseconds: the line belongs to whoever searches. */
const LATER = 4000;

try {
  if (!localStorage.besoeg) await new Promise((come) => setTimeout(come, LATER));
  const last = await (await fetch(words.since, { priority: "low" })).json();
  /** @type {Visits} */
  const kept = JSON.parse(localStorage.besoeg ?? "{}");
  const old = kept.last && JSON.stringify(kept.last) !== JSON.stringify(last) ? kept.last : kept.before;
  const keep = (/** @type {any} */ before) => (localStorage.besoeg = JSON.stringify({ before, last }));
  keep(old);
  const was = new Map(old?.entries.map((entry) => [entry[0], entry]));
  for (const [url, title, kind, parts] of old ? last.entries : []) {
    const before = was.get(url)?.[3];
    was.delete(url);
    const names = Object.keys({ ...before, ...parts }).filter((name) => before?.[name] !== parts[name]);
    if (names.length) tell(url, title, `${kind} · ${before ? names.join(", ") : words.new}`);
  }
  for (const [, title, kind] of was.values()) tell("", title, `${kind} · ${words.gone}`);
  root.hidden = !list.firstChild;
  $("[data-seen]").onclick = () => {
    keep(undefined);
    root.hidden = true;
    $("main").focus();
  };
} catch {
  // Without a memory, or anything to compare with, the news below are the same for everybody.
}
