// @ts-check
/**
 * The search on a file share or a stick, where browsers load no modules: it stands behind engine, index and modules in the one script that
 * holds them, gives them addresses that a browser loads modules and data from, and opens the door. No module itself.
 *
 * @typedef {{url: string}} Part
 * @typedef {{manifest: {engine: Part, index: Part}, engine: string, index: string, modules: Record<string, string>}} FromFile
 */
(() => {
  /** What stands for the figures of base64, from 0 to 9. */
  const FIGURES = "!#$%&()*,.";

  const door = /** @type {HTMLScriptElement | null} */ (document.querySelector("script[data-worker]"));
  if (!door) return;

  /** @param {BlobPart} content @param {string} type */
  const lend = (content, type) => URL.createObjectURL(new Blob([content], { type }));

  /** @param {string} packed */
  const bytes = (packed) => {
    const base64 = packed.replace(/[!#-*,.]/g, (sign) => String(FIGURES.indexOf(sign)));
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  };

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
})();
