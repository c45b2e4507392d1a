/* The ledger of titles on a day: the one that is asked for, else the reader's, by the clock in China. What becomes
   of each title stands in data-life of its entry, or of its batch ([first day, state, words], package ledger):
   nothing is worked out here but which of them has come. */
(() => {
  "use strict";
  const form = document.querySelector("[data-ledger]");
  if (!form) return;
  const field = form.elements.day, said = document.querySelector("[data-day]");
  const lives = new Map(), held = s => s === "in" || s === "may";
  const items = [...document.querySelectorAll("[data-group] [data-facets]")].map(el => {
    const batch = el.closest("[data-row]"), text = el.dataset.life || batch.dataset.life;
    if (!lives.has(text)) lives.set(text, JSON.parse(text));
    return { el, life: lives.get(text), row: +batch.dataset.row, n: "n" in el.dataset ? +el.dataset.n : 1, says: el.querySelector("[data-is]") };
  });
  const rows = [...document.querySelectorAll("[data-sum]")];
  const at = (life, day) => life.filter(([from]) => from <= day).pop();
  const today = () => new Date(Date.now() + 8 * 36e5).toISOString().slice(0, 10);

  function tell() {
    const day = field.value || today(), next = String(+day.slice(0, 4) + 1).padStart(4, "0") + day.slice(4).replace("-02-29", "-03-01");
    const sums = rows.map(() => ({}));
    for (const { el, life, row, n, says } of items) {
      const now = at(life, day);
      if (!now) {
        el.dataset.off = "";
        continue;
      }
      delete el.dataset.off;
      const soon = held(now[1]) && ["expired", "ended"].includes(at(life, next)[1]), is = [now[1], ...soon ? ["soon"] : []];
      if (says) says.textContent = now[2] + (soon ? "，一年内到期" : "");
      el.dataset.facets = [...el.dataset.facets.split("|").filter(p => p && !p.startsWith("state=")), ...is.map(s => "state=" + s)].join("|");
      for (const sum of row < 0 ? [] : [sums[row], ...rows.length > 1 ? [sums[rows.length - 1]] : []])
        for (const s of ["", ...is]) {
          sum[s] = (sum[s] || 0) + n;
          if (!n) sum["least" + s] = true;
        }
    }
    rows.forEach((tr, i) => { // a dash where nothing had been named by then
      for (const td of tr.querySelectorAll("[data-is]")) {
        const s = td.dataset.is, n = sums[i][s] || 0, least = sums[i]["least" + s];
        td.textContent = !("" in sums[i]) ? "—" : least && !n ? "未查到" : (least ? "至少" : "") + n.toLocaleString("en");
      }
    });
    const [y, m, d] = day.split("-");
    said.textContent = "各个称号的状态是" + +y + "年" + +m + "月" + +d + "日的" + (field.value ? "" : "（今天）") + "；记录截至" + form.dataset.ledger + "。";
    document.dispatchEvent(new Event("kepu-days"));
  }

  /* Of those without a page neither county nor kind is known: they may belong to what is chosen. */
  function doubt() {
    const chosen = [...form.elements].filter(c => c.name && c.type !== "date" && c.value).map(c => [c.name, c.value]);
    const lacks = (is, key) => ["county", "kind"].includes(key) && !is.some(p => p.startsWith(key + "="));
    let n = 0, least = false;
    for (const item of items) {
      const is = item.el.dataset.facets.split("|");
      if ("off" in item.el.dataset || !chosen.some(([key]) => lacks(is, key)) || !chosen.every(([key, value]) => lacks(is, key) || is.includes(key + "=" + value))) continue;
      n += item.n;
      least = least || !item.n;
    }
    const note = form.querySelector("[data-unknown]");
    note.hidden = !n && !least;
    note.textContent = "另有" + (n ? (least ? "至少 " : " ") + n + " 个" : "的") + "没有查到县区或类型，没有列出。";
  }

  form.addEventListener("change", doubt);
  document.addEventListener("kepu-days", doubt);
  field.addEventListener("change", tell);
  form.addEventListener("click", event => { if (event.target.matches("[data-reset]")) tell(); }); // which ends in kepu-days
  document.addEventListener("visibilitychange", () => { if (!document.hidden && !field.value) tell(); });
  tell();
})();
