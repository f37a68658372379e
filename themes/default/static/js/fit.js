// @ts-check
/**
 * Puts together what an offer says of each answer, a letter that the program has found: named, included in a broader group, partly, silent,
 * other, excluded. The program puts them together the same way, and a test compares the two. Must not touch the document.
 *
 * @typedef {{answers: number[], several: boolean, age: boolean}} Asked The answers to one question, by their place among the letters.
 * @typedef {"fits" | "may" | "not"} Answer
 * @typedef {{answer: Answer, near: number, level: number, named: number, asked: number, right: number[], partly: number[], silent: number[], wrong: number[], order: number[]}} Fit Questions by their place, and whether it names
 * a problem that is asked for (0), a broader group (1) or none (2); how many answers it names of how many that are
 * asked for, of which any one will do but of problems; and its group in the list: how many it does not name, a broader group (4), nothing (5).
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
  /** @type {Omit<Fit, "answer" | "level" | "order">} */
  const found = { near: 2, named: 0, asked: 0, right: [], partly: [], silent: [], wrong: [] };
  let [points, rarest] = [0, Infinity];
  questions.forEach(({ answers, several, age }, at) => {
    const said = answers.map((answer) => letters[answer] ?? "s");
    const right = answers.filter((answer) => "ni".includes(letters[answer] ?? "s"));
    found.right.push(...right);
    const named = answers.filter((answer) => letters[answer] === "n");
    const met = several ? named.length : Math.min(right.length, 1);
    found.named += met;
    found.asked += several ? answers.length : 1;
    if (several) {
      // Every problem that is named as it is weighs more than another answer, which a broader group weighs as much as.
      points += met ? 3 * met : Number(right.length && 2);
      rarest = Math.min(...named.map((answer) => naming[answer] ?? 0));
      found.near = met ? 0 : right.length ? 1 : 2;
    } else points += age ? met : 2 * met;
    // Where they all hold at once, one that is excluded is enough to be wrong.
    const together = several && said.includes("x") ? "x" : [...BEST].find((letter) => said.includes(letter));
    const { partly: p, silent: s, wrong } = found;
    /** @type {Record<string, number[]>} */ ({ p, s, o: wrong, x: wrong })[together ?? ""]?.push(at);
  });
  const { near, named, asked, right, partly, silent, wrong } = found;
  const answer = wrong.length ? "not" : near === 1 || partly.length + silent.length ? "may" : "fits";
  const level = named || !asked ? Math.min(asked - named, 3) : right.length ? 4 : 5;
  const order = [Number(answer === "not"), level, -points, near, Number(answer === "may"), -right.length, rarest, silent.length];
  return { ...found, answer, level, order };
}

/**
 * The better one first.
 * @param {Fit} one
 * @param {Fit} other
 */
export const compare = (one, other) => one.order.map((value, at) => value - (other.order[at] ?? 0)).find(Boolean) ?? 0;
