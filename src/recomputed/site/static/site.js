// Searches, filters and sorts claims and figures, keeps that state in the address, and fills in run times. The pages work
// without it.
"use strict";

function seconds(count) {
  return count < 60 ? `${count.toFixed(1)} s` : `${Math.floor(count / 60)} min ${Math.round(count % 60)} s`;
}

// A name may hold wildcards, {task}: its time is that of all its jobs.
function fits(pattern, name) {
  const [start, ...more] = pattern.split(/\{[^}]*\}/);
  return more.length ? name.startsWith(start) && name.endsWith(more.at(-1)) : name === pattern;
}

function fillRunTimes(times) {
  for (const place of document.querySelectorAll("[data-run-time]")) {
    const patterns = place.dataset.runTime.split(" ");
    const known = Object.keys(times).filter((name) => patterns.some((pattern) => fits(pattern, name)));
    if (known.length) place.textContent = seconds(known.reduce((sum, name) => sum + times[name], 0));
  }
}

function fillRunDate(date) {
  for (const place of document.querySelectorAll("[data-run-date]")) place.textContent = date;
}

const GREEK = ("alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma sigma tau " +
  "upsilon phi chi psi omega").split(" ");
const SIGNS = { "√": " sqrt ", "ᵀ": "^t ", "⊤": "^t ", "∑": " sum ", "∏": " prod ", "∞": " infty ", "≤": "<=", "≥": ">=",
  "−": "-", "–": "-", "ϵ": " epsilon ", "ε": " epsilon ", "×": " times ", "⊙": " odot ", "∂": " partial " };

// One spelling for LaTeX, Greek letters, signs and names of symbols; case, decorations and gaps do not count.
function plain(text) {
  return text
    .replace(/[√ᵀ⊤∑∏∞≤≥−–ϵε×⊙∂]/g, (sign) => SIGNS[sign])
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u03b1-\u03c9]/g, (letter) => ` ${GREEK[letter.charCodeAt(0) - 0x3b1]} `)
    .replace(/\\(boldsymbol|mathbf|mathrm|text|left|right|operatorname)\b/g, " ")
    .replace(/\\?varepsilon/g, "epsilon")
    .replace(/\^\s*\{?\s*(\\top|\\mathsf\{t\}|t)\b\s*\}?/g, "^t transpose ")
    .replace(/[\\{}$]/g, " ")
    .replace(/\s*([=<>^_])\s*/g, "$1")
    .replace(/([a-z])-(?=[a-z])/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
}

function haystack(element) {
  const texts = [...element.children].map((child) => child.textContent);
  return plain([...texts, element.id, element.dataset.words ?? ""].join(" "));
}

// A fragment without "=", such as that of the link to the content, is no state.
function isState(fragment) {
  return fragment.length < 2 || fragment.includes("=");
}

function readAddress() {
  const state = new URLSearchParams(isState(location.hash) ? location.hash.slice(1) : "");
  return {
    q: state.get("q") ?? "",
    article: state.get("article") ?? "",
    of: state.get("of") ?? "",
    verdicts: (state.get("verdict") ?? "").split(",").filter(Boolean),
    sort: state.get("sort") ?? "",
  };
}

function writeAddress({ q, article, of, verdicts, sort }) {
  const state = new URLSearchParams();
  if (q) state.set("q", q);
  if (article) state.set("article", article);
  if (of) state.set("of", of);
  if (verdicts.length) state.set("verdict", verdicts.join(","));
  if (sort) state.set("sort", sort);
  history.replaceState(null, "", `#${state}`);
}

// Numbers in their order, then words, then empty keys; `down` reverses the first two.
function compareKeys(a, b, down, collator) {
  const rank = (key) => (key === "" ? 2 : Number.isFinite(Number(key)) ? 0 : 1);
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  const difference = rank(a) === 0 ? parseFloat(a) - parseFloat(b) : collator.compare(a, b);
  return down ? -difference : difference;
}

function startTable(form, table) {
  const body = table.tBodies[0];
  const rows = [...body.rows].map((row) => ({ row, text: haystack(row) }));
  const heads = [...table.tHead.rows[0].cells];
  const collator = new Intl.Collator("en", { numeric: true });
  const pictures = [...document.querySelectorAll("#found-figures li")].map((item) => ({ item, text: haystack(item) }));
  let sort = "";

  const state = () => ({
    q: form.q.value.trim(),
    article: form.article.value,
    of: form.of.value,
    verdicts: [...form.verdict].filter((box) => box.checked).map((box) => box.value),
    sort,
  });

  function show() {
    const { q, article, of, verdicts } = state();
    const words = plain(q).split(" ");
    let shown = 0;
    for (const { row, text } of rows) {
      row.hidden =
        (article && row.dataset.article !== article) ||
        (of && row.dataset.of !== of) ||
        (verdicts.length && !verdicts.includes(row.dataset.verdict)) ||
        !words.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    document.getElementById("shown").textContent = `${shown} of ${rows.length} claims`;
    document.getElementById("none").hidden = shown > 0;
    showPictures(q ? words : []);
  }

  function showPictures(words) {
    for (const { item, text } of pictures) item.hidden = !words.length || !words.every((word) => text.includes(word));
    document.getElementById("found-figures").hidden = pictures.every(({ item }) => item.hidden);
  }

  function order() {
    const down = sort.startsWith("-");
    const column = heads.findIndex((head) => head.dataset.sort === sort.replace("-", ""));
    heads.forEach((head, n) =>
      n === column ? head.setAttribute("aria-sort", down ? "descending" : "ascending") : head.removeAttribute("aria-sort"));
    const key = ({ row }) => row.cells[column].dataset.key;
    const sorted = column < 0 ? rows : [...rows].sort((a, b) => compareKeys(key(a), key(b), down, collator));
    body.append(...sorted.map(({ row }) => row));
  }

  // Names what an address asks for and the table does not have; without it the table would seem to show that.
  function showIgnored({ article, of, verdicts }) {
    const known = (name, value) => [...form[name].options].some((option) => option.value === value);
    const boxes = [...form.verdict].map((box) => box.value);
    const unknown = [...verdicts.filter((verdict) => !boxes.includes(verdict)),
      ...(known("article", article) ? [] : [article]), ...(known("of", of) ? [] : [of])];
    const place = document.getElementById("ignored");
    place.hidden = !unknown.length;
    place.textContent = unknown.length ? `The address asks for what is not here, which is ignored: ${unknown.join(", ")}` : "";
    return { article: known("article", article) ? article : "", of: known("of", of) ? of : "" };
  }

  function restore() {
    const asked = readAddress();
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (named && named.parentElement === body) asked.q = named.id; // a claim's id alone
    const wanted = { ...asked, ...showIgnored(asked) };
    form.q.value = wanted.q;
    form.article.value = wanted.article;
    form.of.value = wanted.of;
    for (const box of form.verdict) box.checked = wanted.verdicts.includes(box.value);
    sort = wanted.sort;
    order();
    show();
  }

  function changed() {
    show();
    writeAddress(state());
  }

  for (const head of heads) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      sort = sort === head.dataset.sort ? `-${sort}` : head.dataset.sort;
      order();
      writeAddress(state());
    });
  }
  for (const kind of ["input", "change"]) form.addEventListener(kind, changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    history.replaceState(null, "", "#");
    restore();
  });
  document.getElementById("clear").addEventListener("click", () => form.reset());
  const names = (fragment) => document.getElementById(fragment.slice(1))?.parentElement === body;
  addEventListener("hashchange", () =>
    (isState(location.hash) || names(location.hash) ? restore() : writeAddress(state())));
  form.hidden = false;
  restore();
}

function startGallery(form) {
  const cards = [...document.querySelectorAll(".gallery > li")].map((card) => ({ card, text: haystack(card) }));

  function show() {
    const words = plain(form.q.value).split(" ");
    for (const { card, text } of cards) {
      card.hidden =
        (form.article.value && card.dataset.article !== form.article.value) ||
        (form.answers?.checked && card.dataset.answers !== "yes") ||
        !words.every((word) => text.includes(word));
    }
    const shown = cards.filter(({ card }) => !card.hidden).length;
    document.getElementById("shown").textContent =
      shown ? `${shown} of ${cards.length} figures` : "No figure has all these words.";
  }

  function changed() {
    show();
    const state = new URLSearchParams();
    if (form.q.value.trim()) state.set("q", form.q.value.trim());
    if (form.article.value) state.set("article", form.article.value);
    if (form.answers?.checked) state.set("answers", "yes");
    history.replaceState(null, "", `#${state}`);
  }

  function restore() {
    const state = new URLSearchParams(isState(location.hash) ? location.hash.slice(1) : "");
    const asked = state.get("article") ?? "";
    form.q.value = state.get("q") ?? "";
    form.article.value = [...form.article.options].some((option) => option.value === asked) ? asked : "";
    if (form.answers) form.answers.checked = state.get("answers") === "yes";
    show();
  }

  for (const kind of ["input", "change"]) form.addEventListener(kind, changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    history.replaceState(null, "", "#");
    restore();
  });
  addEventListener("hashchange", () => isState(location.hash) && restore());
  form.hidden = false;
  restore();
}

// The search in the head of every page leads to the table of claims.
function startFind(form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    location.href = `${form.getAttribute("action")}#${new URLSearchParams({ q: form.elements[0].value.trim() })}`;
  });
  form.hidden = false;
}

// A table wider than its box fades at the right until its end is in view.
function markMore(box) {
  box.classList.toggle("more", box.scrollLeft + box.clientWidth < box.scrollWidth - 1);
}

const PAPER_PIXELS = 540; // beside the verdict, on an A4 page
const shrunk = new Set();

// A formula is one line; on paper nobody can scroll to its end.
function fitFormulas() {
  for (const box of document.querySelectorAll(".math")) {
    if (box.scrollWidth <= PAPER_PIXELS) continue;
    box.style.fontSize = `${(PAPER_PIXELS / box.scrollWidth).toFixed(3)}em`;
    shrunk.add(box);
  }
}

const opened = new Set();

function openForPrint() {
  for (const part of document.querySelectorAll("details:not([open])")) {
    part.open = true;
    opened.add(part);
  }
  fitFormulas();
}

function closeAfterPrint() {
  for (const part of opened) part.open = false;
  opened.clear();
  for (const box of shrunk) box.style.fontSize = "";
  shrunk.clear();
}

for (const box of document.querySelectorAll(".scroll")) {
  box.addEventListener("scroll", () => markMore(box), { passive: true });
  new ResizeObserver(() => markMore(box)).observe(box);
}
// So do a formula and a figure; they are reached by the keyboard while they are wider than their place.
for (const box of document.querySelectorAll(".math, .frame")) {
  const hint = box.matches(".frame") ? box.nextElementSibling : null;
  box.addEventListener("scroll", () => markMore(box), { passive: true });
  new ResizeObserver(() => {
    markMore(box);
    const goesOn = box.scrollWidth > box.clientWidth + 1;
    if (goesOn) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
    if (hint) hint.hidden = !goesOn;
  }).observe(box);
}
fillRunTimes(window.runTimes ?? {});
if (window.runDate) fillRunDate(window.runDate);
addEventListener("beforeprint", openForPrint);
addEventListener("afterprint", closeAfterPrint);
const form = document.getElementById("filter");
if (form) startTable(form, document.getElementById("claims"));
const gallery = document.getElementById("gallery");
if (gallery) startGallery(gallery);
const find = document.querySelector("[data-find]");
if (find) startFind(find);
