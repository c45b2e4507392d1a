/* A poster's card, a picture of 1080 × 1440 to send to others, drawn from what the page says where a browser can. WeChat
   downloads nothing: there the picture is kept by a long press. */
(() => {
  "use strict";
  const box = document.querySelector("[data-card]"), canvas = document.createElement("canvas");
  if (!box || !canvas.toBlob || !canvas.getContext) return;
  const button = box.querySelector("button"), to = document.querySelector("[data-card-here]");
  /* What the page says already is taken from where it stands. */
  const rows = {}, text = what => (document.querySelector(what) || { textContent: "" }).textContent;
  for (const row of document.querySelectorAll("[data-row]")) rows[row.querySelector("dt").textContent] = row.querySelector("dd").textContent;
  const page = { over: text(".masthead__name"), name: document.querySelector("h1").firstChild.data, what: text("[data-what]"), place: rows["县区"], since: rows["命名"] || rows["活动"] };
  const say = key => page[key] || box.getAttribute("data-" + key) || "";
  const W = 1080, H = 1440, side = 84, inner = W - 2 * side;
  const title = "--font-title", teal = "--teal-7", soft = "--ink-7";
  const tokens = getComputedStyle(document.documentElement);
  const token = name => tokens.getPropertyValue(name).trim();
  const c = canvas.getContext("2d");

  /* Lines of text: Latin words and numbers stay whole, and no line begins with a closing mark. */
  const lines = (text, width) => {
    const out = [];
    let line = "";
    for (const part of text.match(/[A-Za-z0-9.:@\/_—-]+[，。、；：！？）”》]?|[（“《]?[^][，。、；：！？）”》]*/gu) || []) {
      for (const piece of c.measureText(part).width > width ? Array.from(part) : [part]) {
        if (line && c.measureText(line + piece).width > width) {
          out.push(line);
          line = "";
        }
        line = line || piece.trim() ? line + piece : "";
      }
    }
    if (line) out.push(line);
    return out;
  };
  const font = (size, family) => { c.font = (family === title ? "600 " : "") + size + "px " + token(family); };
  /* Writes text as large as it goes into most lines, from y down; returns where it ends. */
  const write = (text, x, y, o) => {
    if (!text) return y;
    const width = o.width || inner;
    let size = o.size, all;
    const most = o.most || 1, set = (n, least) => { // in n lines, down to a size
      for (size = o.size; ; size -= 4) {
        font(size, o.family || "--font-text");
        all = lines(text, width);
        if (all.length <= n || size <= least) return all.length <= n;
      }
    };
    if (!set(1, o.one || o.size)) set(most, o.least || 26);
    for (let w = width; all.length > 1 && all.length <= most; w -= 20) { // about equally long
      const narrower = lines(text, w);
      if (narrower.length > all.length) break;
      all = narrower;
    }
    if (all.length > most) {
      all = all.slice(0, most);
      all[most - 1] = all[most - 1].slice(0, -1) + "…";
    }
    c.fillStyle = token(o.colour || "--ink-9");
    c.textAlign = o.align || "left";
    for (const line of all) {
      c.fillText(line, x, y + size * .88);
      y += Math.round(size * 1.32);
    }
    return y;
  };
  const rule = (y, width) => { c.fillStyle = token(teal); c.fillRect(side, y, inner, width); };

  const draw = () => {
    canvas.width = W;
    canvas.height = H;
    c.fillStyle = token("--paper-0");
    c.fillRect(0, 0, W, H);
    rule(64, 8);
    write(say("over"), side, 92, { size: 32, width: 640, family: title, colour: teal });
    write(say("place"), W - side, 92, { size: 32, width: 260, colour: soft, align: "right" });

    c.strokeStyle = c.fillStyle = token(teal);
    for (const [radius, width] of [[146, 8], [130, 2]]) {
      c.lineWidth = width;
      c.beginPath();
      c.arc(side + 150, 340, radius, 0, 7);
      c.stroke();
    }
    c.save(); // the drawing of the kind, on a grid of 24
    c.translate(side + 64, 254);
    c.scale(7.2, 7.2);
    c.lineWidth = 1.3;
    c.lineCap = c.lineJoin = "round";
    c.stroke(new Path2D(say("seal")));
    c.restore();
    const beside = side + 360, room = W - side - beside;
    if (say("when")) {
      write(say("year"), beside, 238, { size: 44, width: room, family: title, colour: "--cinnabar-6" });
      write(say("when"), beside, 300, { size: 128, width: room, most: 2, least: 52, family: title, colour: "--cinnabar-6" });
    } else {
      const y = write(say("kind"), beside, 270, { size: 56, width: room, family: title, colour: teal });
      write(say("since"), beside, y + 16, { size: 34, width: room, most: 3, least: 28 });
    }
    let y = write(say("name"), side, 540, { size: 112, one: 76, most: 2, least: 48, family: title, colour: teal });
    y = write(say("what"), side, y + 24, { size: 40, most: 2, least: 30 }) + 40;
    rule(y, 2);
    y += 36;

    const bits = say("code"), n = Number(say("size")), foot = 1352;
    let width = inner;
    if (bits && n) {
      const unit = Math.floor(Math.min(300, foot - 96 - y) / n), size = unit * n, left = W - side - size, top = foot - 90 - size;
      width = inner - size - 60;
      const bytes = atob(bits);
      c.fillStyle = token("--ink-9");
      for (let i = 0; i < n * n; i++) {
        if (bytes.charCodeAt(i >> 3) & 128 >> i % 8) c.fillRect(left + i % n * unit, top + Math.floor(i / n) * unit, unit, unit);
      }
      write("扫码看详情", W - side, foot - 76, { size: 28, width: size, colour: soft, align: "right" });
    }
    for (const name of Object.keys(rows)) {
      if (/时间|县区|命名|活动/.test(name)) continue; // said above
      if (y > foot - 150) break;
      y = write(name, side, y, { size: 28, colour: soft });
      y = write(rows[name].replace(/\n/g, "；"), side, y, { size: 40, width: width, most: 2, least: 30 }) + 22;
    }
    rule(foot, 2);
    write(say("by"), side, foot + 18, { size: 26, colour: soft });
  };

  button.disabled = false;
  button.addEventListener("click", () => {
    draw();
    const picture = new Image();
    picture.className = "poster__picture";
    picture.alt = say("name") + "的图片";
    picture.src = canvas.toDataURL("image/png");
    to.querySelectorAll("img").forEach(old => old.remove());
    to.appendChild(picture);
    to.hidden = false;
    if (/MicroMessenger/i.test(navigator.userAgent)) return;
    canvas.toBlob(blob => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = say("name") + ".png";
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    }, "image/png");
  });
})();
