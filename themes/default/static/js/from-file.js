// @ts-check
/**
 * On a file share or a stick. A folder's address shows a list of files there, so links to folders lead to the page in each; and browsers load
 * no modules, so the search comes out of one classic script, which is loaded when somebody wants to search. No module itself.
 */
(() => {
  if (location.protocol !== "file:") return;

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

  const field = document.querySelector("form[role=search] input[name=q]");
  const address = /** @type {HTMLScriptElement} */ (document.currentScript).dataset.search;
  if (!field || !address) return;

  const begin = () => {
    const script = document.createElement("script");
    script.src = address;
    document.head.append(script);
  };
  if (document.querySelector("main[data-search]")) begin();
  else field.addEventListener("focus", begin, { once: true });
})();
