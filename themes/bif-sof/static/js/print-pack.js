// @ts-check
/** The whole pack on one page: its parts, each a page of its own, are put under the cover, and the contents lead to them there. */

/** @type {any} */
const pack = document.querySelector(".pack");

/**
 * A part. Not by `DOMParser`, which a strict policy forbids.
 * @param {HTMLAnchorElement} link
 * @returns {Promise<Element | undefined>}
 */
const fetched = ({ href }) =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("GET", href);
    request.responseType = "document";
    request.onloadend = () => resolve(request.response?.querySelector(".pack-part"));
    request.send();
  });

const parts = await Promise.all([...pack.querySelectorAll("[data-part]")].map(fetched));
for (const part of parts) if (part) pack.append(document.importNode(part, true));
for (const link of pack.querySelectorAll(".pack-contents a")) {
  if (document.getElementById(link.hash.slice(1))) link.href = link.hash;
}
const state = pack.querySelector("[data-state]");
if (!parts.every(Boolean)) state.textContent = state.dataset.failed;
