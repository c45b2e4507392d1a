/* Whether a place is open today and now, by the clock in China wherever the reader is. What
   the table means is told in the package comment of generator/hours, and On there does the same as answer here;
   tests hold them to each other. The entry gets the answer as words in its [data-now], and as open=today and
   open=now for the filter. */
(() => {
  "use strict";
  const places = [...document.querySelectorAll("[data-hours]")];
  if (!places.length) return;
  const tables = new Map(places.map(p => [p, JSON.parse(p.dataset.hours)]));

  /* The days of 元旦 春节 清明 劳动节 端午 中秋 国庆. Browsers' own calendars are a day off in 2027 and 2030. */
  const FEASTS = {
    2025: "0101 0129 0404 0501 0531 1006 1001",
    2026: "0101 0217 0405 0501 0619 0925 1001",
    2027: "0101 0206 0405 0501 0609 0915 1001",
    2028: "0101 0126 0404 0501 0528 1003 1001",
    2029: "0101 0213 0404 0501 0616 0922 1001",
    2030: "0101 0203 0405 0501 0605 0912 1001",
    2031: "0101 0123 0405 0501 0624 1001 1001",
    2032: "0101 0211 0404 0501 0612 0919 1001",
    2033: "0101 0131 0404 0501 0601 0908 1001",
    2034: "0101 0219 0405 0501 0620 0927 1001",
    2035: "0101 0208 0405 0501 0610 0916 1001",
    2036: "0101 0128 0404 0501 0530 1004 1001",
    2037: "0101 0215 0404 0501 0618 0924 1001",
    2038: "0101 0204 0405 0501 0607 0913 1001",
    2039: "0101 0124 0405 0501 0527 1002 1001",
    2040: "0101 0212 0404 0501 0614 0920 1001"
  };
  /* The days off of these, and the weekends on which people work, of the years whose notice is known. */
  const ANNOUNCED = {
    2026: "0101-0103 0215-0223 0404-0406 0501-0505 0619-0621 0925-0927 1001-1007 0104 0214 0228 0509 0920 1010"
  };
  const BY_LAW = [[0, 0], [-1, 2], [0, 0], [0, 1], [0, 0], [0, 0], [0, 2]];
  const AROUND = [[-3, 3], [-4, 9], [-3, 3], [-3, 5], [-3, 3], [-3, 3], [-3, 8]];
  const NEAR = 14;
  const SATURDAY = 5, WORKDAYS = 31, WEEKEND = 96, EVERY_DAY = 127;
  const ON_HOLIDAYS = 128, PERHAPS_HOLIDAYS = 256, PERHAPS_WEEKEND = 512, ONLY_WORKING = 1024, PERHAPS_EXCEPT = 2048;

  const two = n => String(n).padStart(2, "0");
  const clock = minutes => two(Math.floor(minutes / 60)) + ":" + two(minutes % 60);
  const numberOf = (year, text) => Date.UTC(year, +text.slice(0, 2) - 1, +text.slice(2)) / 864e5;
  const feast = (year, i) => numberOf(year, FEASTS[year].split(" ")[i]);
  const within = (spans, day) => (spans || []).some(([from, to]) => {
    const d = from.length > 5 ? day.date : day.date.slice(5);
    return from <= to ? from <= d && d <= to : d >= from || d <= to;
  });

  /* What the day may be: its holidays, those for which it is a day off, a working weekend. */
  function kinds(day) {
    if (!FEASTS[day.year] || !FEASTS[day.year + 1] && day.month === 11) return [];
    let out = [[0, 0, false]];
    const free = day.week >= SATURDAY;
    const add = (...choices) => {
      const next = new Map();
      for (const k of out) for (const c of choices) {
        const both = [k[0] | c[0], k[1] | c[1], (k[2] || c[2]) && !(k[1] | c[1])];
        next.set(both.join(), both);
      }
      out = [...next.values()];
    };
    const near = (year, i) => {
      if (!FEASTS[year]) return;
      const h = 1 << i, from = day.number - feast(year, i), inside = ([a, b]) => a <= from && from <= b;
      const none = [0, 0, false], whole = [h, h, false], part = [0, h, false], work = [0, 0, true];
      if (inside(BY_LAW[i])) return add(whole);
      if (ANNOUNCED[year]) {
        const [first, last] = ANNOUNCED[year].split(" ")[i].split("-").map(text => numberOf(year, text));
        if (first <= day.number && day.number <= last) add(whole, part);
      } else if (inside(AROUND[i])) add(none, whole, part, ...free ? [work] : []);
      else if (free && inside([-NEAR, NEAR])) add(none, work);
    };
    for (let i = 0; i < 7; i++) near(day.year, i);
    near(day.year + 1, 0);
    if (ANNOUNCED[day.year] && ANNOUNCED[day.year].split(" ").slice(7).some(text => numberOf(day.year, text) === day.number)) add([0, 0, true]);
    return out;
  }

  /* Whether the days off hold the day. */
  const has = (off, day, [holiday, rest]) => !!off && !!((off.h || 0) & holiday || (off.w || 0) & rest || within(off.c, day) ||
    (off.f || []).some(([h, from, to]) => { const n = day.number - feast(day.year, Math.log2(h)); return from <= n && n <= to; }));

  const length = ([from, to]) => {
    const at = text => Date.parse(text.length > 5 ? text : "2000-" + text) / 864e5, n = at(to) - at(from) + 1;
    return n < 1 ? n + 366 : n;
  };
  /* 0 a single date, 1 days up to a fortnight, 3 like days of the week; 2 is of holidays. */
  const exactness = spans => { const n = Math.max(...spans.map(length)); return n > 14 ? 3 : n > 1 ? 1 : 0; };

  function applies(rule, day, [holiday, off, work], working, wide) {
    const days = rule[0], week = days & EVERY_DAY;
    if (days & ON_HOLIDAYS && holiday) return [2, true];
    let on = !!(days >> day.week & 1);
    if (week === WORKDAYS || week && !(week & WEEKEND) && rule[3] || days & ONLY_WORKING) {
      if (off && day.week < SATURDAY) on = on && !working && !(days & ONLY_WORKING);
      else if (work) on = on || working;
    } else if (week === WEEKEND && work) on = on && !working;
    if (wide && (days & PERHAPS_HOLIDAYS && holiday || days & PERHAPS_WEEKEND && day.week >= SATURDAY)) on = true;
    return [rule[5] && rule[5].length && week === EVERY_DAY ? exactness(rule[5]) : 3, on];
  }

  /* The times of rules; null when they contradict each other. */
  function times(rules) {
    const all = new Map(rules.map(r => { const time = [r[2], r[3], r[4] || 0]; return [time.join(), time]; }));
    const out = [...all.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    return out.some((t, i) => i && t[0] < out[i - 1][1]) ? null : out;
  }

  /* The times of a day that is of one kind, when words are read in one way; [] closed, null not known. */
  function asA(table, day, kind, working, wide) {
    const opens = [[], [], [], []], closes = [0, 0, 0, 0];
    let named = false, left = false, leftClosed = false, season = false;
    for (const r of table.r || []) {
      if (!(r[1] >> day.month & 1) || r[5] && r[5].length && !within(r[5], day)) continue;
      season = true;
      const [level, on] = applies(r, day, kind, working, wide);
      if (level === 3 && r[3] && r[0] & EVERY_DAY) named = true;
      if (!on) continue;
      if (has(r[6], day, kind) && !(wide && r[0] & PERHAPS_EXCEPT)) { left = true; leftClosed = leftClosed || !r[3]; }
      else if (r[3]) opens[level].push(r);
      else closes[level]++;
    }
    if (has(table, day, kind)) return opens[0].length ? null : [];
    if (table.u || !season) return null;
    for (let level = 0; level < 4; level++) {
      if (closes[level]) return level > 1 || !opens[level].length ? [] : null;
      if (!opens[level].length) continue;
      for (let below = level + 1; below < 4; below++) if (closes[below] && !(level === 0 && below === 3)) return null;
      return times(opens[level]);
    }
    return left ? (leftClosed ? null : []) : named ? [] : null;
  }

  function answer(table, day, as) {
    let first;
    for (const kind of as) for (const working of [false, true]) for (const wide of [false, true]) {
      const open = asA(table, day, kind, working, wide);
      if (!open || first && String(open) !== String(first)) return null;
      first = open;
    }
    return !first || first.length && within(table.p, day) ? null : first;
  }

  /* A place is open to those who come until the last admission. */
  const lets = ([from, to, last], now) => from <= now && (last ? now <= last : now < to);

  /* Open beyond midnight: it does not close at 24:00 when the next day begins open, or may do so. */
  const goesOn = (table, day, [, to]) => {
    if (to < 1440) return false;
    const open = answer(table, day, kinds(day));
    return !open || open.some(([from]) => from === 0);
  };

  const dayOf = china => ({ date: china.toISOString().slice(0, 10), year: china.getUTCFullYear(), month: china.getUTCMonth(), week: (china.getUTCDay() + 6) % 7, number: Math.floor(china / 864e5) });

  function words(open, now, beyond) {
    if (!open) return ["今天是否开放未知", ""];
    if (!open.length) return ["今天不开放", ""];
    const times = "今天 " + open.map(([a, b, last]) => clock(a) + "—" + clock(b) + (last ? "（" + clock(last) + "停止入馆）" : "")).join("、");
    const current = open.find(([a, b]) => a <= now && now < b), next = open.find(([a]) => now < a);
    if (!current) return [times, next ? clock(next[0]) + " 开放" : "已闭馆"];
    const last = current[2];
    if (!lets(current, now)) return [times, "已停止入馆"];
    return [times, last && last - now <= 30 ? "即将停止入馆" : current[1] - now <= 30 && !beyond(current) ? "即将闭馆" : "开放中"];
  }

  function tell() {
    const china = new Date(Date.now() + 8 * 36e5); // its UTC fields are the time in China, which has no summer time
    const now = china.getUTCHours() * 60 + china.getUTCMinutes();
    const day = dayOf(china), tomorrow = dayOf(new Date(+china + 864e5));
    const as = kinds(day);
    for (const [place, table] of tables) {
      const open = answer(table, day, as), [text, state] = words(open, now, time => goesOn(table, tomorrow, time));
      const is = (place.dataset.facets || "").split("|").filter(p => !p.startsWith("open="));
      if (!open) is.push("open=unknown");
      if (open && open.length) is.push("open=today");
      if (open && open.some(t => lets(t, now))) is.push("open=now");
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
