// @ts-check
/**
 * The finder: links become boxes to tick, and what is ticked divides the offers in those that fit, those that may and those that do not. Until
 * the offers are fetched, and where they cannot be, the links stay. The answers stand in the address, and back takes one back.
 *
 * @typedef {import("./fit.js").Fit} Fit
 * @typedef {{url: string, title: string}} Linked
 * @typedef {{id: string, title: string, url: string, summary: string, tags: string[], ways: any[][], open: string[], verdicts: string}} Offer
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
 * Why an offer is shown, in the parts of a line.
 * @param {Fit} fit
 * @param {{about: string}[]} questions
 * @param {string} letters
 */
function reasons(fit, questions, letters) {
  const right = (/** @type {string} */ letter) => chosen().filter(({ dataset }) => letters[Number(dataset.at)] === letter).map(label);
  const others = /** @type {const} */ (["partly", "silent", "wrong"]).map((name) => [words[name], fit[name].map((at) => questions[at]?.about)]);
  return [[words.named, right("n")], [words.broader, right("i")], ...others].filter(([, list]) => list.length).map(([pattern, list]) => fill(pattern, { list: list.join(", ") }));
}

/** @param {Linked} entry */
const linked = ({ url, title }) => Object.assign(document.createElement("a"), { href: at(url), textContent: title });

/**
 * @param {Judged} judged
 * @param {{about: string}[]} questions
 */
function card({ offer, fit }, questions) {
  const item = copy("hit");
  $("a", item).replaceWith(linked(offer));
  const list = (/** @type {any[]} */ lines) =>
    lines.map((line) => {
      const item = document.createElement("li");
      item.append(...[line].flat());
      return item;
    });
  const ways = offer.ways.map((pieces) => pieces.map((piece) => (piece.url ? linked(piece) : piece)));
  $(".tags", item).append(...list([questions[0] && words[fit.answer], ...offer.tags].filter(Boolean)));
  $("p", item).textContent = offer.summary;
  $(".reasons", item).append(...list([[...reasons(fit, questions, offer.verdicts), ...offer.open].join(" · "), ...ways]));
  item.dataset.id = offer.id;
  item.dataset.fit = questions[0] && fit.answer;
  return item;
}

function show() {
  const answers = chosen();
  const questions = asked();
  /** @type {Judged[]} */
  const judged = data.offers.map((offer) => ({ offer, fit: fit(offer.verdicts, questions, naming) }));
  judged.sort((one, two) => compare(one.fit, two.fit));
  const numbers = { fits: 0, may: 0, not: 0 };
  for (const { fit } of judged) numbers[fit.answer]++;
  count.textContent = fill(!answers.length ? words.all : numbers.fits ? words.counts : words.none, numbers);
  Object.assign(count.dataset, numbers);
  chips.replaceChildren(...answers.map((box) => chip(box, answers)));
  for (const group of $$("[data-group]")) {
    const { dataset } = group;
    const name = dataset.group;
    const all = judged.filter(({ fit: { answer, level } }) => name === (answer === "not" ? answer : `${level}`));
    const shown = whole.has(name) ? all : all.slice(0, AT_ONCE);
    $("[data-hits]", group).replaceChildren(...shown.map((one) => card(one, questions)));
    $("[data-heading]", group).textContent = fill(dataset.title, { count: all.length, ...all[0]?.fit });
    group.hidden = !all.length;
    const left = all.length - shown.length;
    Object.assign($("[data-more]", group), { hidden: !left, textContent: fill(words.more, { count: left }) });
  }
  for (const box of boxes) {
    const right = judged.filter(({ offer, fit }) => fit.answer !== "not" && offer.verdicts[Number(box.dataset.at)] === "n");
    $(".count", /** @type {Element} */ (box.parentElement)).textContent = right.length;
  }
}

/** Shows what the address says. */
function restore() {
  const given = new URLSearchParams(location.search);
  const folds = $$(".questions details");
  whole.clear();
  for (const box of boxes) {
    box.checked = given.getAll(box.name).includes(box.value);
    if (box.checked) for (const fold of folds) fold.open ||= fold.contains(box);
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
