/* Filters of a list. The page holds the whole list; this hides what does not fit. Each entry
   says what it is in data-facets ("county=xiping|free=1"), the form has controls of those names,
   and the address keeps what is chosen, so that it can be sent to someone. */
(() => {
  "use strict";
  const form = document.querySelector("[data-filter]");
  if (!form) return;
  const items = [...document.querySelectorAll("[data-facets]")];
  const groups = [...document.querySelectorAll("[data-group]")];
  const controls = [...form.elements].filter(c => c.name);
  const one = name => document.querySelector("[data-" + name + "]");
  const count = one("count"), reset = one("reset"), empty = one("empty"), note = one("unknown"), years = one("years");

  const ticked = c => c.type === "checkbox" || c.type === "radio"; /* of radios the first is for all, with no value */

  const chosen = () => controls.map(c => [c.name, ticked(c) ? (c.checked ? c.value : "") : c.value]).filter(p => p[1]);
  const query = () => {
    const q = new URLSearchParams(location.search);
    for (const c of controls) q.delete(c.name);
    for (const [name, value] of chosen()) q.set(name, value);
    return q.toString() ? "?" + q : "";
  };

  /* By a link, so that what other scripts add to addresses is added here too. */
  const go = url => {
    const a = document.createElement("a");
    a.href = url.split("?")[0] + query();
    a.hidden = true;
    document.body.append(a);
    a.click();
  };

  /* An entry may stand for several (data-n); one that is off is no entry on the chosen day (titles.js). */
  const sum = list => list.reduce((n, i) => n + ("n" in i.dataset ? +i.dataset.n : 1), 0);
  const on = i => "facets" in i.dataset && !("off" in i.dataset);

  function apply() {
    const want = chosen().filter(p => form.elements[p[0]].type !== "date").map(p => p.join("="));
    let unknown = 0;
    for (const item of items) {
      if (!("facets" in item.dataset)) continue; // its day has passed: days.js
      const is = item.dataset.facets.split("|");
      const fits = p => is.includes(p);
      item.hidden = !on(item) || !want.every(fits);
      if (!item.hidden || !on(item)) continue;
      if (want.every(p => p.startsWith("open=") || fits(p)) && (fits("open=unknown") || !item.dataset.hours)) unknown++;
    }
    for (const g of groups) {
      if (!("group" in g.dataset)) continue;
      const own = [...g.querySelectorAll("[data-facets]")], left = own.filter(i => !i.hidden);
      g.hidden = own.length > 0 && left.length === 0;
      const n = g.querySelector("[data-group-count]");
      if (n) n.textContent = left.length === own.length ? String(sum(left)) : sum(left) + " / " + sum(own);
    }
    for (const chip of document.querySelectorAll("[data-jump] a[href^='#']")) {
      const g = document.getElementById(chip.getAttribute("href").slice(1));
      chip.parentElement.hidden = Boolean(g && g.hidden);
      const n = chip.querySelector(".chip__count"), own = g && g.querySelector("[data-group-count]");
      if (n && own) n.textContent = own.textContent;
    }
    const all = items.filter(on), shown = all.filter(i => !i.hidden);
    if (count) count.textContent = sum(shown) + " / " + sum(all) + " " + (form.dataset.unit || "");
    if (reset) reset.hidden = !chosen().length;
    if (empty) empty.hidden = shown.length > 0;
    if (note) {
      note.hidden = !unknown || !want.some(p => p.startsWith("open="));
      note.textContent = "另有 " + unknown + " 家今天是否开放未知，没有列出。";
    }
    document.dispatchEvent(new Event("kepu-filter")); // ribbon.js
  }

  function remember() {
    try { history.replaceState(history.state, "", location.pathname + query() + location.hash); } catch { /* it is not kept in the address, and works all the same */ }
    for (const a of document.querySelectorAll("a[rel=prev], a[rel=next]")) a.href = a.getAttribute("href").split("?")[0] + query();
  }

  const asked = new URLSearchParams(location.search);
  for (const c of controls) {
    const value = asked.get(c.name);
    if (c.type === "checkbox") c.checked = value === c.value;
    else if (c.type === "radio") c.checked = !c.value || value === c.value; /* the last that is ticked stays so */
    else if (c.type === "date") c.value = value || "";
    else c.value = value !== null && [...c.options].some(o => o.value === value) ? value : "";
  }
  const change = () => { apply(); remember(); };
  form.addEventListener("change", event => {
    if (event.target !== years) change();
    else if (items.length) go(years.value);
  });
  form.addEventListener("submit", event => {
    event.preventDefault();
    if (years && !items.length) go(years.value);
  });
  if (reset) reset.addEventListener("click", () => {
    for (const c of controls) if (ticked(c)) c.checked = c.type === "radio" && !c.value; else c.value = "";
    change();
    controls[0].focus();
  });
  document.addEventListener("kepu-hours", apply);

  /* How many have a level, or are in a state, is told anew for the reader's day; of all where entries fold away. */
  const folds = document.querySelector("[data-folded]");
  function turn() {
    for (const name of folds ? ["side", "kind", "topic", "county", "audience"] : ["level", "state"]) for (const o of form.elements[name] ? form.elements[name].options : []) {
      const n = sum(items.filter(i => on(i) && i.dataset.facets.split("|").includes(name + "=" + o.value)));
      if (o.value) o.textContent = o.textContent.replace(/（\d+）$/, "") + (n ? "（" + n + "）" : "");
    }
    apply();
  }
  document.addEventListener("kepu-days", turn);
  if (folds || items.some(i => i.dataset.levels)) turn();
  change();
})();
