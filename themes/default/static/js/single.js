// @ts-check
/**
 * The portal in one file: one page at a time, and the search. Every page is an article whose `id` is its address; a place on it has the
 * address, `#` and its own name. The search's modules, its engine and its index stand in the file as data. No module itself: on a disk a
 * browser loads none. Without this script the pages stand below each other and links lead from one to another.
 *
 * @typedef {{url: string}} Part
 * @typedef {{manifest: {engine: Part, index: Part}, engine: string, index: string, modules: Record<string, string>}} Data
 * @typedef {import("./search-client.js").Answer} Answer
 * @typedef {import("./search-client.js").Client} Client
 */
(() => {
  const SEARCH = "/soeg/";

  /** What stands for the figures of base64, from 0 to 9. */
  const FIGURES = "!#$%&()*,.";

  /** Where the search's modules believe that they lie: at the root of a disk, where nothing else is loaded from. */
  const PLACE = "file:///js/search.js";

  const { dataset: words } = /** @type {HTMLScriptElement} */ (document.currentScript);
  const articles = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("main > article"))];
  const data = document.getElementById("_soegning");
  const field = /** @type {HTMLInputElement | null} */ (document.querySelector("header form[role=search] input[name=q]"));

  /** How far down each address was left. @type {Map<string, number>} */
  const left = new Map();
  /** @type {HTMLElement | undefined} */
  let shown;
  let address = location.href;
  let isLink = false;

  const place = () => {
    const written = location.hash.slice(1);
    // The list of suggestions leads to the form's address with the query behind it.
    const query = written.lastIndexOf("#q=");
    if (query >= 0) {
      history.replaceState(null, "", `?${written.slice(query + 1)}`);
      return "";
    }
    try {
      return decodeURIComponent(written);
    } catch {
      return written;
    }
  };

  /** The page that the address means, and the place on it. */
  const meant = () => {
    const name = place();
    const element = name ? document.getElementById(name) : null;
    const id = !name && location.search ? SEARCH : name.replace(/#.*/s, "");
    const page = element?.closest("main > article") ?? articles.find((article) => article.id === id);
    return { page: /** @type {HTMLElement | null | undefined} */ (page), element: element === page ? null : element, isNamed: name !== "" };
  };

  /** Shows the page that the address means. @param {boolean} isMoving whether the reader has asked for another page */
  const show = (isMoving) => {
    const { page, element, isNamed } = meant();
    // A place of the frame, such as the one that the skip link leads to.
    if (!page && isNamed && document.getElementById(place())) return;
    const next = page ?? articles[0];
    const isOther = next !== shown;
    for (const article of articles) article.hidden = article !== next;
    shown = next;
    document.title = next?.dataset.title || document.title;
    if (next?.id === SEARCH) openSearch(next);
    for (let around = element; around && around !== next; around = around.parentElement) {
      if (around instanceof HTMLDetailsElement) around.open = true;
    }
    if (element) element.scrollIntoView();
    const top = isLink ? 0 : (left.get(location.href) ?? 0);
    isLink = false;
    // Behind this event a browser goes to the place itself, and takes the focus from what has it.
    if (isMoving) setTimeout(() => arrive(isOther ? next : undefined, element ? undefined : top));
  };

  /**
   * Leads the reader to the heading of a page that is new to them, and down to where they left it.
   * @param {HTMLElement} [page]
   * @param {number} [top]
   */
  const arrive = (page, top) => {
    focusHeading(page);
    if (top !== undefined) scrollTo({ top, behavior: "instant" });
  };

  /** @param {HTMLElement | undefined} page */
  const focusHeading = (page) => {
    const heading = page?.querySelector("h1");
    if (!heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  };

  /** Goes to the search page with this search in the address, as far as a browser lets a file have one. @param {string} query */
  const searchFor = (query) => {
    left.set(location.href, scrollY);
    isLink = true;
    history.pushState(null, "", `?${query}`);
    dispatchEvent(new PopStateEvent("popstate", { state: null }));
  };

  /** @param {BlobPart} content @param {string} type */
  const lend = (content, type) => URL.createObjectURL(new Blob([content], { type }));

  /** @param {string} packed */
  const bytes = (packed) => {
    const base64 = packed.replace(/[!#-*,.]/g, (sign) => String(FIGURES.indexOf(sign)));
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  };

  /** An address of the search's modules as the file's own. @param {string} url */
  const here = (url) => {
    const { pathname, hash } = new URL(url, PLACE);
    return `#${decodeURIComponent(pathname).replace(/index\.html$/, "")}${hash && `%23${hash.slice(1)}`}`;
  };

  /** An answer whose hits are found in the file. @param {Answer} answer */
  const located = (answer) => {
    for (const hit of answer.hits) {
      hit.url = here(hit.url);
      if (hit.need?.url?.startsWith("/")) hit.need.url = here(hit.need.url);
    }
    return answer;
  };

  /** A file remembers nothing of who reads it: several of them lie at the same place to a browser. */
  const forgetful = { addMissed() {}, addRecent() {}, addressOf: () => "", missed: () => [], recent: () => [] };

  /** Makes ready what answers. */
  const load = async () => {
    const { manifest, engine, index, modules } = /** @type {Data} */ (JSON.parse(data?.textContent ?? ""));
    manifest.engine.url = lend(bytes(engine), "application/wasm");
    manifest.index.url = lend(bytes(index), "application/octet-stream");
    const module = (/** @type {string} */ name) => {
      const text = modules[name] ?? "";
      // A worker that is lent is no module, and exports nothing.
      const script = name === "worker" ? text.replace(/^export /gm, "") : text.replaceAll("import.meta.url", JSON.stringify(PLACE));
      return lend(script, "text/javascript");
    };
    const [{ Client: Away }, { Names }, { isPersonal }, results, suggest] = await Promise.all(
      ["client", "names", "memory", "results", "suggest"].map((name) => import(module(name))),
    );
    /** Answers with places of the file. */
    class Here extends Away {
      /** @param {import("./search-client.js").Request} request @param {(answer: Answer) => void} [early] */
      async search(request, early) {
        const answer = await super.search(request, early && ((/** @type {Answer} */ known) => early(located(known))));
        return answer && located(answer);
      }
    }
    const answer = Promise.resolve(new Response(JSON.stringify(manifest)));
    const client = new /** @type {any} */ (Here)({ worker: module("worker"), manifest: "" }, Names, answer, (/** @type {string} */ script) => script);
    return { client, results, suggest, memory: { ...forgetful, isPersonal } };
  };

  /** @type {ReturnType<typeof load> | undefined} */
  let loaded;
  const ready = () => (loaded ??= load());

  /** @param {HTMLElement} page */
  const openSearch = (page) => {
    if (!data || page.dataset.search !== "") return;
    page.dataset.search = "loading";
    ready().then(
      ({ client, results, memory }) => results.attach(page, client, words, memory),
      () => (page.dataset.search = ""),
    );
  };

  if (data && field) {
    const suggest = () => void ready().then(({ client, memory, suggest: module }) => module.attach(field, client, words, memory));
    field.addEventListener("focus", suggest, { once: true });
  }

  addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    const input = /** @type {HTMLInputElement | null} */ (form.querySelector("input[name=q]"));
    // On the search page results come as they are typed.
    if (!input || form.closest("main > article")?.id === SEARCH) return;
    event.preventDefault();
    searchFor(`${new URLSearchParams({ q: input.value.trim() })}`);
  });
  addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest("a");
    if (!link?.hash || event.defaultPrevented) return;
    left.set(location.href, scrollY);
    isLink = true;
    if (link.dataset.query === undefined) return;
    event.preventDefault();
    searchFor(link.dataset.query);
  });
  addEventListener("keydown", (event) => {
    const isMeant = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!isMeant || !field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
  addEventListener("popstate", () => {
    if (address !== location.href) show(true);
    address = location.href;
  });

  document.documentElement.dataset.single = "";
  history.scrollRestoration = "manual";
  show(false);
})();
