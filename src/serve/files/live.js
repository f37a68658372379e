// @ts-check
/**
 * Keeps an open page of the preview as its sources are: hears that the portal has changed, fetches the
 * page again and changes what is different in it, so that the place on the page, what is opened and
 * what is typed stay. Where that cannot be done the page is loaded again.
 */

const NOTICE = "_preview";
/** Pages whose scripts write the greater part of them. */
const WRITTEN_BY_SCRIPTS = ["search", "finder", "pinboard", "participant", "print_pack"];

const script = /** @type {HTMLScriptElement} */ (document.querySelector("script[data-state]"));
/** The state that is shown. */
let shown = script.dataset.state ?? "";
/** The page as the server gave it: module scripts of the page itself run after this one. */
let before = /** @type {Document} */ (document.cloneNode(true));
/** @type {EventSource | undefined} */
let events;
/** Whether a newer state is being fetched, and the newest that was heard of. */
let fetching = false;
let newest = shown;

/** Thrown where the open page is not as the server gave it. */
class Different extends Error {}

/** Listens while somebody can see the page: a browser has few connections to one server. */
function listen() {
  if (document.visibilityState === "hidden") {
    events?.close();
    events = undefined;
    return;
  }
  if (events) {
    return;
  }
  events = new EventSource(`/_portal/events?page=${encodeURIComponent(location.pathname)}`);
  events.addEventListener("state", (event) => {
    newest = String(event.data);
    void follow();
  });
  events.addEventListener("open", () => document.documentElement.removeAttribute("data-preview-lost"));
  events.addEventListener("error", () => {
    document.documentElement.setAttribute("data-preview-lost", script.dataset.lost ?? "");
    // The browser gives up where the answer was not what it asked for: tried again a little later.
    if (events?.readyState === EventSource.CLOSED) {
      events = undefined;
      setTimeout(listen, 2000);
    }
  });
}

/** Fetches until what is shown is the newest. */
async function follow() {
  if (fetching) {
    return;
  }
  fetching = true;
  try {
    while (shown !== newest) {
      const asked = newest;
      const response = await fetch(location.href, { cache: "no-store", headers: { "x-portal-told": asked } });
      const after = new DOMParser().parseFromString(await response.text(), "text/html");
      show(after);
      before = after;
      shown = asked;
    }
  } catch (error) {
    if (error instanceof Different) {
      location.reload();
    }
    // Otherwise the server is gone for a moment; it tells its state when it is back.
  } finally {
    fetching = false;
  }
}

/**
 * Makes the open page into the one that was fetched.
 * @param {Document} after
 */
function show(after) {
  if (wired(before) !== wired(after) || before.body.dataset.page !== after.body.dataset.page) {
    throw new Different();
  }
  document.title = after.title;
  const anchor = topmost();
  const at = anchor?.getBoundingClientRect().top ?? 0;
  showNotice(after);
  const [old, fresh] = [before, after].map((page) => [...page.body.children].filter((part) => part.id !== NOTICE));
  const live = [...document.body.children].filter((part) => part.id !== NOTICE && part.tagName !== "SCRIPT");
  const parts = (/** @type {Element[]} */ all) => all.filter((part) => part.tagName !== "SCRIPT");
  if (old && fresh) {
    const [oldParts, freshParts] = [parts(old), parts(fresh)];
    if (oldParts.length !== freshParts.length || live.length < oldParts.length) {
      throw new Different();
    }
    oldParts.forEach((part, place) => change(part, freshParts[place], live[place]));
  }
  if (anchor?.isConnected) {
    scrollBy({ top: anchor.getBoundingClientRect().top - at, behavior: "instant" });
  }
}

/**
 * What the scripts and the style of a page hang on: where that changes, the page must begin anew.
 * @param {Document} page
 */
function wired(page) {
  const parts = page.querySelectorAll("script[src]:not([data-state]), link[rel=stylesheet]");
  return [...parts].map((part) => part.outerHTML).join("\n");
}

/**
 * The notice as it is now; what is opened in it stays open.
 * @param {Document} after
 */
function showNotice(after) {
  const notice = after.getElementById(NOTICE);
  const live = document.getElementById(NOTICE);
  const old = before.getElementById(NOTICE);
  if (!notice || !live || old?.isEqualNode(notice)) {
    return;
  }
  const fresh = /** @type {HTMLElement} */ (document.importNode(notice, true));
  for (const group of live.querySelectorAll("details")) {
    fresh.querySelector(`details.${group.className}`)?.toggleAttribute("open", group.open);
  }
  live.replaceWith(fresh);
}

/** What stands at the top of the window, so that it can stand there afterwards. */
function topmost() {
  const notice = document.getElementById(NOTICE)?.getBoundingClientRect();
  const below = notice && notice.height > 0 ? notice.bottom : 0;
  return scrollY > 0 ? document.elementFromPoint(innerWidth / 2, below + 8) : null;
}

/**
 * Does to a part of the open page what was done to the page that the server gave.
 * @param {Node | undefined} old
 * @param {Node | undefined} fresh
 * @param {Node | undefined} live
 */
function change(old, fresh, live) {
  if (!old || !fresh || !live || live.nodeName !== old.nodeName) {
    throw new Different();
  }
  if (old.isEqualNode(fresh)) {
    return;
  }
  if (WRITTEN_BY_SCRIPTS.includes(document.body.dataset.page ?? "")) {
    throw new Different();
  }
  if (old instanceof Element && fresh instanceof Element && live instanceof Element) {
    changeAttributes(old, fresh, live);
    changeChildren(old, fresh, live);
  } else {
    live.nodeValue = fresh.nodeValue;
  }
}

/**
 * @param {Element} old
 * @param {Element} fresh
 * @param {Element} live
 */
function changeAttributes(old, fresh, live) {
  for (const { name } of [...old.attributes].filter(({ name }) => !fresh.hasAttribute(name))) {
    live.removeAttribute(name);
  }
  for (const { name, value } of fresh.attributes) {
    if (old.getAttribute(name) !== value) {
      live.setAttribute(name, value);
    }
  }
}

/**
 * @param {Element} old
 * @param {Element} fresh
 * @param {Element} live
 */
function changeChildren(old, fresh, live) {
  const [was, is, now] = [old, fresh, live].map((node) => [...node.childNodes]);
  if (!was || !is || !now || was.length !== now.length) {
    throw new Different();
  }
  const shorter = Math.min(was.length, is.length);
  let first = 0;
  while (first < shorter && was[first]?.isEqualNode(is[first] ?? null)) {
    first += 1;
  }
  let last = 0;
  while (last < shorter - first && was.at(-1 - last)?.isEqualNode(is.at(-1 - last) ?? null)) {
    last += 1;
  }
  const [gone, come] = [was.slice(first, was.length - last), is.slice(first, is.length - last)];
  const pairs = Math.min(gone.length, come.length);
  for (let place = 0; place < pairs; place += 1) {
    const [a, b, here] = [gone[place], come[place], now[first + place]];
    if (a?.nodeName === b?.nodeName) {
      change(a, b, here);
    } else if (b) {
      live.replaceChild(document.importNode(b, true), /** @type {Node} */ (here));
    }
  }
  for (const node of now.slice(first + pairs, now.length - last)) {
    live.removeChild(node);
  }
  const next = now[now.length - last] ?? null;
  for (const node of come.slice(pairs)) {
    live.insertBefore(document.importNode(node, true), next);
  }
}

document.addEventListener("visibilitychange", listen);
addEventListener("pageshow", listen);
addEventListener("pagehide", () => {
  events?.close();
  events = undefined;
});
listen();
