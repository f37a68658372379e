// @ts-check
/**
 * The finder: links become boxes to tick, and what is ticked divides the offers in those that fit, those that may and those that do not. Until
 * the offers are fetched, and where they cannot be, the links stay. The answers stand in the address, and back takes one back.
 *
 * @typedef {import("./fit.js").Fit} Fit
 * @typedef {{url: string, title: string}} Linked
 * @typedef {{id: string, title: string, url: string, summary: string, tags: string[], ways: any[][], open: string[], mainly: Record<string, string>, verdicts: string}} Offer
 * @typedef {{offer: Offer, fit: Fit}} Judged
 */

/** How many offers of a group are shown at once; the sheet, and the link behind them, know it too. */
const AT_ONCE = 12;

/** With fewer offers than these, a way to more is shown. */
const FEW = 4;

/** @param {string} name */
const copy = (name) => document.importNode($(`template[data-${name}]`).content, true).firstElementChild;

/** @type {any} */
const root = document.querySelector("[data-find]");
const words = root.dataset;
const { compare, counts, fit } = /** @type {typeof import("./fit.js")} */ (await import(new URL(words.fit, document.baseURI).href));
const { $, $$, at, fill, make } = /** @type {typeof import("./entry-tools.js")} */ (await import(new URL(words.board, document.baseURI).href));
const count = $("[data-count]");
const chips = $("[data-chosen]");
const out = $("[data-out]");

/** @type {any[]} */
let boxes = [];
const chosen = () => boxes.filter((box) => box.checked);
/** @type {{answers: string[][], offers: Offer[]}} */
let data = { answers: [], offers: [] };
/** @type {number[]} */
let naming = [];

/**
 * The address's query for these answers.
 * @param {any[]} answers
 */
const query = (answers) => `?${new URLSearchParams(answers.map(({ name, value }) => [name, value]))}`;

/** @param {any} box @returns {string} */
const label = (box) => box.nextElementSibling.textContent;

/**
 * The questions that are answered, each with its answers.
 * @param {any[]} boxes
 */
function asked(boxes) {
  const questions = $$("[data-question]").map(({ dataset }) => ({
    about: dataset.about,
    several: "several" in dataset,
    age: dataset.question === "age",
    answers: boxes.flatMap(({ name, dataset: { at } }) => (name === dataset.question ? Number(at) : [])),
  }));
  return questions.filter(({ answers }) => answers.length);
}

/**
 * The offers as these answers divide them, and how many of each there are.
 * @param {any[]} boxes
 */
function divided(boxes) {
  const questions = asked(boxes);
  const numbers = { fits: 0, may: 0, not: 0 };
  const judged = data.offers.map((offer) => {
    const found = fit(offer.verdicts, questions, naming);
    numbers[found.answer]++;
    return { offer, fit: found };
  });
  return { judged, numbers, left: numbers.fits + numbers.may };
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

/** @param {Linked} entry */
const linked = ({ url, title }) => make("a", { href: at(url) }, title);

/**
 * The items of a list.
 * @param {any[]} lines
 */
const items = (lines) => lines.map((line) => make("li", {}, ...[line].flat()));

/**
 * Why an offer is shown, and what it does not tell.
 * @param {Judged} judged
 * @param {{about: string}[]} questions
 */
function reasons({ offer, fit }, questions) {
  const right = (/** @type {string} */ letter) => chosen().filter(({ dataset }) => offer.verdicts[dataset.at] === letter).map(label);
  const about = (/** @type {number[]} */ places) => places.map((at) => questions[at]?.about ?? "");
  const silent = about(fit.silent);
  const mainly = silent.flatMap((word) => offer.mainly[word] ?? []);
  /** @type {[string, any[]][]} */
  const lines = [[words.named, right("n")], [words.broader, right("i")], [words.partly, about(fit.partly)], [words.wrong, about(fit.wrong)], [words.mainly, mainly], [words.silent, [...silent.filter((word) => !offer.mainly[word]), ...offer.open]]];
  return lines.flatMap(([pattern, list]) => (list.length ? fill(pattern, { list: list.join(", ") }) : []));
}

/**
 * @param {Judged} judged
 * @param {{about: string}[]} questions
 * @param {any} marked Whether it says which of the three answers it is: where there is more than one.
 */
function card(judged, questions, marked) {
  const { offer, fit } = judged;
  const item = copy("hit");
  $("a", item).replaceWith(linked(offer));
  const ways = offer.ways.map((pieces) => pieces.map((piece) => (piece.url ? linked(piece) : piece)));
  $(".tags", item).append(...items([marked && words[fit.answer], ...offer.tags].filter(Boolean)));
  $("p", item).textContent = offer.summary;
  $(".reasons", item).append(...items([...reasons(judged, questions), ...ways]));
  item.dataset.id = offer.id;
  if (marked) item.dataset.fit = fit.answer;
  return item;
}

function show() {
  const answers = chosen();
  const questions = asked(answers);
  const { judged, numbers, left } = divided(answers);
  judged.sort((one, two) => compare(one.fit, two.fit));
  count.textContent = fill(words[!answers[0] ? "all" : numbers.fits ? "counts" : "none"], numbers);
  Object.assign(count.dataset, numbers);
  // The address on paper.
  $(".report span").dataset.query = location.search;
  const others = answers.map((box) => {
    const rest = answers.filter((one) => one !== box);
    return { href: query(rest), answer: label(box), ...divided(rest) };
  });
  chips.replaceChildren(...items(others.map(({ href, answer }) => make("a", { className: "chip", href, ariaLabel: fill(chips.dataset.remove, { answer }) }, answer))));
  // Where little is left, the answer that takes most away, and what there is without it.
  const [most] = others.sort((one, two) => two.left - one.left);
  out.hidden = !(most && left < Math.min(FEW, most.left));
  if (most) Object.assign($("a", out), { href: most.href, textContent: fill(words.without, { ...most, ...most.numbers }) });
  for (const group of $$("[data-group]")) {
    const { group: name, title } = group.dataset;
    const all = judged.filter(({ fit: { answer, level } }) => name === (answer === "not" ? answer : `${level}`));
    $("[data-hits]", group).replaceChildren(...all.map((one) => card(one, questions, numbers.fits && numbers.may)));
    const met = all.map(({ fit: { named } }) => named);
    const named = [...new Set([Math.min(...met), Math.max(...met)])].join("–");
    $("[data-heading]", group).textContent = fill(title, { count: all.length, asked: all[0]?.fit.asked, named });
    group.hidden = !all.length;
    const left = all.length - AT_ONCE;
    Object.assign($("[data-more]", group), { hidden: left < 1, textContent: fill(words.more, { count: left }) });
  }
  // Any answer to most questions will do: another one is reckoned without those that are chosen there.
  for (const question of $$("[data-question]")) {
    const own = boxes.filter((box) => question.contains(box));
    const { judged } = divided("several" in question.dataset ? answers : answers.filter((box) => !own.includes(box)));
    const rest = judged.filter(({ fit }) => fit.answer !== "not");
    for (const box of own) {
      const said = rest.map(({ offer }) => offer.verdicts[box.dataset.at]).join("");
      const right = said.split("n").length - 1;
      $(".count", box.parentElement).textContent = right || (/[ips]/.test(said) ? "" : 0);
    }
  }
}

/** Shows what the address says. */
function restore() {
  const given = new URLSearchParams(location.search);
  for (const box of boxes) {
    box.checked = given.getAll(box.name).includes(box.value);
    if (box.checked) for (const fold of $$(".questions details")) fold.open ||= fold.contains(box);
  }
  show();
}

/** @param {string} address */
function go(address) {
  history.pushState(null, "", address);
  restore();
}

root.addEventListener("change", () => go(query(chosen())));
root.addEventListener("click", (/** @type {any} */ event) => {
  const { target } = event;
  if ("more" in target.dataset) {
    target.hidden = true;
    // The first after those that were shown.
    $("li:nth-child(13) a", target.parentElement).focus();
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
  // The links stay.
  words.failed = "";
}
