// @ts-check
/**
 * Boxes to tick, kept by this browser alone: what a participant has seen, and the steps of a procedure. Where there is a field for the day that
 * it began, deadlines are reckoned from it, for the page and for a calendar file (iCalendar, RFC 5545). Nothing is asked about whom it concerns.
 */

/** @param {string} css @param {ParentNode} within @returns {any} */
const $ = (css, within = document) => within.querySelector(css);

const root = $("[data-ticks]");
const words = root.dataset;
const field = $("[data-start]");
const progress = $("[data-progress]");
/** @type {any[]} */
const boxes = [...root.querySelectorAll("input[type=checkbox]")];

/**
 * When a step is due at the latest, if that can be reckoned: so long after the day that it began, in a shorter month on its last day.
 * @param {any} box
 * @returns {Date | null}
 */
function due({ dataset: { days, months, day } }) {
  const start = field?.valueAsDate;
  if (day) return new Date(day);
  if (!start || !(days ?? months)) return null;
  const next = new Date(start);
  next.setUTCMonth(next.getUTCMonth() + Number(months ?? 0));
  if (next.getUTCDate() !== start.getUTCDate()) next.setUTCDate(0);
  next.setUTCDate(next.getUTCDate() + Number(days ?? 0));
  return next;
}

/** Says how far it is, and when what is due. @param {string} [also] */
function show(also = "") {
  const seen = boxes.filter((box) => box.checked).length;
  progress.textContent = `${words.text.replace("{seen}", seen).replace("{count}", boxes.length)} ${also}`;
  for (const box of boxes) {
    const line = $("[data-due]", box.closest("li"));
    const day = due(box);
    const date = day?.toLocaleDateString(document.documentElement.lang, { dateStyle: "long", timeZone: "UTC" });
    const text = box.dataset.again ? words.first : words.due;
    if (line) Object.assign(line, { hidden: !day, textContent: day && text.replace("{date}", date) });
  }
  const calendar = $("[data-calendar]");
  if (calendar) calendar.hidden = !boxes.some(due);
}

function keep() {
  const done = boxes.filter((box) => box.checked).map(({ value }) => value);
  try {
    localStorage[words.ticks] = JSON.stringify({ start: field?.value, done });
    show();
  } catch {
    show(words.notKept);
  }
}

/** Shows what is kept: nothing where that is something else. Older editions kept the names alone. */
function restore() {
  /** @type {any} */
  let kept;
  try {
    kept = JSON.parse(localStorage[words.ticks] ?? "[]");
  } catch {
    kept = [];
  }
  const done = [kept?.done ?? kept].flat();
  for (const box of boxes) box.checked = done.includes(box.value);
  if (field) field.value = kept?.start ?? "";
  show();
}

/** @param {string} text */
const escaped = (text) => text.replace(/[\\,;]/g, "\\$&");

/** Hands over the calendar file: an all-day event for each step that is open; lines of more than 75 bytes go on in the next. */
function download() {
  const events = boxes.flatMap((box) => {
    const { again, title } = box.dataset;
    const date = due(box)?.toISOString().slice(0, 10).replaceAll("-", "");
    if (box.checked || !date) return [];
    return [
      "BEGIN:VEVENT",
      `UID:${words.ticks}-${box.value}-${date}@${location.hostname}`,
      `DTSTAMP:${new Date().toISOString().replace(/\.\d+|[-:]/g, "")}`,
      `DTSTART;VALUE=DATE:${date}`,
      ...(again ? [`RRULE:${again}`] : []),
      `SUMMARY:${escaped(title)}`,
      `DESCRIPTION:${escaped(words.title)} ${words.url}#${box.value}`,
      "END:VEVENT",
    ];
  });
  const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//portal//", ...events, "END:VCALENDAR"];
  const text = lines.map((line) => `${line.replace(/.{36}(?=.)/gu, "$&\r\n ")}\r\n`).join("");
  const href = URL.createObjectURL(new Blob([text], { type: "text/calendar" }));
  Object.assign(document.createElement("a"), { href, download: `${words.ticks}.ics` }).click();
}

root.addEventListener("change", keep);
root.addEventListener("click", (/** @type {any} */ { target }) => {
  if ("calendar" in target.dataset) download();
  else if ("reset" in target.dataset) {
    delete localStorage[words.ticks];
    restore();
  }
});
addEventListener("pageshow", restore);
