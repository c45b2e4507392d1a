/* The ribbon of a year: where today is, by the clock in China; and on the page of a year, what the
   filter leaves: marks that do not fit fade, months count what is left, and a sign is a button that asks for its form.
   The marks stand in the order of the entries (package ribbon). */
(() => {
  "use strict";
  const ribbons = [...document.querySelectorAll("[data-ribbon]")];
  if (!ribbons.length) return;
  const NS = "http://www.w3.org/2000/svg";

  function today() {
    const day = new Date(Date.now() + 8 * 36e5), month = day.getUTCMonth();
    for (const old of document.querySelectorAll("[data-today]")) old.remove();
    for (const r of ribbons) {
      if (+r.dataset.ribbon !== day.getUTCFullYear()) continue;
      const days = new Date(Date.UTC(day.getUTCFullYear(), month + 1, 0)).getUTCDate();
      const x = ((month % 6 + (day.getUTCDate() - .5) / days) / 6 * 100).toFixed(2) + "%";
      const drawing = r.querySelectorAll("svg.ribbon__drawing")[month < 6 ? 0 : 1];
      const group = document.createElementNS(NS, "g"), line = document.createElementNS(NS, "line"), word = document.createElementNS(NS, "text");
      group.dataset.today = "";
      for (const [name, value] of [["x1", x], ["x2", x], ["y1", "0"], ["y2", "100%"]]) line.setAttribute(name, value);
      for (const [name, value] of [["x", x], ["y", "-.3em"]]) word.setAttribute(name, value);
      word.textContent = "今天";
      group.append(line, word);
      drawing.append(group);
    }
  }
  today();
  document.addEventListener("visibilitychange", () => { if (!document.hidden) today(); });

  /* A list of contents hands on what was asked of the year. */
  if (document.querySelector("[data-parts]")) for (const a of document.querySelectorAll("[data-parts] a, .ribbon__months a")) a.search = location.search;

  /* The page of a year has one ribbon, and below it what it shows. */
  const form = document.querySelector("form[data-filter]"), items = [...document.querySelectorAll("li[data-facets]")];
  if (!form || !items.length) return;
  const r = ribbons[0], halves = [...r.querySelectorAll("svg.ribbon__drawing")];
  const month = i => (i.closest("[data-group]") || i).id;
  const exact = i => (i.querySelector("time") || {}).dateTime || "";
  const pairs = [];
  halves.forEach((half, h) => {
    const here = items.filter(i => { const n = +month(i).slice(2); return n && (n > 6 ? 1 : 0) === h; });
    const pair = (list, marks) => { if (list.length === marks.length) list.forEach((item, i) => pairs.push([item, marks[i]])); };
    pair(here.filter(i => exact(i).length === 10), half.querySelectorAll(":scope > use"));
    pair(here.filter(i => exact(i).length === 7), half.querySelectorAll("g > use"));
  });

  function show() {
    for (const [item, mark] of pairs) mark.toggleAttribute("data-off", item.hidden);
    const left = {};
    for (const i of items) if (!i.hidden) left[month(i)] = (left[month(i)] || 0) + 1;
    for (const a of r.querySelectorAll(".ribbon__months a")) a.querySelector("b").textContent = left[a.hash.slice(1)] || "—";
    const asked = form.elements.form ? form.elements.form.value : "";
    for (const b of document.querySelectorAll("li[data-form] button")) b.setAttribute("aria-pressed", String(b.value === asked));
  }

  const choice = form.elements.form;
  for (const li of choice ? document.querySelectorAll("li[data-form]") : []) {
    if (![...choice.options].some(o => o.value === li.dataset.form)) continue;
    const b = document.createElement("button");
    b.type = "button";
    b.value = li.dataset.form;
    b.append(...li.childNodes);
    b.addEventListener("click", () => {
      choice.value = choice.value === b.value ? "" : b.value;
      choice.dispatchEvent(new Event("change", { bubbles: true }));
    });
    li.append(b);
  }
  document.addEventListener("kepu-filter", show);
  show();
})();
