// @ts-check
/** On a file share a folder's address shows a list of files, so links to folders lead to the page in each. No module: files load none. */
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
})();
