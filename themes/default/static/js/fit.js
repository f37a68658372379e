// @ts-check
/**
 * Puts together what an offer says of each answer, a letter that the program has found: named, included in a broader group, partly, silent,
 * other, excluded. The program puts them together the same way, and a test compares the two. Must not touch the document.
 *
 * @typedef {{answers: number[], several: boolean, age: boolean}} Asked The answers to one question, by their place among the letters.
 * @typedef {"fits" | "may" | "not"} Answer
 * @typedef {{answer: Answer, near: number, right: number[], partly: number[], silent: number[], wrong: number[], order: number[]}} Fit Questions by their place, and whether it names
 * a problem that is asked for (0), a broader group (1) or none (2).
 */

/** What is said of several answers is the best of it. */
const BEST = "nipsox";

/**
 * How many offers name each answer.
 * @param {{verdicts: string}[]} offers
 */
export const counts = (offers) =>
  offers.reduce((all, { verdicts }) => [...verdicts].map((letter, at) => (all[at] ?? 0) + Number(letter === "n")), /** @type {number[]} */ ([]));

/**
 * @param {string} letters
 * @param {Asked[]} questions
 * @param {number[]} naming How many offers name each answer.
 * @returns {Fit}
 */
export function fit(letters, questions, naming) {
  /** @type {Fit} */
  const found = { answer: "fits", near: 2, right: [], partly: [], silent: [], wrong: [], order: [] };
  let [points, rarest] = [0, Infinity];
  questions.forEach(({ answers, several, age }, at) => {
    const said = answers.map((answer) => letters[answer] ?? "s");
    const right = answers.filter((answer) => "ni".includes(letters[answer] ?? "s"));
    found.right.push(...right);
    const named = answers.filter((answer) => letters[answer] === "n");
    if (several) {
      // Every problem that is named as it is weighs more than another answer, which a broader group weighs as much as.
      points += named.length ? 3 * named.length : Number(right.length && 2);
      rarest = Math.min(...named.map((answer) => naming[answer] ?? 0));
      found.near = named.length ? 0 : right.length ? 1 : 2;
    } else if (right.length) points += age ? 1 : 2;
    // Where they all hold at once, one that is excluded is enough to be wrong.
    const together = several && said.includes("x") ? "x" : [...BEST].find((letter) => said.includes(letter));
    if (together === "p") found.partly.push(at);
    if (together === "s") found.silent.push(at);
    if (together === "o" || together === "x") found.wrong.push(at);
  });
  if (found.wrong.length) found.answer = "not";
  else if (found.near === 1 || found.partly.length + found.silent.length) found.answer = "may";
  found.order = [Number(found.answer === "not"), -points, found.near, Number(found.answer === "may"), -found.right.length, rarest, found.silent.length];
  return found;
}

/**
 * The better one first.
 * @param {Fit} one
 * @param {Fit} other
 */
export const compare = (one, other) => one.order.map((value, at) => (value === other.order[at] ? 0 : value - (other.order[at] ?? 0))).find(Boolean) ?? 0;
