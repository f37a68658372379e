// @ts-check
/**
 * The portal without a network: keeps pages, scripts, engine and index in the browser after the first visit. Takes what the page asks for and
 * gives what is kept of the edition that it was published with; what is not kept comes from the portal's own host and is kept then. Asks no
 * other host, answers for nothing outside its folder, and never mixes editions: each has a store of its own, and a newer one takes over when
 * the portal is opened the next time.
 *
 * @typedef {{edition: string, core: string[], rest: string[], missing: string}} Site
 */

/** What was published, by paths from the folder that this script lies in. @type {Site} */
const SITE = { edition: "", core: [], rest: [], missing: "" };

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (globalThis));
const ROOT = new URL("./", worker.location.href);

/** Portals in other folders of a host have stores of their own. */
const PREFIX = `portal:${ROOT.pathname}:`;
const STORE = PREFIX + SITE.edition;

/** The name of a file that never changes, for its content is in it. */
const FIXED = /\.[0-9a-f]{12}\.[a-z]+$/;

/** @param {string} path */
const at = (path) => new URL(path, ROOT).href;

/**
 * Keeps one file. One that is named by its content may come from an older edition; all others are asked for anew.
 * @param {Cache} store
 * @param {string} address
 */
async function keep(store, address) {
  if (await store.match(address)) return;
  const known = FIXED.test(address) ? await caches.match(address) : undefined;
  const response = known ?? (await fetch(address, { cache: "no-cache" }));
  if (!response.ok || response.redirected) throw new TypeError(address);
  await store.put(address, response);
}

/** What no page can do without; without all of it there is no edition to take over with. */
async function install() {
  const store = await caches.open(STORE);
  await Promise.all(SITE.core.map((path) => keep(store, at(path))));
}

/** The rest, one after the other, so that whoever reads meanwhile does not wait. Ends where the network does, and goes on the next time. */
async function fill() {
  const store = await caches.open(STORE);
  for (const path of SITE.rest) {
    if (worker.registration.waiting) return;
    await keep(store, at(path));
  }
}

/** The rest on its way, so that no two pages fetch it twice. @type {Promise<void> | null} */
let filling = null;

/** Keeps the rest, unless that is being done. */
function fillOnce() {
  filling ??= fill()
    .catch(() => {})
    .finally(() => (filling = null));
  return filling;
}

async function activate() {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== STORE);
  // Pages of the edition before may still be open, and ask for their scripts.
  await Promise.all(old.slice(0, -1).map((name) => caches.delete(name)));
  await worker.clients.claim();
}

/**
 * What is given where neither the store nor the host has it.
 * @param {Request} request
 * @param {string} address
 */
async function lastResort(request, address) {
  const older = await caches.match(address);
  if (older) return older;
  const isFolder = request.mode === "navigate" && !address.endsWith("/") && (await caches.match(`${address}/`));
  if (isFolder) return Response.redirect(`${address}/`);
  return new Response(SITE.missing, { status: 503, headers: { "content-type": "text/plain; charset=utf-8" } });
}

/**
 * @param {Request} request
 * @param {string} address without what comes behind `?` and `#`, which is nobody's business but the page's
 */
async function answer(request, address) {
  const store = await caches.open(STORE);
  const asksAnew = request.cache === "reload" || request.cache === "no-store";
  const kept = asksAnew ? undefined : await store.match(address, { ignoreVary: true });
  if (kept) return kept;
  try {
    // What the browser has of before may be of an edition before; only what is named by its content cannot.
    const response = await (FIXED.test(address) || asksAnew ? fetch(request) : fetch(request, { cache: "no-cache" }));
    // Once a newer edition is there, what comes from the host is no longer of this one.
    const isOurs = !worker.registration.waiting && !worker.registration.installing;
    if (response.ok && response.type === "basic" && !response.redirected && isOurs && !asksAnew) {
      await store.put(address, response.clone());
    }
    return response;
  } catch {
    return lastResort(request, address);
  }
}

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("message", (event) => {
  if (event.data === "fill") event.waitUntil(fillOnce());
  else if (event.data === "take over") void worker.skipWaiting();
});
worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== ROOT.origin || !pathname.startsWith(ROOT.pathname)) return;
  event.respondWith(answer(request, origin + pathname));
});
