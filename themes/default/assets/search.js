/* Search. The index comes in parts (generator/search/search.go): the names of the bases with
   the page unless there are thousands, the rest when something is looked for. Names are found by any part of them, by
   pinyin and by initials; width, case and traditional characters make no difference. */
(() => {
  "use strict";
  const root = document.querySelector("[data-search]");
  if (!root) return;
  const one = name => root.querySelector("[data-" + name + "]");
  const form = one("form"), input = form.elements.q, list = one("results"), status = one("count"), help = one("help"), more = one("more"), years = one("all");
  const kinds = { bases: "基地", counties: "县区", activities: "活动", reports: "总结", notices: "通知" };
  const title = document.title, today = new Date(Date.now() + 8 * 36e5).toISOString().slice(0, 10); // in China

  /* ---- the index ---- */

  const docs = [], byURL = new Map(), early = new Map(), old = new Map(), sounds = new Map();
  let oldOnes = null, parts = [], unsettled = false;

  const simple = s => (oldOnes ? s.replace(oldOnes, c => old.get(c)) : s);
  const fold = s => simple(s.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}|]+/gu, ""));

  function take(part) {
    for (const [, sound, chars] of (part.read || "").matchAll(/([a-z]+)([^a-z]+)/g))
      for (const c of chars) if (!(sounds.get(c) || []).includes(sound)) sounds.set(c, [...sounds.get(c) || [], sound]);
    const pairs = [...part.old || ""];
    for (let i = 0; i + 1 < pairs.length; i += 2) old.set(pairs[i], pairs[i + 1]);
    if (part.parts) parts = part.parts.map(p => ({ ...p, state: "" }));
    const at = parts.findIndex(p => p.part === part.part);
    if (at >= 0) parts[at].state = "here";
    for (const raw of part.docs || []) add(raw, at);
    unsettled = true;
    if (input.value.trim()) soon();
  }

  /* What has no title is said of the doc with that address, whichever of the two comes first. */
  function add(raw, part) {
    const known = byURL.get(raw[1]);
    if (raw[0]) {
      const later = (raw[6] || "").split("\n"), doc = { raw: [...raw, "", "", "", ""].slice(0, 6), folded: null, at: 0, order: order(raw[1]), part };
      doc.event = doc.order > 3;
      for (let i = 0; i + 1 < later.length && later[i] <= today; i += 2) doc.raw[2] = later[i + 1];
      const more = early.get(raw[1]);
      if (more) [doc.raw[4], doc.raw[5]] = more;
      docs.push(doc);
      byURL.set(raw[1], doc);
    } else if (known) {
      [known.raw[4], known.raw[5], known.folded] = [raw[4] || "", raw[5] || "", null];
    } else early.set(raw[1], [raw[4] || "", raw[5] || ""]);
  }

  /* Done once for all parts that have come: a large city has more than a hundred. */
  function settle() {
    if (!unsettled) return;
    unsettled = false;
    if (old.size) oldOnes = new RegExp("[" + [...old.keys()].join("") + "]", "gu");
    docs.sort((a, b) => a.order - b.order || a.part - b.part);
  }

  /* Places before what happened there; the newest year first. */
  function order(url) {
    const [dir, year] = url.split(/[/.]/);
    const place = ["counties", "bases"].indexOf(dir);
    return place >= 0 ? place : dir === "activities" ? 9000 - parseInt(year, 10) : 3;
  }

  /* Looking again for each part that comes would take longer than the parts do. */
  let waiting = 0, pause = 50;

  function soon() {
    waiting = waiting || setTimeout(() => {
      waiting = 0;
      find(true);
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
      const open = parts.filter(p => p.label === label && (least ? !p.state && !p.names || p.state === "lost" : !p.state && !p.names)), count = open.reduce((n, p) => n + p.count, 0);
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
  function words(list) {
    return [...new Set(list.map(p => p.label))].map(label => {
      const some = list.filter(p => p.label === label), whole = parts.filter(p => p.label === label).length === some.length;
      return whole ? label : label + "（" + some.map(p => p.piece).join("、") + "）";
    }).join("、");
  }

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

  /* ---- matching ---- */

  /* Whether the letters q spell text from its i-th character on: whole syllables, their first
     letters, or both mixed; the last may be begun only. Gives [end, whole syllables]. What was
     found from one place on is kept in seen: there are many ways to come to each. */
  function spells(text, i, q, p, seen) {
    if (p === q.length) return [i, 0];
    if (i === text.length) return null;
    const key = i * q.length + p;
    let out = seen.get(key);
    if (out === undefined) seen.set(key, out = spell(text, i, q, p, seen));
    return out;
  }
  function spell(text, i, q, p, seen) {
    if (text[i] === q[p]) return spells(text, i + 1, q, p + 1, seen);
    for (const sound of sounds.get(text[i]) || []) {
      const rest = q.slice(p);
      if (sound.startsWith(rest)) return [i + 1, rest.length > 1 ? 1 : 0];
      const starts = [sound, /^[zcs]h/.test(sound) ? sound.slice(0, 2) : "", sound[0]];
      for (const start of starts) {
        const found = start && rest.startsWith(start) && spells(text, i + 1, q, p + start.length, seen);
        if (found) return [found[0], found[1] + (start === sound ? 1 : 0)];
      }
    }
    return null;
  }

  const letters = /^[a-z0-9]{2,40}$/;

  /* A pattern that any text has in which the letters are spelled: their first two characters.
     It spares the slow way for nearly all of a hundred thousand texts. */
  function gateOf(q) {
    const spelledBy = (p, n) => {
      const s = q.slice(p, p + n), last = p + n === q.length;
      let out = n === 1 ? s : "";
      for (const [c, list] of sounds)
        if (list.some(r => r === s || r.startsWith(s) && (last || n === 1 || n === 2 && /^[zcs]h$/.test(s)))) out += c;
      return out;
    };
    const ways = [];
    for (let n = 1; n <= 6 && n <= q.length; n++) {
      const first = spelledBy(0, n);
      let second = "";
      for (let m = 1; m <= 6 && n + m <= q.length; m++) second += spelledBy(n, m);
      if (first && n === q.length) ways.push("[" + first + "]");
      else if (first && second) ways.push("[" + first + "][" + second + "]");
    }
    return ways.length ? new RegExp(ways.join("|"), "u") : null;
  }

  let gates = new Map();

  /* Where the letters are spelled: [from, to, share of whole syllables], the best of all.
     Spelling a name from its first to its last character is better than any part. */
  function spelled(text, q) {
    const seen = new Map(), whole = f => (f[0] === 0 || text[f[0] - 1] === "|") && (f[1] === text.length || text[f[1]] === "|");
    let best = null;
    for (let i = 0; i < text.length; i++) {
      if (!sounds.has(text[i]) && text[i] !== q[0]) continue;
      const found = spells(text, i, q, 0, seen);
      if (!found) continue;
      const is = [i, found[0], found[1] / (found[0] - i)];
      is.push(whole(is));
      if (!best || is[3] > best[3] || is[3] === best[3] && is[2] > best[2]) best = is;
      if (is[3]) break;
    }
    return best;
  }

  /* What a hit is worth, by the field that it is in: at its start, elsewhere, spelled. */
  const worth = [[80, 60, 45], null, [32, 30, 22], [55, 50, 38], [28, 25, 18], [12, 10, 0]];
  /* Between each two of these stand all the hits above: whoever writes a name in full, or one of
     its other names, looks for that and not for what has it as a part. What merely tells of the
     place, or happened there, is another matter. */
  const whole = 20, same = 200;
  const splits = { 2: " ", 3: "|", 4: "|" };

  function score(doc, term) {
    if (!doc.folded) doc.folded = doc.raw.map((s, i) => (i === 1 ? "" : fold(s)));
    let best = 0;
    doc.folded.forEach((text, i) => {
      const w = worth[i];
      if (!w || !text) return;
      const at = text.indexOf(term);
      if (at >= 0) {
        const is = text === term || (i === 3 || !doc.event && i in splits) && doc.raw[i].split(splits[i]).some(s => fold(s) === term);
        best = Math.max(best, (at === 0 ? w[0] : w[1]) + (!is ? 0 : i && doc.event ? whole : same));
      } else if (w[2] + whole > best && gates.has(term)) {
        const gate = gates.get(term);
        if (!gate.known.has(text)) gate.known.set(text, gate.test && gate.test.test(text) ? spelled([...text], term) : null);
        const s = gate.known.get(text);
        if (s) best = Math.max(best, w[2] - (s[2] < 1 ? 4 : 0) + (s[0] === 0 ? 2 : 0) + (s[3] && i !== 2 ? whole : 0));
      }
    });
    return best;
  }

  /* All words have to be there; written together they may be one name. */
  function scoreAll(doc) {
    let sum = 0;
    for (const t of terms) {
      const s = score(doc, t);
      if (!s) { sum = 0; break; }
      sum += s;
    }
    return terms.length > 1 ? Math.max(sum, terms.length * score(doc, terms.join(""))) : sum;
  }

  const termsOf = q => [...new Set(q.trim().split(/[\s|]+/).map(fold).filter(Boolean))];

  /* ---- showing ---- */

  const page = 30;
  let found = [], shown = 0, terms = [];

  const el = (tag, name, text) => {
    const e = document.createElement(tag);
    if (name) e.className = name;
    if (text) e.textContent = text;
    return e;
  };

  /* The text with what was looked for marked. Folding goes character by character here, to
     know where each one came from. */
  function marked(text, into) {
    const chars = [...text], folded = [], from = [];
    chars.forEach((c, i) => { for (const f of fold(c)) { folded.push(f); from.push(i); } });
    const on = new Set(), whole = folded.join("");
    for (const t of terms) {
      const at = whole.indexOf(t);
      const hit = at >= 0 ? [[...whole.slice(0, at)].length, [...whole.slice(0, at)].length + [...t].length] : letters.test(t) ? spelled(folded, t) : null;
      if (hit) for (let i = from[hit[0]]; i <= from[hit[1] - 1]; i++) on.add(i);
    }
    for (let i = 0; i < chars.length;) {
      const start = i, is = on.has(i);
      while (i < chars.length && on.has(i) === is) i++;
      const run = chars.slice(start, i).join("");
      into.append(is ? el("mark", "", run) : run);
    }
    return on.size;
  }

  /* The words around the first hit in a long text. */
  function excerpt(text) {
    const chars = [...text];
    let at = -1;
    for (const t of terms) {
      const i = simple(text.normalize("NFKC").toLowerCase()).indexOf(t);
      if (i >= 0 && (at < 0 || i < at)) at = i;
    }
    const start = Math.max(0, at - 16), end = Math.min(chars.length, start + 64);
    return (start ? "…" : "") + chars.slice(start, end).join("") + (end < chars.length ? "…" : "");
  }

  function entry(doc) {
    const [name, url, where, names, keys, text] = doc.raw;
    const li = el("li"), body = el("div"), link = el("a");
    link.href = url;
    const hit = marked(name, link);
    const head = el("p");
    head.append(link);
    body.append(head);
    let told = hit;
    if (where) { const p = el("p", "soft"); told += marked(where, p); body.append(p); }
    /* Why it was found, where that does not say. */
    if (!told) for (const s of [names, keys].join("|").split("|")) {
      const p = el("p", "soft");
      if (s && marked(s, p)) { p.prepend("相关："); body.append(p); break; }
    }
    if (text) {
      const p = el("div");
      if (marked(excerpt(text), p) || hit) body.append(p);
    }
    li.append(el("p", "", kinds[url.split("/")[0]] || "页面"), body);
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
    look(again);
    pause = Math.max(50, 2 * (performance.now() - from));
  }

  function look(again) {
    const at = again && list.contains(document.activeElement) ? document.activeElement.href : "", n = again ? Math.max(page, shown) : page;
    settle();
    terms = termsOf(input.value);
    document.title = terms.length ? input.value.trim() + " - " + title : title;
    help.hidden = terms.length > 0;
    list.textContent = "";
    status.textContent = "";
    years.hidden = more.hidden = true;
    found = [];
    shown = 0;
    if (!terms.length) return;
    gates = new Map([...terms, terms.join("")].filter(t => letters.test(t)).map(t => [t, { test: gateOf(t), known: new Map() }])); // names stand in many entries
    load(parts.filter(p => p.names && !p.state));
    load(next(most - parts.reduce((n, p) => n + (p.state && !p.names ? p.count : 0), 0), false));
    for (const d of docs) {
      d.at = scoreAll(d);
      if (d.at) found.push(d);
    }
    found.sort((a, b) => b.at - a.at); // of equals the order stays
    show(n);
    if (at) ([...list.querySelectorAll("a")].find(a => a.href === at) || input).focus();
    const coming = parts.some(p => p.state === "coming"), left = next(batch, true);
    const lost = parts.filter(p => p.state === "lost");
    status.textContent = !docs.length && !coming ? unread : (found.length ? "找到 " + found.length + " 条" : coming ? "正在找…" : lost.length ? "读到的里面没有找到" : "没有找到。换一个词，或者少打几个字试试。") +
      (lost.length ? "。没有读到" + words(lost) + "的索引，结果可能不全。" : "");
    years.hidden = !left.length;
    if (left.length) years.firstElementChild.textContent = (left.some(p => p.state) ? "再试：" : "再查：") + words(left);
    if (!found.length && !coming) help.hidden = false;
  }

  const unread = "没有读到索引，请重新打开这一页。"; // whether it is there nobody knows

  function remember() {
    const url = new URL(location.href);
    if (input.value.trim()) url.searchParams.set("q", input.value.trim());
    else url.searchParams.delete("q");
    try { history.replaceState(history.state, "", url); } catch { /* it is not kept in the address */ }
  }

  /* Looking begins when the keys rest: among a hundred thousand entries it takes longer than a
     key stroke. */
  let typing = 0;
  const typed = () => {
    clearTimeout(typing);
    typing = setTimeout(() => { find(); remember(); }, Math.min(1000, Math.max(120, pause)));
  };
  input.addEventListener("input", event => {
    if (!event.isComposing) typed(); // else pinyin that is still being typed into an input method
  });
  input.addEventListener("compositionend", typed);
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

  /* Arrows go from the box through the list and back, Escape to the box. */
  root.addEventListener("keydown", event => {
    const links = [...list.querySelectorAll("a")], at = links.indexOf(document.activeElement);
    if (at < 0 && document.activeElement !== input) return;
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: at < 0 ? NaN : 0, End: at < 0 ? NaN : links.length - 1 }[event.key];
    if (event.key === "Escape" && at >= 0) input.focus();
    else if (to === -1 && at === 0) input.focus();
    else if (links[to]) links[to].focus();
    else return;
    event.preventDefault();
  });

  const arrived = self.kepuSearch || [];
  self.kepuSearch = { push: take };
  input.value = new URLSearchParams(location.search).get("q") || "";
  arrived.forEach(take);
  if (arrived.length || input.value.trim()) find();
  else status.textContent = unread;
})();
