/* The large map: zoom, pan, filters, a card for a point, distances. Without it the
   page has the same map, standing still, and the whole list.

   The list is the only source of data. A drawing is laid out anew when the zoom or the
   filters change, by the rules of package atlas and with its numbers: at the first zoom
   with no filter the outcome is what was built. Panning moves what is laid out. */
(() => {
  "use strict";
  const root = document.querySelector("[data-map]");
  if (!root) return;
  const all = (name, of = root) => [...of.querySelectorAll("[data-" + name + "]")];
  const one = (name, of = root) => of.querySelector("[data-" + name + "]");
  const stage = one("stage"), card = one("card"), tools = one("tools"), count = one("count"), says = one("says"), tray = one("tray");
  const spell = (tag, values, text) => {
    const el = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const k in values) el.setAttribute(k, values[k]);
    if (text !== undefined) el.textContent = text;
    return el;
  };
  const fill = (el, ...list) => { el.textContent = ""; el.append(...list); };
  const tenth = x => Math.round(x * 10) / 10;
  const distance = (x, y) => Math.round(Math.sqrt(x * x + y * y) * 100) / 100;

  /* ---- the bases, from the list ---- */

  const bases = all("base").map(li => {
    const d = li.dataset, link = li.querySelector("a");
    return { li, id: d.base, name: link.textContent, url: link.getAttribute("href"), lon: +d.lon, lat: +d.lat, at: d.at ? d.at.split(" ").map(Number) : [+d.lon, +d.lat], placed: "lon" in d, drawn: "lon" in d && !("inTray" in d),
      get rank() { return +d.rank; }, get mark() { return Math.min(+d.rank, 4); }, glyph: d.glyph, seal: d.seal, label: d.label || link.textContent, exact: !("rough" in d), kind: d.kind,
      county: li.closest("section").id.slice(3), free: d.free || "false", ranks: d.ranks || "",
      get open() { return String((d.facets || "").split("|").includes("open=today")); },
      get unsaid() { return !d.hours || (d.facets || "").split("|").includes("open=unknown"); }, title: [link.textContent, ...[...li.querySelectorAll("p span:not([hidden]):not([data-away])")].map(s => s.textContent).filter(w => w !== "免费")].join("，") };
  });
  const byID = new Map(bases.map(b => [b.id, b]));
  const sieve = { county: "", rank: "", kind: "", free: "", open: "" };
  /* The year that is shown is that of years.js: its index in ranks, or -1 today. */
  const scrub = document.querySelector("[data-scrub]"), range = scrub && scrub.querySelector("input");
  let year = -1;

  const shapes = 5, rankOf = b => +(b.ranks[year] || 0);
  const markOf = b => year < 0 ? b.mark : rankOf(b) % shapes;
  const unsure = b => year >= 0 && rankOf(b) > shapes; // nobody knows whether it still was in force
  /* The level that a base is asked for by is that of the year that is shown. */
  const value = (b, by) => String(by === "rank" && year >= 0 ? markOf(b) : b[by]);
  const fits = (b, but) => (year < 0 || markOf(b) > 0) && Object.keys(sieve).every(by => !sieve[by] || by === but || value(b, by) === sieve[by]);
  const shown = b => fits(b);

  /* ---- layout: groups, rings, names ---- */

  const wide = r => r >= 0x1f000 ? 130 : r >= 0x2e80 || r >= 0x2010 && r <= 0x2fff ? 100 :
    /[A-Z%@mw]/.test(String.fromCodePoint(r)) || r >= 0x100 ? 90 : 55;
  const width = s => [...s].reduce((w, c) => w + wide(c.codePointAt(0)), 0);
  const meets = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  const around = (x, y, r) => [x - r, y - r, x + r, y + r];

  function ring(x, y, n, symbol) {
    if (n === 1) return { spots: [[x, y]], size: symbol };
    const r = (symbol + .5) / Math.sin(Math.PI / n), spots = [];
    for (let i = 0; i < n; i++) {
      const turn = n === 2 ? Math.PI * (1 - i) : 2 * Math.PI * i / n - Math.PI / 2;
      spots.push([tenth(x + r * Math.cos(turn)), tenth(y + r * Math.sin(turn))]);
    }
    return { spots, size: tenth(r + symbol) };
  }

  function groups(list, symbol, w, h, seen) {
    const least = 2 * symbol + 1, cells = new Map(), out = [];
    const cell = (x, y) => Math.floor(x / least) + " " + Math.floor(y / least);
    for (const b of list) {
      let found = out.length;
      for (let dx = -1; dx <= 1; dx++) for (let dy = -1; dy <= 1; dy++)
        for (const i of cells.get(cell(b.x + dx * least, b.y + dy * least)) || [])
          if (i < found && distance(out[i].x - b.x, out[i].y - b.y) < least) found = i;
      if (found < out.length) { out[found].of.push(b); continue; }
      const key = cell(b.x, b.y);
      cells.set(key, [...cells.get(key) || [], out.length]);
      out.push({ x: b.x, y: b.y, of: [b], size: symbol, spots: null });
    }
    for (const g of out) {
      if (!seen(g)) continue;
      const r = ring(g.x, g.y, g.of.length, symbol);
      if (g.of.length > 8 || g.x < r.size || g.y < r.size || g.x > w - r.size || g.y > h - r.size) continue;
      if (out.some(o => o !== g && distance(o.x - g.x, o.y - g.y) < tenth(o.size + r.size + 1))) continue;
      g.spots = r.spots;
      g.size = r.size;
    }
    return out.filter(seen);
  }

  function symbols(list, taken, symbol) {
    for (const g of list) {
      for (const [x, y] of g.spots || [[g.x, g.y]]) taken.push(around(x, y, symbol + 2));
      if (g.spots && g.spots.length > 1) taken.push(around(g.x, g.y, symbol / 2));
    }
  }

  /* As makeWay of package atlas. */
  function makeWay(list, won, names, symbol, onPage) {
    const r = symbol + 2, room = g => (g.spots || [[g.x, g.y]]).map(([x, y]) => around(x, y, r));
    const met = (boxes, b) => boxes.some(a => meets(a, b)), covered = g => room(g).some(b => met(won, b));
    for (let i = 0; i < list.length; i++) {
      const g = list[i];
      if (!covered(g)) continue;
      let to = null, far = Infinity;
      for (const b of won) {
        if (!met(room(g), b)) continue;
        for (const at of [[g.x, g.y], [b[0] - r, g.y], [b[2] + r, g.y], [g.x, b[1] - r], [g.x, b[3] + r]]) {
          const x = tenth(at[0]), y = tenth(at[1]), away = distance(x - g.x, y - g.y), box = around(x, y, r);
          if (away < far && onPage(box) && !met(names, box) && !list.some(o => o !== g && met(room(o), box))) { to = [x, y]; far = away; }
        }
      }
      if (to) {
        if (far > 0) g.from = [g.x, g.y];
        [g.x, g.y] = to;
        g.spots = g.of.length === 1 ? [to] : null;
        continue;
      }
      let into = null;
      for (const o of list) {
        const away = distance(o.x - g.x, o.y - g.y);
        if (o !== g && !covered(o) && away < far) { into = o; far = away; }
      }
      if (!into) continue;
      into.of.push(...g.of);
      into.spots = null;
      list.splice(i--, 1);
    }
  }

  function beside(x, y, dx, dy, text, symbol) {
    const level = tenth(y + .35 * text), gap = symbol + 3;
    const right = [tenth(x + gap), level, "start"], left = [tenth(x - gap), level, "end"];
    const below = [x, tenth(y + symbol + 2 + .9 * text + .5), "middle"], above = [x, tenth(y - symbol - 2 - .2 * text - .5), "middle"];
    if (dx > 1) return [right, below, above];
    if (dx < -1) return [left, below, above];
    if (dy < -1) return [above];
    if (dy > 1) return [below];
    return [right, left, below, above];
  }

  /* ---- a drawing ---- */

  const drawings = all("drawing", stage).map(svg => {
    const d = svg.dataset, [w, h] = [svg.viewBox.baseVal.width, svg.viewBox.baseVal.height];
    const [west, north, across, down, padding] = d.affine.split(" ").map(Number);
    const heading = +d.heading, figure = +d.figure;
    /* A county's name and the line below it are one block; at holds where it may stand, as atlas.NameAt. */
    const names = [...one("names", svg).children].filter(el => el.dataset.at || el.dataset.bareAt).map(el => {
      const at = [];
      for (const bare of [false, true]) {
        const numbers = (el.dataset[bare ? "bareAt" : "at"] || "").split(" ").map(Number);
        while (numbers.length > 3) at.push([...numbers.splice(0, 4), bare]);
      }
      return { el, at };
    });
    return { svg, w, h, symbol: +d.symbol, scale: +d.scale, text: +d.text, heading, figure, names,
      seats: [...svg.querySelectorAll("[data-seats] .map__seat")].map(el => ({ el, x: +el.getAttribute("cx"), y: +el.getAttribute("cy") })), hatch: one("hatch", svg),
      waterLayer: one("waters", svg), waters: [...svg.querySelectorAll("[data-waters] text")].map(el => ({ el, x: +el.getAttribute("x"), y: +el.getAttribute("y") })),
      ground: one("ground", svg), nameLayer: one("names", svg), leaders: one("leaders", svg), seatLayer: one("seats", svg), signs: one("signs", svg), k: 1, x: 0, y: 0, drawn: [0, 0],
      at: (lon, lat) => [(lon - west) * across + padding, (north - lat) * down + padding] }; // rounded where the zoom is known
  });
  const bars = all("bar"); // one for each drawing

  /* Words grow with the reader's type, by as much as rem does. */
  const larger = () => parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;

  let refocusing = false;
  function draw(d) {
    const { k, symbol } = d, w = d.w * k, h = d.h * k, f = larger(), text = d.text * f;
    clamp(d);
    /* Far out of view nothing is drawn: of 2,000 bases few are ever seen at once. */
    const left = -d.x - d.w / 2, top = -d.y - d.h / 2;
    const seen = g => g.x >= left && g.x <= left + 2 * d.w && g.y >= top && g.y <= top + 2 * d.h;
    d.drawn = [d.x, d.y];
    const list = bases.filter(b => b.drawn && shown(b)).map(b => {
      const [x, y] = d.at(...b.at);
      return { b, id: b.id, rank: (year < 0 ? b.rank : markOf(b)) || Infinity, lon: b.at[0], lat: b.at[1], x: tenth(x * k), y: tenth(y * k) };
    }).sort((p, q) => p.rank < q.rank ? -1 : p.rank > q.rank ? 1 : p.lon - q.lon || q.lat - p.lat || (p.id < q.id ? -1 : 1));
    const found = groups(list, symbol, w, h, seen), taken = [];
    symbols(found, taken, symbol);
    const marks = taken.length, won = [];
    const onPage = box => box[0] >= 1 && box[1] >= 1 && box[2] <= w - 1 && box[3] <= h - 1;
    const put = (x, y, anchor, text, size) => {
      const long = tenth(width(text) * size / 100), left = anchor === "middle" ? x - long / 2 : anchor === "end" ? x - long : x;
      return take([tenth(left), tenth(y - .9 * size), tenth(left + long), tenth(y + .2 * size)]);
    };
    const take = box => {
      if (!onPage(box) || taken.some(t => meets(box, t))) return false;
      taken.push(box);
      return true;
    };
    for (const n of d.names) {
      const [name, ...lines] = [...n.el.querySelectorAll("text")].map(t => t.textContent);
      const place = f => {
        const heading = d.heading * f, figure = d.figure * f, bareWide = Math.max(0, ...lines.map(l => tenth(width(l) * figure / 100)));
        const high = tenth(tenth(1.1 * heading) + (bareWide ? figure : 0)), nameWide = Math.max(bareWide, tenth(width(name) * heading / 100));
        for (const bare of [false, true]) {
          const list = n.at.filter(at => at[4] === bare).map(([ax, ay, dx, dy]) => {
            const x = tenth(ax * k + dx * f), y = tenth(ay * k + dy * f), top = y - .9 * heading, bottom = tenth(top + high), wide = bare ? bareWide : nameWide;
            return { x, y, bare, box: [tenth(x - wide / 2), tenth(bare ? bottom - figure : top), tenth(x + wide / 2), bottom] };
          });
          let put = list.find(at => take(at.box));
          if (put) return put;
          /* A county's name and number always win: upon the fewest symbols, which make way. */
          let fewest = marks + 1;
          for (const at of figure ? list.slice(0, 5) : []) {
            if (!onPage(at.box) || taken.slice(marks).some(t => meets(at.box, t))) continue;
            const count = taken.slice(0, marks).filter(t => meets(at.box, t)).length;
            if (count < fewest) { fewest = count; put = at; }
          }
          if (!put) continue;
          taken.push(put.box);
          won.push(put.box);
          return put;
        }
        return null;
      };
      let put = place(f);
      n.el.removeAttribute("font-size");
      if (!put && f > 1 && (put = place(1))) n.el.setAttribute("font-size", d.heading); // rather small than not at all
      if (put) n.el.classList.toggle("map__county--bare", put.bare);
      n.el.setAttribute("display", put ? "inline" : "none");
      if (put) n.el.setAttribute("transform", `translate(${put.x} ${put.y})`);
    }
    if (won.length) {
      const names = taken.splice(marks);
      makeWay(found, won, names, symbol, onPage);
      taken.length = 0;
      symbols(found, taken, symbol);
      taken.push(...names);
    }
    for (const s of d.seats) { s.el.setAttribute("cx", tenth(s.x * k)); s.el.setAttribute("cy", tenth(s.y * k)); }
    if (d.hatch) d.hatch.setAttribute("patternTransform", `rotate(45) scale(${(d.hatch.dataset.hatch || 1) / k})`);
    const focused = document.activeElement && document.activeElement.dataset.id;
    const numbers = [], crowds = [], spots = [];
    d.leaders.setAttribute("d", found.filter(g => g.from).map(g => `M${g.from.join(" ")}L${g.x} ${g.y}`).join(""));
    const named = !d.figure || d.w > 500 || k > 1; // on a telephone the names and numbers of the counties have the room
    for (const g of found) {
      if (!g.spots) crowds.push(crowd(g, d));
      else if (g.spots.length > 4) numbers.push(spell("text", { class: "map__ring", x: g.x, y: g.y, "font-size": d.text, "aria-hidden": "true" }, g.of.length));
      (g.spots || []).forEach(([x, y], i) => {
        const b = g.of[i].b, name = named && width(b.label) <= 1400 && beside(x, y, x - g.x, y - g.y, text, symbol).find(p => put(...p, b.label, text));
        spots.push(spot(b, x, y, d, name));
      });
    }
    for (const n of d.waters) {
      const x = tenth(n.x * k), y = tenth((n.y - 13.2) * k + 13.2), room = d.w > 500 && put(x, y, "middle", n.el.textContent, 11);
      n.el.setAttribute("display", room ? "inline" : "none");
      n.el.setAttribute("x", x);
      n.el.setAttribute("y", y);
    }
    fill(d.signs, ...numbers, ...crowds, ...spots);
    const again = focused && one('id="' + focused + '"', d.signs);
    if (again) {
      refocusing = true; // a map that is moved away from what has the focus does not jump back to it
      again.focus({ preventScroll: true });
      refocusing = false;
    }
    move(d);
  }

  function spot(b, x, y, d, name) {
    const mark = markOf(b);
    const a = spell("a", { class: "spot spot--" + mark + (b.exact ? "" : " spot--rough"), href: b.url, "data-id": b.id });
    if (b.li === current) a.setAttribute("aria-current", "true");
    a.toggleAttribute("data-unsure", unsure(b));
    const g = spell("g", { transform: `translate(${x} ${y}) scale(${d.scale})` });
    g.append(spell("use", { href: "#_mark-" + mark }), b.seal ? spell("use", { class: "spot__seal", href: "#_k-" + b.seal, x: -8, y: -8, width: 16, height: 16 }) : spell("text", {}, b.glyph));
    a.append(spell("title", {}, year < 0 ? b.title : b.name + "，" + then(b)), g);
    if (name) a.append(spell("text", { class: "spot__name", x: name[0], y: name[1], "text-anchor": name[2] }, b.label));
    return a;
  }

  /* What a base was in the year that is shown. */
  function then(b) {
    const level = root.querySelector('[data-by="rank"] option[value="' + markOf(b) + '"]');
    return scrub.dataset.day + (level ? level.textContent : "命名") + (unsure(b) ? "（有效期未查到）" : "");
  }

  function crowd(g, d) {
    const few = g.of.slice(0, 3).map(o => o.b.name).join("、");
    const a = spell("a", { class: "crowd", href: "#_c-" + g.of[0].b.county });
    a.append(spell("title", {}, `这一带有 ${g.of.length} 家：${few}` + (g.of.length > 3 ? "等" : "")),
      spell("circle", { cx: g.x, cy: g.y, r: d.symbol }), spell("text", { x: g.x, y: g.y, "font-size": d.text }, g.of.length));
    return a;
  }

  /* Panning and the outlines: nothing is laid out anew. */
  function clamp(d) {
    d.x = Math.min(0, Math.max(d.w * (1 - d.k), d.x));
    d.y = Math.min(0, Math.max(d.h * (1 - d.k), d.y));
  }
  function move(d) {
    clamp(d);
    if (Math.abs(d.x - d.drawn[0]) > d.w * .4 || Math.abs(d.y - d.drawn[1]) > d.h * .4) return draw(d);
    const to = d.k === 1 ? "" : `translate(${tenth(d.x)} ${tenth(d.y)})`;
    for (const layer of [d.seatLayer, d.leaders, d.nameLayer, d.waterLayer, d.signs]) if (layer) layer.setAttribute("transform", to);
    d.ground.setAttribute("transform", d.k === 1 ? "" : to + ` scale(${d.k})`);
    stage.dataset.zoomed = d.k > 1;
  }

  const most = 64;
  const visible = () => drawings.find(d => d.svg.getClientRects().length) || drawings[0];
  /* Zooms so that the point of the drawing at px, py stays where it is. */
  function zoom(d, k, px = d.w / 2, py = d.h / 2) {
    k = Math.min(most, Math.max(1, k));
    if (k < 1.02) k = 1;
    d.x = px - (px - d.x) * k / d.k;
    d.y = py - (py - d.y) * k / d.k;
    d.k = k;
    draw(d);
    /* The bar keeps its length; its words tell what that is now. */
    const bar = bars[drawings.indexOf(d)], metres = bar ? +bar.dataset.bar / k : 0;
    if (bar) bar.querySelector("text").textContent = metres >= 1000 ? +(metres / 1000).toPrecision(2) + "公里" : +metres.toPrecision(2) + "米";
  }
  function centre(d, b) {
    const [x, y] = d.at(...b.at);
    d.x = d.w / 2 - x * d.k;
    d.y = d.h / 2 - y * d.k;
    move(d);
  }

  /* ---- the card ---- */

  let current = null; // the list item of the base whose card is open

  function open(b, from) {
    close();
    current = b.li;
    b.li.setAttribute("aria-current", "true");
    const title = document.createElement("p"), note = document.createElement("p"), shut = document.createElement("button");
    const link = b.li.querySelector("a").cloneNode(true), rest = b.li.querySelector("p").cloneNode(true);
    shut.type = "button";
    shut.className = "map__tool";
    shut.textContent = "关闭";
    shut.addEventListener("click", () => close(true));
    title.append(link);
    note.append(shut);
    fill(card, title, rest, note);
    const d = visible();
    card.dataset.side = b.drawn && d.at(...b.at)[1] * d.k + d.y > d.h * .55 ? "top" : "bottom";
    card.hidden = false;
    for (const el of all("id")) if (el.dataset.id === b.id) el.setAttribute("aria-current", "true");
    if (from) { back = from; link.focus({ preventScroll: true }); }
  }
  let back = null; // where the focus was before the card
  function close(return_) {
    card.hidden = true;
    if (current) current.removeAttribute("aria-current");
    for (const el of root.querySelectorAll(".map [aria-current]")) el.removeAttribute("aria-current");
    const id = current && current.dataset.base;
    current = null;
    if (return_ && back) (back.isConnected ? back : [...all("id", visible().svg)].find(el => el.dataset.id === id) || stage).focus();
    back = null;
  }
  /* Brings a base into view, out of a crowd if it stands in one. */
  function show(b) {
    const d = visible();
    if (!b.placed) return close();
    if (!b.drawn) return open(b); // it has no place on the map: the tray shows it
    for (let tries = 0; tries < 8 && !all("id", d.signs).some(el => el.dataset.id === b.id); tries++) {
      const [x, y] = d.at(...b.at);
      zoom(d, d.k * 2, x * d.k + d.x, y * d.k + d.y);
    }
    if (d.k > 1) centre(d, b);
    open(b);
  }

  /* A finger means the sign that is nearest to it, as far as 22 pixels: whatever lies below, and also where signs touch. */
  let finger = false;
  function meant(e) {
    const a = e.target.closest("a");
    if (!finger || !e.detail || e.target.closest(".map__card")) return a;
    const d = visible(), r = d.svg.getBoundingClientRect(), reach = 22;
    let nearest = a && a.dataset.id ? a : null, best = reach;
    for (const el of d.signs.querySelectorAll("a")) {
      const g = el.querySelector("circle") || el.querySelector("g > use");
      const box = g.getBoundingClientRect(), away = Math.hypot(box.left + box.width / 2 - e.clientX, box.top + box.height / 2 - e.clientY);
      if (away < best) { best = away; nearest = el; }
    }
    return nearest || a;
  }
  if (tray) tray.addEventListener("click", e => {
    const a = e.target.closest("[data-id]");
    if (!a || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    open(byID.get(a.dataset.id), a);
  });
  stage.addEventListener("click", e => {
    const a = meant(e);
    if (!a || e.ctrlKey || e.metaKey || e.shiftKey) return;
    /* The click that ends a drag is no tap. No other is meant: the card
       lies on the map too, and keys click without a pointer. */
    if (dragged && e.detail) { dragged = false; e.preventDefault(); return; }
    if (a.dataset.id) {
      e.preventDefault();
      open(byID.get(a.dataset.id), a);
    } else if (a.classList.contains("crowd")) {
      const d = visible(), c = a.querySelector("circle");
      if (d.k >= most) return; // to the list
      e.preventDefault();
      zoom(d, d.k * 3, +c.getAttribute("cx") + d.x, +c.getAttribute("cy") + d.y);
      const next = d.signs.querySelector("a");
      if (e.detail === 0 && next) next.focus(); // by keyboard
    }
  });
  stage.addEventListener("focusin", e => {
    const b = byID.get(e.target.dataset.id), d = visible();
    if (b && d.k > 1 && !refocusing) {
      const [x, y] = d.at(...b.at), px = x * d.k + d.x, py = y * d.k + d.y;
      if (px < 0 || py < 0 || px > d.w || py > d.h) centre(d, b);
    }
  });

  /* ---- hands: buttons, keys, wheel, fingers ---- */

  tools.addEventListener("click", e => {
    const what = e.target.dataset.do, d = visible();
    if (what === "in") zoom(d, d.k * 1.6);
    if (what === "out") zoom(d, d.k / 1.6);
    if (what === "all") zoom(d, 1);
    if (what === "near") near();
  });
  stage.tabIndex = 0;
  stage.setAttribute("role", "group");
  stage.setAttribute("aria-label", "地图：按加号、减号放大缩小，按方向键移动，按 0 看全图");
  stage.addEventListener("keydown", e => {
    const d = visible(), step = d.w / 8;
    if (e.key === "Escape" && !card.hidden) return close(true);
    if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest("button")) return;
    const act = { "+": () => zoom(d, d.k * 1.6), "=": () => zoom(d, d.k * 1.6), "-": () => zoom(d, d.k / 1.6), "0": () => zoom(d, 1) }[e.key];
    const pan = { ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step] }[e.key];
    if (!act && (!pan || d.k === 1)) return; // at the first zoom the arrows scroll the page
    e.preventDefault();
    if (act) return act();
    d.x += pan[0];
    d.y += pan[1];
    move(d);
  });
  const point = (d, e) => {
    const r = d.svg.getBoundingClientRect();
    return [(e.clientX - r.left) * d.w / r.width, (e.clientY - r.top) * d.h / r.height];
  };
  stage.addEventListener("wheel", e => {
    if (!e.ctrlKey && !e.metaKey) return; // the page scrolls; touchpads pinch with ctrl
    e.preventDefault();
    const d = visible();
    zoom(d, d.k * Math.exp(-e.deltaY * (e.deltaMode ? .05 : .005)), ...point(d, e));
  }, { passive: false });

  const fingers = new Map();
  let dragged = false;
  stage.addEventListener("pointerdown", e => {
    finger = e.pointerType === "touch";
    if (!fingers.size) dragged = false;
    if (e.target.closest("button, .map__card") || e.button) return;
    const d = visible();
    fingers.set(e.pointerId, point(d, e));
  });
  addEventListener("pointermove", e => {
    const last = fingers.get(e.pointerId);
    if (!last) return;
    if (e.pointerType === "mouse" && !e.buttons) return fingers.delete(e.pointerId); // let go outside the window
    const d = visible(), now = point(d, e);
    if (fingers.size === 1) {
      if (d.k === 1 || !dragged && distance(now[0] - last[0], now[1] - last[1]) < 4) return;
      dragged = true;
      d.x += now[0] - last[0];
      d.y += now[1] - last[1];
      move(d);
    } else if (fingers.size === 2) {
      const other = [...fingers].find(([id]) => id !== e.pointerId)[1];
      const before = distance(last[0] - other[0], last[1] - other[1]), after = distance(now[0] - other[0], now[1] - other[1]);
      dragged = true;
      if (before > 1) zoom(d, d.k * after / before, (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
    }
    fingers.set(e.pointerId, now);
  });
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, e => fingers.delete(e.pointerId));
  stage.addEventListener("dragstart", e => e.preventDefault());

  /* ---- filters, years, the address ---- */

  function sift() {
    let n = 0;
    for (const b of bases) {
      b.li.hidden = !shown(b);
      n += !b.li.hidden;
    }
    const asked = Object.values(sieve).some(v => v), filtered = n < bases.length || year >= 0 || asked;
    for (const g of root.querySelectorAll(".spots__group")) {
      const number = one("number", g), of = g.querySelectorAll("li").length, left = g.querySelectorAll("li:not([hidden])").length;
      g.hidden = filtered && !left;
      if (number) number.textContent = left < of ? `${of}家中的${left}家` : `${of}家`;
    }
    if (tray) {
      for (const el of all("id", tray)) {
        const b = byID.get(el.dataset.id), sign = el.querySelector(".spot"), use = sign.querySelector("use");
        el.parentNode.hidden = !shown(b);
        sign.setAttribute("class", sign.getAttribute("class").replace(/spot--\d/, "spot--" + markOf(b)));
        sign.toggleAttribute("data-unsure", unsure(b));
        use.setAttribute("href", use.getAttribute("href").replace(/\d$/, markOf(b)));
      }
      for (const g of tray.querySelectorAll(".tray__group")) g.hidden = !g.querySelector("li:not([hidden])");
      tray.hidden = !tray.querySelector("li:not([hidden])");
      tray.querySelector("b").textContent = tray.querySelectorAll("li:not([hidden])").length;
    }
    const unknown = sieve.open ? bases.filter(b => fits(b, "open") && b.unsaid).length : 0;
    /* Of a year alone the words below the map tell. */
    if (count) count.textContent = asked && n < bases.length ? `${bases.length} 家中的 ${n} 家${unknown ? `，另有 ${unknown} 家今天是否开放未知` : ""}` : "";
    if (current && current.hidden) close();
    drawings.forEach(draw);
  }
  /* Zooms to what the filters leave, or back to all. */
  function fit() {
    const list = Object.values(sieve).some(v => v) ? bases.filter(b => b.drawn && shown(b)) : [];
    for (const d of drawings) {
      const at = list.map(b => d.at(...b.at)), xs = at.map(p => p[0]), ys = at.map(p => p[1]);
      if (!at.length) { zoom(d, 1); continue; }
      const left = Math.min(...xs), right = Math.max(...xs), top = Math.min(...ys), bottom = Math.max(...ys), room = d.w / 6;
      const k = Math.min(8, d.w / (right - left + room * 1.5), d.h / (bottom - top + room));
      d.k = k < 1.1 ? 1 : k;
      d.x = d.w / 2 - (left + right) / 2 * d.k;
      d.y = d.h / 2 - (top + bottom) / 2 * d.k;
      zoom(d, d.k);
    }
  }
  const controls = all("by");
  for (const c of controls) c.addEventListener("change", () => {
    sieve[c.dataset.by] = c.type === "checkbox" ? (c.checked ? c.value : "") : c.value;
    sift();
    fit();
    keep();
  });
  /* What is chosen stands in the address: after #, for a disk allows no more. */
  function keep() {
    const words = Object.keys(sieve).filter(by => sieve[by]).map(by => by + "=" + encodeURIComponent(sieve[by]));
    if (year >= 0) words.push("year=" + range.value);
    history.replaceState(null, "", (location.protocol === "file:" ? "" : location.pathname) + "#" + words.join("&"));
  }
  const seeYear = () => { year = scrub ? +scrub.dataset.at : -1; };
  if (scrub) {
    scrub.addEventListener("kepu-year", () => { seeYear(); sift(); });
    range.addEventListener("change", keep);
  }
  function turnTo(value) {
    if (!range) return;
    range.value = +value >= +range.min ? value : range.max;
    range.dispatchEvent(new Event("input"));
  }
  document.addEventListener("kepu-days", sift);
  document.addEventListener("kepu-hours", () => { if (sieve.open) sift(); });
  /* Sets every filter: to its value here, or to none. */
  function choose(values) {
    for (const c of controls) {
      const by = c.dataset.by, value = values.get(by) || "";
      if (c.type === "checkbox") c.checked = value === c.value;
      else c.value = [...c.options].some(o => o.value === value) ? value : "";
      sieve[by] = c.type === "checkbox" ? (c.checked ? c.value : "") : c.value;
    }
    turnTo(values.get("year"));
    sift();
    fit();
  }
  /* Addresses come from anywhere: what is no filter, or was cut short on its way, says nothing. */
  function readAddress() {
    const hash = location.hash.slice(1), base = hash.startsWith("_b-") && byID.get(hash.slice(3));
    if (base) {
      if (!shown(base)) {
        choose(new Map());
        base.li.scrollIntoView({ block: "nearest" }); // it was hidden when the browser looked for it
      }
      return show(base);
    }
    if (!hash.includes("=")) return;
    const values = new Map();
    for (const part of hash.split("&")) {
      const at = part.indexOf("=");
      try { values.set(part.slice(0, at), decodeURIComponent(part.slice(at + 1))); } catch (err) { /* no filter */ }
    }
    choose(values);
  }

  /* ---- the list leads to the map ---- */

  for (const b of bases) {
    if (!b.placed) continue;
    const sign = b.li.querySelector("svg"), button = document.createElement("button");
    button.type = "button";
    button.className = "spots__find";
    button.setAttribute("aria-label", "在地图上找：" + b.name);
    sign.replaceWith(button);
    button.append(sign);
    button.addEventListener("click", () => {
      show(b);
      stage.scrollIntoView({ block: "nearest" });
    });
  }

  /* ---- near me: asked for only by a touch, computed here, sent nowhere ---- */

  const nearButton = tools.querySelector('[data-do="near"]');
  if (isSecureContext && navigator.geolocation && bases.some(b => b.placed)) nearButton.hidden = false;
  /* A place that is known to a seat or a town is no nearer than that is large. */
  function apart(b) {
    const rough = b.li.dataset.rough;
    if (rough && b.away < (rough === "county" ? 5 : 3)) return rough === "county" ? "同在县城一带" : "同在乡镇或街道一带";
    if (!rough && b.away < .995) return "直线约" + Math.max(1, Math.round(b.away * 100)) * 10 + "米";
    return "直线约" + (b.away < 10 && !rough ? b.away.toFixed(1) : Math.round(b.away)) + "公里";
  }
  const say = words => { says.textContent = words; says.hidden = !words; };
  root.addEventListener("click", e => { if (e.target !== nearButton) say(""); });
  function near() {
    nearButton.disabled = true;
    say("");
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      nearButton.disabled = false;
      const turn = Math.PI / 180, lists = new Map();
      for (const b of bases) {
        if (!b.placed) continue;
        const north = Math.sin((b.lat - coords.latitude) * turn / 2), east = Math.sin((b.lon - coords.longitude) * turn / 2);
        b.away = 12742.018 * Math.asin(Math.sqrt(north * north + Math.cos(b.lat * turn) * Math.cos(coords.latitude * turn) * east * east));
        const words = one("away", b.li);
        words.hidden = false;
        words.textContent = apart(b);
        lists.set(b.li.parentNode, Math.min(b.away, lists.has(b.li.parentNode) ? lists.get(b.li.parentNode) : Infinity));
      }
      const away = li => { const b = byID.get(li.dataset.base); return b.placed ? b.away : 1e9; };
      for (const ul of lists.keys()) ul.append(...[...ul.children].sort((p, q) => away(p) - away(q)));
      const list = one("list");
      list.append(...[...lists].sort((p, q) => p[1] - q[1]).map(([ul]) => ul.closest("section")));
      const nearest = bases.filter(b => b.away >= 0 && shown(b)).sort((p, q) => p.away - q.away)[0];
      if (nearest) show(nearest);
      if (!nearest || nearest.drawn) say("名单已按离你的远近排列");
    }, () => {
      nearButton.disabled = false;
      say("没有得到你的位置，可以按县区找");
    }, { maximumAge: 60000, timeout: 15000 });
  }

  addEventListener("hashchange", readAddress);
  seeYear();
  if (year >= 0 || larger() !== 1) sift();
  new MutationObserver(() => drawings.forEach(draw)).observe(document.documentElement, { attributes: true }); // the switch of large type
  readAddress();
  drawings.forEach(move);
})();
