/* Whether a place is open today and now, by the clock in China wherever the reader is. What
   the table means is told in the package comment of generator/hours. The entry gets the answer as
   words in its [data-now], and as open=today and open=now for the filter. */
(() => {
  "use strict";
  const places = [...document.querySelectorAll("[data-hours]")];
  if (!places.length) return;
  const tables = new Map(places.map(p => [p, JSON.parse(p.dataset.hours)]));

  const two = n => String(n).padStart(2, "0");
  const clock = minutes => two(Math.floor(minutes / 60)) + ":" + two(minutes % 60);
  const inside = (spans, day) => (spans || []).some(([from, to]) => {
    const d = from.length > 5 ? day.date : day.date.slice(5);
    return from <= to ? from <= d && d <= to : d >= from || d <= to;
  });

  /* The day of the Chinese calendar; none where the browser doesn't know it. */
  const lunar = at => {
    const format = new Intl.DateTimeFormat("en-u-ca-chinese", { month: "numeric", day: "numeric", timeZone: "UTC" });
    if (format.resolvedOptions().calendar !== "chinese") return null;
    const part = name => parseInt(format.formatToParts(at).find(p => p.type === name).value, 10);
    return part("month") * 100 + part("day");
  };

  /* Holidays that the day may belong to: [which, is it sure]. How many days are off is announced
     year by year, so only the day itself is sure, and those around it may be. */
  function holidays(at, day) {
    const out = [], sun = +day.date.slice(5).replace("-", ""), moon = lunar(at);
    const add = (which, d, from, to, sure) => { if (from <= to ? from <= d && d <= to : d >= from || d <= to) out.push([which, sure.includes(d)]); };
    add(1, sun, 1230, 103, [101]);
    add(4, sun, 402, 407, []);
    add(8, sun, 429, 505, [501]);
    add(64, sun, 929, 1008, [1001, 1002, 1003]);
    if (moon) {
      add(2, moon, 1228, 109, [101, 102, 103]);
      add(16, moon, 502, 508, [505]);
      add(32, moon, 812, 818, [815]);
    } else {
      add(2, sun, 119, 301, []);
      add(16, sun, 525, 628, []);
      add(32, sun, 905, 1010, []);
    }
    return out;
  }

  /* The hours of a day that is this holiday (0: none): [[from, to] …], null if not known. */
  function hoursOn(table, day, holiday) {
    if (inside(table.c, day) || holiday & (table.h || 0)) return [];
    if (table.u) return null;
    const month = (table.r || []).filter(r => r[1] >> day.month & 1);
    if (!month.length) return null;
    let rules = holiday ? month.filter(r => r[0] & 128) : [];
    if (!rules.length) {
      const named = month.filter(r => r[0] >> day.week & 1);
      rules = holiday ? named.filter(r => !(r[0] & 256)) : named;
      if (named.length && !rules.length) return null; // 法定节假日除外, and nothing says what then
    }
    if (rules.some(r => r[3] === 0)) return [];
    // Days that are not named are closed only if others are named as open: 周一 off alone says nothing of Tuesday.
    if (!rules.length && !month.some(r => r[3] && r[0] & 127)) return null;
    return rules.map(r => [r[2], r[3]]).sort((a, b) => a[0] - b[0]);
  }

  function answer(table, at) {
    const date = at.toISOString().slice(0, 10);
    const day = { date, month: at.getUTCMonth(), week: (at.getUTCDay() + 6) % 7 };
    const may = holidays(at, day), sure = may.filter(h => h[1]);
    const cases = (sure.length ? sure : [[0], ...may]).map(h => hoursOn(table, day, h[0]));
    if (inside(table.p, day)) cases.push([]);
    const same = cases.every(c => JSON.stringify(c) === JSON.stringify(cases[0]));
    return same ? cases[0] : null;
  }

  function words(open, now) {
    if (!open) return ["今天是否开放未知", ""];
    if (!open.length) return ["今天不开放", ""];
    const times = "今天 " + open.map(([a, b]) => clock(a) + "—" + clock(b)).join("、");
    const current = open.find(([a, b]) => a <= now && now < b), next = open.find(([a]) => now < a);
    if (current) return [times, current[1] - now <= 30 ? "即将闭馆" : "开放中"];
    return [times, next ? clock(next[0]) + " 开放" : "已闭馆"];
  }

  function tell() {
    const china = new Date(Date.now() + 8 * 36e5); // its UTC fields are the time in China, which has no summer time
    const now = china.getUTCHours() * 60 + china.getUTCMinutes();
    for (const [place, table] of tables) {
      const open = answer(table, china), [text, state] = words(open, now);
      const is = (place.dataset.facets || "").split("|").filter(p => !p.startsWith("open="));
      if (!open) is.push("open=unknown");
      if (open && open.length) is.push("open=today");
      if (open && open.some(([a, b]) => a <= now && now < b)) is.push("open=now");
      if ("facets" in place.dataset) place.dataset.facets = is.join("|");
      const out = place.querySelector("[data-now]");
      if (!out) continue;
      out.textContent = text;
      if (!state) continue;
      const tag = document.createElement("span");
      tag.className = state === "开放中" ? "tag" : "tag tag--quiet";
      tag.textContent = state;
      out.append(" ", tag);
    }
    document.dispatchEvent(new Event("kepu-hours"));
  }

  tell();
  setInterval(tell, 60000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) tell(); });
})();
