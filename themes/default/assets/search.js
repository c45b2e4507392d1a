/* The search page. The index comes in parts (generator/search/search.go): the names of the bases with the page unless there are
   thousands, the rest when something is looked for. How things are found is find.js. */
(() => {
  "use strict";
  const root = document.querySelector("[data-search]");
  if (!root) return;
  const one = name => root.querySelector("[data-" + name + "]");
  const form = one("form"), input = form.elements.q, list = one("results"), status = one("count"), help = one("help"), more = one("more"), years = one("all");
  const kinds = { bases: "基地", counties: "县区", activities: "活动", reports: "总结", notices: "通知", routes: "路线", exchange: "供需" };
  const { take, fold, look, after, known, none } = self.kepuFind, title = document.title;

  /* ---- the parts of the index ---- */

  let parts = [], rare = null, composing = false; // rare: the part with characters that no name has

  function arrive(part) {
    if (part.parts) parts = part.parts.map(p => ({ ...p, state: "" }));
    if (part.sounds) rare = { part: "sounds", v: part.sounds, state: "" };
    const at = parts.findIndex(p => p.part === part.part), is = at < 0 ? rare : parts[at];
    if (is && is.part === part.part) is.state = "here";
    take(part, at);
    if (input.value.trim()) soon();
  }

  /* Looking again for each part that comes would take longer than the parts do. */
  let waiting = 0, pause = 50;

  function soon() {
    waiting = waiting || setTimeout(() => {
      waiting = 0;
      if (!composing) find(true);
    }, pause);
  }

  /* A phone loads this many entries unasked, and that many more for a touch; from a disk
     nothing is dear. Names are loaded always. */
  const most = location.protocol === "file:" ? Infinity : 3000, batch = 10000;

  /* The parts to load next: what fits, whole labels (a year, not its first months), and on
     request one part at least, also of what was asked for in vain. */
  function next(room, least) {
    const out = [];
    for (const label of new Set(parts.map(p => p.label))) {
      const open = parts.filter(p => p.label === label && (!p.state && !p.names || least && p.state === "lost")), count = open.reduce((n, p) => n + p.count, 0);
      if (count <= room) {
        out.push(...open);
        room -= count;
      } else if (least && !out.length) for (const p of open) {
        if (out.length && p.count > room) break;
        out.push(p);
        room -= p.count;
      }
    }
    return out;
  }

  /* What these parts hold, in words: "2016年的活动", or some of its months. */
  const wordsOf = list => [...new Set(list.map(p => p.label))].map(label => {
    const some = list.filter(p => p.label === label);
    return parts.filter(p => p.label === label).length === some.length ? label : label + "（" + some.map(p => p.piece).join("、") + "）";
  }).join("、");

  /* A part is lost when its script is missing, is something else, or does not come: one that
     comes later still is taken. */
  const patience = 20000;

  function load(list) {
    for (const p of list) {
      p.state = "coming";
      const s = document.createElement("script"), lost = () => {
        if (p.state !== "coming") return;
        p.state = "lost";
        soon();
      };
      s.src = root.dataset.search + p.part + ".js?v=" + p.v;
      s.onerror = s.onload = lost;
      setTimeout(lost, patience);
      document.head.append(s);
    }
  }

  /* ---- showing ---- */

  const page = 30;
  let found = [], shown = 0, terms = [];

  const el = (tag, name, text) => {
    const e = document.createElement(tag);
    if (name) e.className = name;
    if (text) e.textContent = text;
    return e;
  };

  /* Puts the text into an element with what was looked for marked, and gives what was: [term, way, the words]. Folding goes character by
     character here, to know where each one came from. */
  function marked(text, into) {
    const chars = [...text], from = [], on = new Set(), told = [];
    let folded = "";
    chars.forEach((c, i) => { for (const f of fold(c).split("")) { folded += f; from.push(i); } });
    for (const t of terms) for (const way of t.ways) {
      let best = null;
      for (let hit = way.find(folded, 0); hit; hit = way.find(folded, after(folded, hit[0]))) if (!best || best[2] && !hit[2]) best = hit;
      if (!best) continue;
      const a = from[best[0]], b = from[best[1] - 1] + 1;
      for (let i = a; i < b; i++) on.add(i);
      told.push([t, way, chars.slice(a, b).join("")]);
      break;
    }
    for (let i = 0; i < chars.length;) {
      const start = i, is = on.has(i);
      while (i < chars.length && on.has(i) === is) i++;
      const run = chars.slice(start, i).join("");
      into.append(is ? el("mark", "", run) : run);
    }
    return told;
  }

  /* The words around the first hit in a long text. */
  function excerpt(text) {
    const chars = [...text], folded = chars.map(c => fold(c) || " ").join("");
    let at = chars.length;
    for (const t of terms) for (const way of t.ways) if (way.plain) at = Math.min(at, (way.find(folded, 0) || [at])[0]);
    const start = at < chars.length ? Math.max(0, at - 16) : 0, end = Math.min(chars.length, start + 64);
    return (start ? "…" : "") + chars.slice(start, end).join("") + (end < chars.length ? "…" : "");
  }

  function entry(doc) {
    const [name, url, where] = doc.said[0][0], told = new Set();
    const li = el("li"), body = el("div"), link = el("a"), head = el("p"), whys = [];
    link.href = url;
    head.append(link);
    body.append(head);
    const tell = list => { for (const [t, way, run] of list) {
      if (!told.has(t) && way.why) whys.push([way.why, run]);
      told.add(t);
    } };
    tell(marked(name, link));
    if (where) {
      const p = el("p", "soft");
      tell(marked(where, p));
      body.append(p);
    }
    /* Why it was found, where that does not say. */
    for (const [raw, names] of doc.said) {
      const sorts = [raw[3] || "", ...(raw[4] || "").split("\t")];
      sorts.forEach((sort, i) => { for (const s of sort.split("|")) {
        if (!s || terms.every(t => told.has(t))) return;
        const list = marked(s, el("i")).filter(is => !told.has(is[0]));
        if (!list.length) continue;
        whys.push([[list[0][1].why, names[i] || "相关"].filter(Boolean).join("，"), s]);
        list.forEach(is => told.add(is[0]));
      } });
    }
    for (const [why, s] of whys) {
      const p = el("p", "soft", why + "：");
      marked(s, p);
      body.append(p);
    }
    const text = doc.said.map(s => s[0][5] || "").join(" ").trim();
    if (text) {
      const p = el("div");
      if (marked(excerpt(text), p).length || told.size) body.append(p);
    }
    li.append(el("p", "", kinds[url.split(/[/.]/)[0]] || "页面"), body);
    return li;
  }

  function show(n) {
    list.append(...found.slice(shown, shown + n).map(entry));
    shown = Math.min(found.length, shown + n);
    more.hidden = shown === found.length;
    if (!more.hidden) more.firstElementChild.textContent = "再列 " + Math.min(page, found.length - shown) + " 条";
  }

  /* Looking again, for parts that have come, leaves the visitor where they were in the list. */
  function find(again) {
    const from = performance.now();
    answer(again);
    pause = Math.max(50, 2 * (performance.now() - from));
  }

  function answer(again) {
    const at = again && list.contains(document.activeElement) ? document.activeElement.href : "", n = again ? Math.max(page, shown) : page;
    const asked = input.value.trim(), words = [...new Set(asked.split(/[\s|]+/).map(fold).filter(Boolean))];
    document.title = words.length ? asked + " - " + title : title;
    help.hidden = words.length > 0;
    list.textContent = "";
    years.hidden = more.hidden = true;
    found = [];
    shown = 0;
    if (!words.length) {
      status.textContent = "";
      return;
    }
    load(parts.filter(p => p.names && !p.state));
    load(next(most - parts.reduce((n, p) => n + (p.state && !p.names ? p.count : 0), 0), false));
    if (rare && !rare.state && ![...words.join("")].every(known)) load([rare]);
    const got = look(words);
    ({ found, terms } = got);
    show(n);
    if (at) ([...list.querySelectorAll("a")].find(a => a.href === at) || input).focus();
    const coming = [rare, ...parts].some(p => p && p.state === "coming"), left = next(batch, true), lost = parts.filter(p => p.state === "lost");
    const bases = found.filter(d => d.url.startsWith("bases/")).length, guess = got.guessed.length ? "没有“" + asked + "”，按同音或相近的找到 " : "找到 ";
    const says = none() && !coming ? unread : (found.length ? guess + found.length + " 条" + (bases && bases < found.length ? "，其中基地 " + bases + " 家" : "") : coming ? "正在找…" : lost.length ? "读到的里面没有找到" : "没有找到。换一个词，或者少打几个字试试。") +
      (lost.length ? "。没有读到" + wordsOf(lost) + "的索引，结果可能不全。" : "");
    if (status.textContent !== says) status.textContent = says; // else it would be read out again
    years.hidden = !left.length;
    if (left.length) years.firstElementChild.textContent = (left.some(p => p.state) ? "再试：" : "再查：") + wordsOf(left);
    if (!found.length && !coming) help.hidden = false;
  }

  const unread = "没有读到索引，请重新打开这一页。"; // whether it is there nobody knows

  function remember() {
    const url = new URL(location.href);
    if (input.value.trim()) url.searchParams.set("q", input.value.trim());
    else url.searchParams.delete("q");
    try { history.replaceState(history.state, "", url); } catch { /* it is not kept in the address */ }
  }

  /* Looking begins when the keys rest. Nothing is looked for while pinyin is still being typed into an input method. */
  let typing = 0;
  const typed = () => {
    clearTimeout(typing);
    if (!composing) typing = setTimeout(() => { find(); remember(); }, Math.min(1000, Math.max(150, pause)));
  };
  input.addEventListener("input", typed);
  input.addEventListener("compositionstart", () => { composing = true; typed(); });
  input.addEventListener("compositionend", () => { composing = false; typed(); });
  form.addEventListener("submit", event => {
    event.preventDefault();
    clearTimeout(typing);
    find();
    remember();
    const first = list.querySelector("a");
    if (first) first.focus();
  });
  more.firstElementChild.addEventListener("click", () => {
    const first = shown;
    show(page);
    list.children[first].querySelector("a").focus();
  });
  years.firstElementChild.addEventListener("click", () => { load(next(batch, true)); find(); input.focus(); });

  /* Arrows go from the box through the list and back, Escape to the box. In an input method they are its own. */
  root.addEventListener("keydown", event => {
    const links = [...list.querySelectorAll("a")], at = links.indexOf(document.activeElement);
    if (event.isComposing || event.keyCode === 229 || at < 0 && document.activeElement !== input) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: at < 0 ? NaN : 0, End: at < 0 ? NaN : links.length - 1 }[event.key];
    if (event.key === "Escape" && at >= 0) input.focus();
    else if (to === -1 && at === 0) input.focus();
    else if (links[to]) links[to].focus();
    else return;
    event.preventDefault();
  });

  const arrived = self.kepuSearch || [];
  self.kepuSearch = { push: arrive };
  input.value = new URLSearchParams(location.search).get("q") || "";
  arrived.forEach(arrive);
  if (arrived.length || input.value.trim()) find();
  else status.textContent = unread;
})();
