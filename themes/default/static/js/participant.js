// @ts-check
/** A participant's ticks: what has been seen, by name, kept by this browser alone. */

/** @type {any} */
const list = document.querySelector("[data-course]");
const key = `forloeb-${list.dataset.course}`;
/** @type {HTMLInputElement[]} */
const boxes = [...list.querySelectorAll("input")];
const progress = list.querySelector("[data-progress]");

/** The names that were ticked: none where the browser keeps nothing, or something else. */
function kept() {
  try {
    const names = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(names) ? names : [];
  } catch {
    return [];
  }
}

/** @param {boolean} isKept */
function tell(isKept) {
  const { text, notKept } = progress.dataset;
  const said = text.replace("{seen}", boxes.filter((box) => box.checked).length).replace("{count}", boxes.length);
  progress.textContent = isKept ? said : `${said} ${notKept}`;
}

function keep() {
  try {
    localStorage.setItem(key, JSON.stringify(boxes.filter((box) => box.checked).map((box) => box.value)));
    tell(true);
  } catch {
    tell(false);
  }
}

function show() {
  const names = kept();
  for (const box of boxes) box.checked = names.includes(box.value);
  tell(true);
}

list.addEventListener("change", keep);
list.querySelector("[data-reset]").addEventListener("click", () => {
  for (const box of boxes) box.checked = false;
  keep();
});
addEventListener("pageshow", show);
