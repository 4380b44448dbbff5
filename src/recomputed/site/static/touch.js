// Draws the figures that answer: charts by Vega-Lite, moved by sliders and lists, with a sentence that says what is seen.
// Without this script a page shows the static figure alone.
"use strict";

const FONT = 'system-ui, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif'; // as in site.css
const CONFIG = {
  background: null,
  font: FONT, // named, as widths are measured with it
  view: { stroke: null },
  axis: { domainColor: "var(--muted)", tickColor: "var(--muted)", gridColor: "var(--line)", labelColor: "var(--ink)",
    titleColor: "var(--ink)", labelFontSize: 12, titleFontSize: 13, titleFontWeight: 400, labelFlush: false },
  legend: { labelColor: "var(--ink)", titleColor: "var(--ink)", labelFontSize: 12, titleFontSize: 12, orient: "top",
    titleFontWeight: 400, symbolStrokeWidth: 2.5, columnPadding: 18, labelLimit: 300 },
  header: { labelColor: "var(--ink)", titleColor: "var(--ink)" },
  title: { color: "var(--ink)", fontSize: 13, fontWeight: 600, anchor: "start" },
  text: { color: "var(--ink)", fontSize: 13 },
  range: { category: ["var(--series-1)", "var(--series-2)", "var(--series-3)", "var(--series-4)"] },
  line: { strokeWidth: 2.2 },
};

function rowsOf(columns) {
  const names = Object.keys(columns);
  return (columns[names[0]] ?? []).map((_, n) => Object.fromEntries(names.map((name) => [name, columns[name][n]])));
}

function sentence({ on, keys, cells, parts }, state) {
  const row = keys.findIndex((key) => key.every((value, n) => value === state[on[n]]));
  if (row < 0) return "";
  return parts.map((part, n) => part + (cells[row][n] ?? "")).join("");
}

async function draw(places, { views, data }) {
  const tables = Object.fromEntries(Object.entries(data).map(([name, columns]) => [name, rowsOf(columns)]));
  const options = { mode: "vega-lite", renderer: "svg", actions: false, config: CONFIG };
  return Promise.all(views.map(async ({ spec }, n) => {
    const embedded = await vegaEmbed(places[n], { ...spec, datasets: tables }, options);
    places[n].querySelector("svg").setAttribute("aria-hidden", "true"); // the place has the alternative text
    return embedded.view;
  }));
}

async function startTouch(box) {
  const given = window.touch[box.dataset.touch];
  const inputs = [...box.querySelectorAll("[data-control]")];
  const said = box.querySelector("[data-said]");
  box.hidden = false; // the charts take their width from their places
  const charts = await draw([...box.querySelectorAll("[data-view]")], given);
  const state = {};

  async function show() {
    for (const [n, input] of inputs.entries()) {
      const { name, values } = given.controls[n];
      state[name] = values[Number(input.value)];
      const words = input.dataset.shown?.split("|")[Number(input.value)];
      if (words !== undefined) {
        input.setAttribute("aria-valuetext", words);
        input.nextElementSibling.textContent = words;
      }
    }
    said.textContent = sentence(given.answer, state);
    for (const chart of charts) for (const name of Object.keys(state)) chart.signal(name, state[name]);
    await Promise.all(charts.map((chart) => chart.runAsync()));
    box.dataset.drawn = JSON.stringify(state);
  }

  for (const input of inputs) for (const kind of ["input", "change"]) input.addEventListener(kind, show);
  box.charts = charts;
  await show();
}

for (const box of document.querySelectorAll("[data-touch]")) startTouch(box);
