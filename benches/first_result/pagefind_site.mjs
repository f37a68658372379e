// @ts-check
/**
 * The same site with Pagefind in the place of our search. Takes a built site and a folder that is not there yet, gives a copy whose `<main>`
 * is marked for Pagefind and whose search field asks Pagefind. `npx pagefind --site FOLDER` then makes its index. Must not change the site.
 *
 * The field uses Pagefind's JavaScript API and shows one result as soon as its data are there: nothing of Pagefind's own is faster.
 */

import { cp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { argv } from "node:process";

/** Loads on focus, as ours does, and on the search page at once. */
const FIELD = `const input = document.querySelector("form[role=search] input[name=q]");
const place = document.querySelector("[data-search-results]") ?? input.form.appendChild(document.createElement("div"));
let pagefind;
const load = () => (pagefind ??= import("/pagefind/pagefind.js"));
const ask = async () => {
  const { results } = await (await load()).search(input.value);
  if (!results.length) return;
  const { url, meta } = await results[0].data();
  const link = document.createElement("a");
  link.className = "first-result";
  link.href = url;
  link.textContent = meta.title;
  place.replaceChildren(link);
};
input.addEventListener("focus", load, { once: true });
input.addEventListener("input", ask);
const asked = new URLSearchParams(location.search).get("q");
if (asked) {
  input.value = asked;
  ask();
}
`;

const [site = "", copy = ""] = argv.slice(2);
await cp(site, copy, { recursive: true, errorOnExist: true, force: false });
await rm(join(copy, "soeg/index"), { recursive: true });
await writeFile(join(copy, "js/first-result.js"), FIELD);
for (const name of await readdir(copy, { recursive: true })) {
  if (!name.endsWith(".html")) continue;
  const page = await readFile(join(copy, name), "utf8");
  const marked = page.replace('<main id="indhold"', '<main data-pagefind-body id="indhold"');
  const own = '<link rel="modulepreload" href="/pagefind/pagefind.js">\n<script type="module" src="/js/first-result.js">';
  await writeFile(join(copy, name), marked.replace(/<script type="module" src="[^"]*js\/search\.[^>]*>/, own));
}
