// @ts-check
/**
 * On a file share or a stick. A folder's address shows a list of files there, so links to folders lead to the page in each; and browsers load
 * no modules, so the search's own come out of one classic script, which is loaded when somebody wants to search. No module itself.
 *
 * @typedef {{url: string}} Part
 * @typedef {{manifest: {engine: Part, index: Part}, engine: string, index: string, modules: Record<string, string>}} FromFile
 */
(() => {
  if (location.protocol !== "file:") return;

  /** What stands for the figures of base64, from 0 to 9. */
  const FIGURES = "!#$%&()*,.";

  /** @param {Element} element @param {string} name */
  const mend = (element, name) => {
    const address = new URL(element.getAttribute(name) ?? "", document.baseURI);
    if (address.protocol === "file:" && address.pathname.endsWith("/")) address.pathname += "index.html";
    element.setAttribute(name, address.href);
    return address.href;
  };

  for (const form of document.querySelectorAll("form[action]")) mend(form, "action");
  const [first] = [...document.querySelectorAll('a[href]:not([href^="#"])')].map((link) => mend(link, "href"));
  if (first && document.querySelector("meta[http-equiv=refresh]")) location.replace(first);

  const door = /** @type {HTMLScriptElement | null} */ (document.querySelector("script[data-worker]"));
  const field = document.querySelector("form[role=search] input[name=q]");
  const address = /** @type {HTMLScriptElement} */ (document.currentScript).dataset.search;
  if (!door || !field || !address) return;

  /** @param {BlobPart} content @param {string} type */
  const lend = (content, type) => URL.createObjectURL(new Blob([content], { type }));

  /** @param {string} packed */
  const bytes = (packed) => {
    const base64 = packed.replace(/[!#-*,.]/g, (sign) => String(FIGURES.indexOf(sign)));
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  };

  /** Gives the search's modules addresses that a browser loads modules and data from here, and opens the door. */
  const open = () => {
    const { manifest, engine, index, modules } = /** @type {{portalFromFile: FromFile}} */ (/** @type {unknown} */ (globalThis)).portalFromFile;
    manifest.engine.url = lend(bytes(engine), "application/wasm");
    manifest.index.url = lend(bytes(index), "application/octet-stream");
    door.dataset.manifest = lend(JSON.stringify(manifest), "application/json");
    // A module that is lent does not know where the portal lies.
    const own = JSON.stringify(door.src);
    for (const [name, text] of Object.entries(modules)) {
      // A worker that is lent is no module, and exports nothing.
      const script = name === "worker" ? text.replace(/^export /gm, "") : text.replaceAll("import.meta.url", own);
      door.dataset[name] = lend(script, "text/javascript");
    }
    import(door.dataset.door ?? "");
  };

  const begin = () => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", open);
    document.head.append(script);
  };
  if (document.querySelector("main[data-search]")) begin();
  else field.addEventListener("focus", begin, { once: true });
})();
