/* What depends on the reader's day, by the clock in China: titles that end, activities whose
   day passes. The pages say what is true on any day; data-days has the words of later days,
   data-levels the levels that bases hold then (generator/pages/days.go). */
(() => {
  "use strict";
  const coming = document.querySelector("[data-upcoming]"), past = document.querySelector("[data-overdue]");
  const folded = document.querySelector("[data-folded]");
  let done = "";

  function tell() {
    const today = new Date(Date.now() + 8 * 36e5).toISOString().slice(0, 10);
    if (today === done) return;
    done = today;
    for (const el of document.querySelectorAll("[data-days]")) {
      const now = JSON.parse(el.dataset.days).filter(([from]) => from <= today).pop();
      if (!now) continue;
      el.textContent = now[1];
      for (const c of [...el.classList]) if (/^level--\d/.test(c)) el.classList.remove(c); // the words may be of another level
      el.hidden = !now[1];
    }
    for (const el of document.querySelectorAll("[data-levels]")) {
      const now = JSON.parse(el.dataset.levels).filter(([from]) => from <= today).pop();
      if (now) level(el, now[1], now[2]);
    }
    for (const el of document.querySelectorAll("[data-hours-end]")) if (el.dataset.hoursEnd < today) el.removeAttribute("data-hours");
    if (coming && past) part(today);
    if (folded) fold(today);
    document.dispatchEvent(new Event("kepu-days"));
  }

  /* What filters ask for, and the shape of signs: the theme has five. */
  function level(el, id, rank) {
    if ("facets" in el.dataset) el.dataset.facets = [...el.dataset.facets.split("|").filter(p => p && !p.startsWith("level=")), ...id ? ["level=" + id] : []].join("|");
    if ("rank" in el.dataset) el.dataset.rank = rank;
    const sign = el.matches(".spot") ? el : el.querySelector(".sign .spot"), mark = Math.min(rank, 4);
    if (!sign) return;
    const use = sign.querySelector("use");
    sign.setAttribute("class", sign.getAttribute("class").replace(/spot--\d/, "spot--" + mark));
    use.setAttribute("href", use.getAttribute("href").replace(/\d$/, mark));
  }

  /* Planned activities: those to come, and those of which nobody has told what became. */
  function part(today) {
    const most = +coming.dataset.upcoming || Infinity, from = coming.querySelector("ul"), to = past.querySelector("ul");
    for (const li of [...from.children]) if (li.dataset.last && li.dataset.last < today) to.prepend(li);
    for (const [section, list] of [[coming, from], [past, to]]) {
      section.hidden = !list.children.length;
      [...list.children].forEach((li, i) => { li.hidden = i >= most; });
    }
    const title = coming.querySelector("h2");
    title.textContent = title.dataset.title;
  }

  /* What bases offered until a day that has passed; the filter asks no more for it. */
  function fold(today) {
    const to = folded.querySelector("ul");
    for (const li of document.querySelectorAll("[data-group] [data-until]")) {
      if (li.dataset.until >= today) continue;
      const group = li.closest("[data-group]");
      li.removeAttribute("data-facets");
      li.hidden = false; // whatever was chosen
      to.append(li);
      group.querySelector("[data-group-count]").textContent = group.querySelectorAll("[data-facets]").length;
      if (!group.querySelector("[data-facets]")) { group.hidden = true; group.removeAttribute("data-group"); }
    }
    folded.querySelector("[data-folded-count]").textContent = to.children.length;
    folded.hidden = !to.children.length;
    const asked = document.getElementById(location.hash.slice(1)); // by a link of its base's page, or of the search
    if (asked && folded.contains(asked)) {
      folded.open = true;
      asked.scrollIntoView();
    }
  }

  tell();
  document.addEventListener("visibilitychange", () => { if (!document.hidden) tell(); });
})();
