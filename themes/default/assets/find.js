/* What the search looks in, and how: search.js is the page. A part of the index (generator/search/search.go) is looked through as one
   text, a line a thing, so that a stroke costs one pass. Names are found by any part of them, by pinyin and initials, by the site's
   synonyms, and with one slip; width, case and traditional characters make no difference. */
(() => {
  "use strict";
  const today = new Date(Date.now() + 8 * 36e5).toISOString().slice(0, 10); // in China

  const docs = [], byURL = new Map(), old = new Map(), sounds = new Map(), readSo = new Map();
  const here = []; // the parts that came
  let oldOnes = null, same = [];

  const fold = s => {
    s = s.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}|\t\n]+/gu, "");
    return oldOnes ? s.replace(oldOnes, c => old.get(c)) : s;
  };

  /* at: where it stands among the parts. */
  function take(part, at) {
    for (const [, sound, chars] of (part.read || "").matchAll(/([a-z]+)([^a-z]+)/g))
      for (const c of chars) {
        const known = sounds.get(c) || [];
        if (known.includes(sound)) continue;
        sounds.set(c, [...known, sound]);
        readSo.set(sound, (readSo.get(sound) || "") + c);
      }
    const pairs = [...part.old || ""];
    for (let i = 0; i + 1 < pairs.length; i += 2) old.set(pairs[i], pairs[i + 1]);
    if (pairs.length) oldOnes = new RegExp("[" + [...old.keys()].join("") + "]", "gu");
    if (part.same) same = part.same.map(words => words.map(fold).filter(Boolean));
    if (part.docs) here.push({ at, raw: part.docs, tell: (part.tell || "").split("|") });
  }

  /* Done when something is looked for. What has no title is said of the thing with that address, whichever of the two comes first. */
  function settle() {
    here.sort((a, b) => a.at - b.at);
    for (const p of here) {
      if (p.lines) continue;
      p.ids = p.raw.map(raw => {
        const later = (raw[6] || "").split("\n");
        for (let i = 0; i + 1 < later.length && later[i] <= today; i += 2) raw[2] = later[i + 1];
        if (!raw[0]) return -1;
        const dir = raw[1].split("/")[0], rank = dir === "bases" || dir === "counties" ? 0 : dir === "activities" ? 2 : 1;
        byURL.set(raw[1], docs.length);
        return docs.push({ url: raw[1], rank, said: [[raw, p.tell]] }) - 1;
      });
      const all = f => fold(p.raw.map(f).join("\n")) + "\n";
      p.lines = all(d => d[0] + "\t" + (d[3] || "") + "\t" + (d[2] || "").replace(/ /g, "|") + "\t" + (d[4] || ""));
      p.text = all(d => d[5] || "");
      const event = p.raw.length > 0 && p.ids[0] >= 0 && docs[p.ids[0]].rank === 2;
      p.names = event ? all(d => d[0]) : p.lines; // a hundred thousand activities are heard by their titles alone
      p.open = [...p.ids.keys()].filter(i => p.ids[i] < 0);
    }
    for (const p of here) p.open = p.open.filter(i => {
      const raw = p.raw[i], of = byURL.get(raw[1]);
      if (of === undefined) return true;
      p.ids[i] = of;
      docs[of].said.push([raw, p.tell]);
      return false;
    });
  }

  /* ---- ways to find a word: each gives the next place in a text, [from, to], from some place on ---- */

  const after = (text, i) => i + (text.codePointAt(i) > 65535 ? 2 : 1), charAt = (text, i) => text.slice(i, after(text, i));

  const exact = word => (text, from) => {
    const at = text.indexOf(word, from);
    return at < 0 ? null : [at, at + word.length];
  };

  const pattern = (source, verify) => {
    const re = new RegExp(source, "gu");
    return (text, from) => {
      re.lastIndex = from;
      for (let m; (m = re.exec(text)); re.lastIndex = after(text, m.index)) {
        const hit = verify ? verify(text, m.index) : [m.index, re.lastIndex];
        if (hit) return hit;
      }
      return null;
    };
  };

  /* Whether the letters q spell text from its i-th character on: whole syllables, their first
     letters, or both mixed; the last may be begun only. Gives [end, whether one is not whole]. What was
     found from one place on is kept in seen: there are many ways to come to each. */
  function spells(text, i, q, p, seen) {
    if (p === q.length) return [i, false];
    if (i >= text.length) return null;
    const key = i * q.length + p;
    let out = seen.get(key);
    if (out === undefined) seen.set(key, out = spell(text, i, q, p, seen));
    return out;
  }
  function spell(text, i, q, p, seen) {
    const c = charAt(text, i), to = i + c.length, rest = q.slice(p);
    if (c === q[p]) return spells(text, to, q, p + 1, seen);
    for (const sound of sounds.get(c) || []) {
      if (sound.startsWith(rest)) return [to, sound !== rest];
      for (const start of [sound, /^[zcs]h/.test(sound) ? sound.slice(0, 2) : "", sound[0]]) {
        const found = start && rest.startsWith(start) && spells(text, to, q, p + start.length, seen);
        if (found) return [found[0], found[1] || start !== sound];
      }
    }
    return null;
  }

  /* Any text in which the letters are spelled has their first two characters: this spares the slow way for nearly all. */
  function spelled(q) {
    const by = (p, n) => {
      const s = q.slice(p, p + n), last = p + n === q.length;
      let out = n === 1 ? s : "";
      for (const [r, chars] of readSo) if (r === s || r.startsWith(s) && (last || n === 1 || n === 2 && /^[zcs]h$/.test(s))) out += chars;
      return out;
    };
    const ways = [];
    for (let n = 1; n <= 6 && n <= q.length; n++) {
      const first = by(0, n);
      let second = "";
      for (let m = 1; m <= 6 && n + m <= q.length; m++) second += by(n, m);
      if (first && (second || n === q.length)) ways.push("[" + first + "]" + (n < q.length ? "[" + second + "]" : ""));
    }
    return ways.length && pattern(ways.join("|"), (text, i) => {
      const found = spells(text, i, q, 0, new Map());
      return found && [i, found[0], found[1]];
    });
  }

  /* Any character of the same sound. */
  const alike = c => "[" + c + (sounds.get(c) || []).map(s => readSo.get(s)).join("") + "]";

  /* Chinese with a few more characters in one place: 驻马店科技馆 is 驻马店市科技馆; and with one that is wrong. */
  const any = "[^|\t\n]";
  const gapped = chars => pattern(chars.slice(1).map((_, j) => chars.slice(0, j + 1).join("") + any + "{1,6}?" + chars.slice(j + 1).join("")).join("|"));
  const wrong = chars => pattern(chars.map((_, j) => chars.map((c, k) => (j === k ? any : c)).join("")).join("|"));

  /* Pinyin with one letter wrong, missing, too many or swapped with the next. Of each state a bit says how many letters of q are
     spelled: without a slip, with one, with the first of two swapped. The first letter is right. */
  function slipped(q) {
    const first = [...readSo].map(([r, chars]) => (r[0] === q[0] ? chars : "")).join(""), bits = new Map();
    [...q].forEach((letter, j) => bits.set(letter, bits.get(letter) | 1 << j));
    return first && pattern("[" + first + "]", (text, from) => {
      for (let state = [1, 2, 0], i = from; i < text.length;) {
        const c = charAt(text, i);
        let to = [0, 0, 0];
        for (const sound of sounds.get(c) || (/[a-z\d]/.test(c) ? [c] : [])) {
          let [none, slip, swap] = state;
          for (const letter of sound) {
            const is = bits.get(letter) | 0, on = (none & is) << 1;
            slip = (slip & is) << 1 | (swap & is) << 2 | none << 1 | none | on << 1;
            swap = none & is >> 1;
            none = on;
          }
          to = [to[0] | none, to[1] | slip, to[2] | swap];
        }
        i += c.length;
        if (i > from + c.length && (to[0] | to[1]) >> q.length & 1) return [from, i]; // one character has too few letters
        if (!(to[0] | to[1] | to[2])) return null;
        state = to;
      }
      return null;
    });
  }

  /* ---- what a hit is worth ---- */

  /* Of bases and counties, of what else has a page, of activities: in the title, another name, where it is, the first sort of words
     (facilities, topics), the others; there as a part, at the beginning, whole. Bases come first, and whole names before parts: but whoever writes
     a title in full looks for that. */
  const worth = [
    [[650, 700, 1000], [630, 645, 980], [480, 600, 640], [430, 450, 790], [420, 440, 460]],
    [[400, 420, 850], [320, 330, 340], [300, 310, 350], [310, 320, 350], [310, 320, 350]],
    [[390, 410, 840], [300, 310, 345], [280, 290, 345], [300, 310, 345], [300, 310, 345]],
  ];
  const inText = [100, 90, 80], bySlip = [360, 120, 110], named = 480; // from here on it is a place's own name
  const parted = c => c === undefined || c === "|" || c === "\t" || c === "\n", latin = c => c >= "a" && c <= "z";

  function score(way, rank, field, text, hit) {
    const before = text[hit[0] - 1], behind = text[hit[1]], fit = !parted(before) ? 0 : parted(behind) ? 2 : 1;
    if (way.slip) return field > 2 ? 0 : bySlip[rank] + 5 * fit - way.slip - (field > 1 ? 12 : 0) - Math.min(4, way.other ? way.other(text.slice(hit[0], hit[1])) : 0);
    const inWord = latin(text[hit[0]]) && (latin(before) || latin(behind)) && !way.sound; // AI in TRAIN
    return worth[rank][Math.min(field, 4)][fit] - way.cost - (inWord ? 50 : 0) - (way.sound && fit < 2 ? way.sound : 0) - (hit[2] ? 20 : 0);
  }

  const letters = /^[a-z0-9]{2,40}$/, chinese = /\p{Script=Han}/u;

  const synonyms = word => {
    const out = new Set();
    for (const group of same) {
      const has = group.filter(w => word.includes(w)).sort((a, b) => b.length - a.length)[0];
      for (const w of has ? group : []) if (w !== has) out.add(word.replace(has, w));
    }
    return [...out].slice(0, 12);
  };

  /* What is found by a word: what each thing is worth by it, and the ways in which it was looked for. */
  function termOf(word, forgiving) {
    const t = { word, at: new Uint16Array(docs.length), ways: [], best: 0, guessed: false }, chars = [...word];
    const go = way => {
      if (!way.find) return;
      t.ways.push(way);
      for (const p of here) {
        for (const text of way.plain ? [p.lines, p.text] : [p.names]) {
          let line = -1, start = 0, end = -1;
          for (let hit = way.find(text, 0); hit; hit = way.find(text, after(text, hit[0]))) {
            while (end < hit[0]) {
              start = end + 1;
              end = text.indexOf("\n", start);
              line++;
            }
            const id = p.ids[line];
            if (id < 0) continue;
            const rank = docs[id].rank;
            let is = inText[rank];
            if (text !== p.text) {
              let field = 0;
              for (let i = text.indexOf("\t", start); i >= 0 && i < hit[0]; i = text.indexOf("\t", i + 1)) field++;
              is = score(way, rank, field, text, hit);
            }
            if (is > t.at[id]) t.at[id] = is;
            if (is > t.best) t.best = is;
          }
        }
      }
    };
    go({ find: exact(word), cost: 0, plain: true });
    if (forgiving) for (const w of synonyms(word)) go({ find: exact(w), cost: 100, plain: true, why: "同义" });
    if (letters.test(word)) go({ find: spelled(word), cost: 40, sound: word.length < 3 ? 150 : 20 });
    if (!forgiving || t.best >= named) return t;
    t.guessed = !t.best;
    if (/^[a-z]{5,24}$/.test(word)) go({ find: slipped(word), slip: 3, why: "近似" });
    if (chars.length < 2 || chars.length > 24 || !chinese.test(word)) return t;
    const heard = chars.map(alike);
    go({ find: pattern(heard.join("")), slip: 1, why: "同音", other: text => [...text].filter((c, i) => c !== chars[i]).length });
    if (chars.length < 3) return t;
    go({ find: gapped(chars), slip: 2, why: "近似" });
    if (!t.best) go({ find: gapped(heard), slip: 4, why: "近似" });
    if (!t.best) go({ find: wrong(chars), slip: 5, why: "近似" });
    return t;
  }

  /* What has all the words, the best first; of equals the order stays. Written together they may be one name. */
  function look(words) {
    settle();
    const terms = words.map(w => termOf(w, true)), together = words.length > 1 && termOf(words.join(""), false), byWorth = [], found = [];
    for (const p of here) p.raw.forEach((raw, i) => {
      const id = p.ids[i];
      if (!raw[0]) return;
      let sum = 0;
      for (const t of terms) {
        if (!t.at[id]) { sum = 0; break; }
        sum += t.at[id];
      }
      if (together) sum = Math.max(sum, terms.length * together.at[id]);
      if (sum) (byWorth[sum] = byWorth[sum] || []).push(docs[id]);
    });
    for (const list of byWorth.reverse()) if (list) for (const d of list) found.push(d);
    return { found, terms: together ? [...terms, together] : terms, guessed: terms.filter(t => t.guessed).map(t => t.word) };
  }

  self.kepuFind = { take, fold, look, after, known: c => sounds.has(c) || !chinese.test(c), none: () => !here.length };
})();
