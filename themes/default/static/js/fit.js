// @ts-check
/**
 * Puts together what an offer says of each answer, a letter that the program has found: named, included in a broader group, partly, silent,
 * other, excluded. The program puts them together the same way, and a test compares the two. Must not touch the document.
 *
 * @typedef {{answers: number[], several: boolean}} Asked The answers to one question, by their place among the letters.
 * @typedef {"fits" | "may" | "not"} Answer
 * @typedef {{answer: Answer, right: number[], partly: number[], silent: number[], wrong: number[], order: number[]}} Fit Questions by their place.
 */

/** What is said of several answers is the best of it. */
const BEST = "nipsox";

/**
 * @param {string} letters
 * @param {Asked[]} questions
 * @returns {Fit}
 */
export function fit(letters, questions) {
  /** @type {Fit} */
  const found = { answer: "fits", right: [], partly: [], silent: [], wrong: [], order: [] };
  let points = 0;
  questions.forEach(({ answers, several }, at) => {
    const said = answers.map((answer) => letters[answer] ?? "s");
    const right = answers.filter((answer) => "ni".includes(letters[answer] ?? "s"));
    found.right.push(...right);
    const named = said.filter((letter) => letter === "n").length;
    // Every problem that is named as it is weighs more than anything else.
    if (right.length) points += several && named ? 3 * named : 2;
    // Where they all hold at once, one that is excluded is enough to be wrong.
    const together = several && said.includes("x") ? "x" : [...BEST].find((letter) => said.includes(letter));
    if (together === "p") found.partly.push(at);
    if (together === "s") found.silent.push(at);
    if (together === "o" || together === "x") found.wrong.push(at);
  });
  if (found.wrong.length) found.answer = "not";
  else if (found.partly.length + found.silent.length) found.answer = "may";
  found.order = [["fits", "may", "not"].indexOf(found.answer), -points, -found.right.length, found.silent.length];
  return found;
}

/**
 * The better one first.
 * @param {Fit} one
 * @param {Fit} other
 */
export const compare = (one, other) => one.order.map((value, at) => value - (other.order[at] ?? 0)).find(Boolean) ?? 0;
