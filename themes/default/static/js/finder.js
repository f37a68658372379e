// @ts-check
/**
 * The finder: links become boxes to tick, and what is ticked divides the offers in those that fit, those that may and those that do not. Until
 * the offers are fetched, and where they cannot be, the links stay. The answers stand in the address, and back takes one back.
 *
 * @typedef {import("./fit.js").Fit} Fit
 * @typedef {{id: string, title: string, url: string, summary: string, tags: string[], way_in?: string, contact?: string, verdicts: string}} Offer
 * @typedef {{offer: Offer, fit: Fit}} Judged
 */

/** How many offers of a group are shown at once. */
const AT_ONCE = 12;

/** @param {string} name */
const copy = (name) => document.importNode($(`template[data-${name}]`).content, true).firstElementChild;

const root = /** @type {any} */ (document.querySelector("[data-find]"));
const words = root.dataset;
const { compare, counts, fit } = /** @type {typeof import("./fit.js")} */ (await import(new URL(words.fit, document.baseURI).href));
const { $, $$, at, fill } = /** @type {typeof import("./entry-tools.js")} */ (await import(new URL(words.board, document.baseURI).href));
const count = $("[data-count]");
const chips = $("[data-chosen]");

/** @type {HTMLInputElement[]} */
let boxes = [];
const chosen = () => boxes.filter((box) => box.checked);
/** @type {{answers: string[][], offers: Offer[]}} */
let data = { answers: [], offers: [] };
/** @type {number[]} */
let naming = [];
/** The groups that are shown whole. */
const whole = new Set();

/**
 * The address's query for these answers.
 * @param {HTMLInputElement[]} answers
 */
const query = (answers) => `?${new URLSearchParams(answers.map(({ name, value }) => [name, value]))}`;

/** @param {HTMLInputElement} box */
const label = (box) => box.nextElementSibling?.textContent ?? "";

/** The questions that are answered, each with its element and its boxes. */
function asked() {
  const questions = $$("[data-question]").map(({ dataset }) => ({
    about: dataset.about,
    several: "several" in dataset,
    age: dataset.question === "age",
    answers: chosen().flatMap(({ name, dataset: { at } }) => (name === dataset.question ? Number(at) : [])),
  }));
  return questions.filter(({ answers }) => answers.length);
}

/** @param {any} item */
function toBox(item) {
  const box = copy("box");
  const [input, text] = box.children;
  const [answer, ...others] = item.children;
  input.name = item.closest("[data-question]").dataset.question;
  input.value = item.dataset.answer;
  input.dataset.at = data.answers.findIndex(([name, value]) => name === input.name && value === input.value);
  text.textContent = answer.textContent;
  box.append(...others);
  item.replaceChildren(box);
  return input;
}

/**
 * A link to be without an answer.
 * @param {HTMLInputElement} box
 * @param {HTMLInputElement[]} answers
 */
function chip(box, answers) {
  const item = copy("chip");
  const href = query(answers.filter((answer) => answer !== box));
  Object.assign($("a", item), { href, textContent: label(box), ariaLabel: fill(chips.dataset.remove, { answer: label(box) }) });
  return item;
}

/**
 * Why an offer is shown, in lines.
 * @param {Fit} fit
 * @param {{about: string}[]} questions
 * @param {string} letters
 */
function reasons({ right, partly, silent }, questions, letters) {
  const named = right.map((at) => {
    const name = label(/** @type {HTMLInputElement} */ (boxes.find((box) => box.dataset.at === String(at))));
    return letters[at] === "i" ? fill(words.broader, { name }) : name;
  });
  const about = (/** @type {number[]} */ places) => places.map((at) => questions[at]?.about);
  return /** @type {[string, (string | undefined)[]][]} */ ([
    [words.named, named],
    [words.partly, about(partly)],
    [words.silent, about(silent)],
  ]).filter(([, list]) => list.length).map(([pattern, list]) => fill(pattern, { list: list.join(", ") }));
}

/**
 * What stands for an offer, with its link.
 * @param {string} name
 * @param {{url: string, title: string}} offer
 */
function entry(name, { url, title }) {
  const item = copy(name);
  Object.assign($("a", item), { href: at(url), textContent: title });
  return item;
}

/**
 * @param {Judged} judged
 * @param {{about: string}[]} questions
 */
function card({ offer, fit }, questions) {
  const item = entry("hit", offer);
  const lines = [...reasons(fit, questions, offer.verdicts), offer.way_in && `${words.wayIn}: ${offer.way_in}`, offer.contact && `${words.contact}: ${offer.contact}`];
  const list = (/** @type {(string | undefined)[]} */ texts) =>
    texts.filter(Boolean).map((text) => Object.assign(document.createElement("li"), { textContent: text }));
  $(".tags", item).append(...list([questions[0] && words[fit.answer], ...offer.tags]));
  $("p", item).textContent = offer.summary;
  $(".reasons", item).append(...list(lines));
  item.dataset.id = offer.id;
  return item;
}

/**
 * An offer that does not fit, and what it names otherwise.
 * @param {Judged} judged
 * @param {{about: string}[]} questions
 */
function other({ offer, fit }, questions) {
  const item = entry("other", offer);
  $("span", item).textContent = fill(words.wrong, { list: fit.wrong.map((at) => questions[at]?.about).join(", ") });
  return item;
}

function show() {
  const answers = chosen();
  const questions = asked();
  /** @type {Judged[]} */
  const judged = data.offers.map((offer) => ({ offer, fit: fit(offer.verdicts, questions, naming) }));
  judged.sort((one, two) => compare(one.fit, two.fit));
  const number = (/** @type {string} */ answer) => judged.filter(({ fit }) => fit.answer === answer).length;
  const numbers = { fits: number("fits"), may: number("may"), not: number("not") };
  count.textContent = fill(!answers.length ? words.all : numbers.fits ? words.counts : words.none, numbers);
  Object.assign(count.dataset, numbers);
  chips.replaceChildren(...answers.map((box) => chip(box, answers)));
  for (const group of $$("[data-group]")) {
    const { dataset } = group;
    const name = dataset.group;
    const all = judged.filter(({ fit }) => (fit.answer === "not") === (name === "not"));
    const shown = whole.has(name) || name === "not" ? all : all.slice(0, AT_ONCE);
    $("[data-hits]", group).replaceChildren(...shown.map((one) => (name === "not" ? other : card)(one, questions)));
    $("[data-heading]", group).textContent = fill(answers.length ? dataset.title : dataset.unasked ?? dataset.title, { count: all.length });
    group.hidden = !all.length;
    const more = $("[data-more]", group);
    const left = all.length - shown.length;
    if (more) Object.assign(more, { hidden: !left, textContent: fill(words.more, { count: left }) });
  }
  for (const box of boxes) {
    const right = judged.filter(({ offer, fit }) => fit.answer !== "not" && offer.verdicts[Number(box.dataset.at)] === "n");
    $(".count", /** @type {Element} */ (box.parentElement)).textContent = right.length;
  }
}

/** Shows what the address says. */
function restore() {
  const given = new URLSearchParams(location.search);
  whole.clear();
  for (const box of boxes) {
    box.checked = given.getAll(box.name).includes(box.value);
    if (box.checked) box.closest("details")?.setAttribute("open", "");
  }
  show();
}

/** @param {string} address */
function go(address) {
  history.pushState(null, "", address);
  restore();
}

root.addEventListener("change", () => go(chosen().length ? query(chosen()) : location.pathname));
root.addEventListener("click", (/** @type {any} */ event) => {
  const { target } = event;
  if ("more" in target.dataset) {
    const group = target.closest("[data-group]");
    whole.add(group.dataset.group);
    show();
    $(`li:nth-child(${AT_ONCE + 1}) a`, group).focus();
  } else if (target.href && target.closest("[data-chosen], .find-clear") && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    go(target.href);
    count.focus();
  }
});
addEventListener("popstate", restore);

// Without the offers the links stay, and they say where they lead.
try {
  data = await (await fetch(words.find)).json();
  naming = counts(data.offers);
  boxes = $$("[data-answer]").map(toBox);
  restore();
  words.ready = "";
  // Who comes by a link with answers sees what they give.
  if (location.search && innerWidth < 832) $("#svar").scrollIntoView();
} catch {
  words.failed = "";
}
