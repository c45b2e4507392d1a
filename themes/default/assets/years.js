/* The years of the large map: one control leads to the end of each, and the small maps of years are its buttons. What a year
   says of the city and of each county was counted in the build (data-scrub); the signs of bases are map.js's, which is told by an event. */
(() => {
  "use strict";
  const box = document.querySelector("[data-scrub]");
  if (!box) return;
  const data = JSON.parse(box.dataset.scrub), figure = box.closest("[data-measure]"), range = box.querySelector("input"), words = box.querySelector("[data-scrub-words]");
  const choices = [...figure.querySelectorAll("[data-measures] input")], county = document.querySelector('[data-by="county"]'), today = words.textContent;
  const lead = document.querySelector("[data-lead]"), leads = lead && lead.textContent; // it tells of now
  const steady = [lead, document.querySelector("[data-list]")].filter(Boolean); // both say less of a year, and keep their height: the control stays under the finger
  const spell = (tag, values) => {
    const el = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const k in values) el.setAttribute(k, values[k]);
    return el;
  };
  let chosen = figure.dataset.measure; // what the counties are tinted by when no year is

  /* What shows the years on one drawing, by county. */
  const drawings = [...figure.querySelectorAll("[data-figure]")].map(svg => {
    const counties = {}, size = svg.dataset, down = size.figureDown;
    for (const code in data.counties) counties[code] = {};
    for (const el of svg.querySelectorAll("[data-code]")) {
      const c = counties[el.dataset.code];
      if (!c) continue;
      c.number = spell("text", { class: "map__count held", y: down / size.figure + "em", "font-size": size.figure / size.heading + "em" });
      el.append(c.number);
      if (!svg.querySelector("[data-seat]")) continue;
      c.lost = spell("circle", { class: "map__lost held", cy: down, r: 4 });
      el.append(c.lost);
    }
    for (const el of svg.querySelectorAll(".map__area")) {
      const c = counties[el.getAttribute("href").split("-").pop()];
      if (!c) continue;
      c.area = el;
      c.hatch = el.parentNode.nextElementSibling;
      if (!c.hatch || !c.hatch.matches(".map__hatch")) {
        c.hatch = spell("use", { class: "map__hatch", href: el.getAttribute("href"), fill: "url(#" + svg.querySelector("pattern").id + ")" });
        el.parentNode.after(c.hatch);
      }
    }
    for (const el of svg.querySelectorAll("[data-seat]")) {
      const c = counties[el.dataset.seat];
      if (!c || c.circle) continue;
      c.circle = spell("circle", { class: "map__seat held", cx: el.getAttribute("cx"), cy: el.getAttribute("cy") });
      el.parentNode.append(c.circle);
    }
    for (const code in counties) {
      const c = counties[code], link = (c.area || c.circle || box).closest("a");
      c.title = link && link.querySelector("title");
      c.now = c.title && c.title.textContent;
    }
    return { counties, wide: svg.viewBox.baseVal.width };
  });

  const tinted = /^held-/;
  function tint(el, year, digit) {
    if (!el) return;
    for (const c of [...el.classList]) if (tinted.test(c)) el.classList.remove(c);
    if (year >= 0) el.classList.add("held-" + digit);
  }
  /* The number of a county in words: "1+2?" is one, and two of which nobody knows. */
  function said(text, digit) {
    if (!text) return digit === "x" ? "名称未查到" : "没有在册的记录";
    const parts = text.split("+"), may = parts.pop();
    if (!may.endsWith("?")) return "在册" + may + "家";
    return (parts.length ? "在册" + parts[0] + "家，另有" : "") + may.slice(0, -1) + "家有效期未查到";
  }

  const at = () => { const i = +range.value - range.min; return i < data.words.length ? i : -1; };
  function tell() {
    const year = at(), day = year < 0 ? "" : data.words[year].split("：")[0];
    let text = year < 0 ? today : data.words[year];
    for (const d of drawings) {
      for (const code in d.counties) {
        const c = d.counties[code], of = data.counties[code], n = year < 0 ? "" : of.n[year], digit = of.t[year];
        if (c.number) c.number.textContent = n;
        if (c.lost) c.lost.setAttribute("display", year >= 0 && digit === "x" ? "inline" : "none");
        tint(c.area, year, digit);
        tint(c.hatch, year, digit);
        if (c.circle) c.circle.setAttribute("r", year < 0 ? 0 : of.r[year] * d.wide);
        if (c.title) c.title.textContent = year < 0 ? c.now : c.now.split("：")[0] + "：" + day + said(n, digit);
      }
    }
    if (county && county.value && year >= 0) {
      for (const code in data.counties) {
        const of = data.counties[code];
        if (of.id === county.value) text += "。" + county.selectedOptions[0].textContent + said(of.n[year], of.t[year]);
      }
    }
    words.textContent = text;
    for (const el of steady) {
      if (year < 0) el.style.minBlockSize = "";
      else if (!el.style.minBlockSize) el.style.minBlockSize = el.offsetHeight + "px";
    }
    if (lead) lead.textContent = year < 0 ? leads : "图上是" + day + "的情形，有多少家，看图下面。";
    range.setAttribute("aria-valuetext", text);
    figure.dataset.measure = year < 0 ? chosen : "held";
    for (const c of choices) c.checked = c.value === figure.dataset.measure;
    for (const b of document.querySelectorAll(".years__pick")) b.setAttribute("aria-pressed", String(+b.closest("[data-year]").dataset.year === year));
    box.dataset.at = year;
    box.dataset.day = day;
    box.dispatchEvent(new Event("kepu-year", { bubbles: true }));
  }

  range.addEventListener("input", () => { if (at() !== +box.dataset.at) tell(); });
  if (county) county.addEventListener("change", tell);
  figure.addEventListener("change", e => { // measure.js has changed the figure
    if (!choices.includes(e.target)) return;
    chosen = e.target.value;
    range.value = range.max;
    tell();
    range.dispatchEvent(new Event("change", { bubbles: true }));
  });
  for (const li of document.querySelectorAll("[data-year]")) {
    const name = li.querySelector("[data-year-name]"), button = document.createElement("button");
    button.type = "button";
    button.className = "years__pick";
    button.textContent = name.textContent;
    button.title = "在大地图上看这一年";
    name.replaceWith(button);
    button.addEventListener("click", () => {
      range.value = button.getAttribute("aria-pressed") === "true" ? range.max : +range.min + +li.dataset.year;
      tell();
      range.dispatchEvent(new Event("change", { bubbles: true }));
      figure.scrollIntoView({ block: "nearest" });
    });
  }
  const asked = /[#&]year=(\d{4})(?:&|$)/.exec(location.hash) || /[?&]year=(\d{4})(?:&|$)/.exec(location.search);
  chosen = choices.length ? (choices.find(c => c.checked) || choices[0]).value : chosen; // the browser may remember it
  range.value = asked && +asked[1] >= +range.min ? asked[1] : range.max;
  tell();
})();
