// @ts-check
/** The whole pack on one page: its parts, each a page of its own, are put under the cover, and the contents lead to them there. */

/** @type {any} */
const pack = document.querySelector(".pack");

/** @type {any} */
const script = document.querySelector("script[data-list]");
const { $, $$, adopted, page } = /** @type {typeof import("./entry-tools.js")} */ (await import(new URL(script.dataset.list, document.baseURI).href));

pack.ariaBusy = "true";
const pages = await Promise.all($$("[data-part]").map(({ href }) => page(href)));
const parts = pages.map((part) => part?.querySelector(".pack-part"));
// Who is beyond the pack with the keyboard is not overtaken by it.
while (pack.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING) {
  await new Promise((resolve) => addEventListener("focusout", () => setTimeout(resolve), { once: true }));
}
for (const part of parts) if (part) pack.append(adopted(part));
for (const link of $$(".pack-contents a")) {
  if (document.getElementById(link.hash.slice(1))) link.href = link.hash;
}
const state = $("[data-state]", pack);
if (!parts.every(Boolean)) state.textContent = state.dataset.failed;
pack.ariaBusy = "false";
