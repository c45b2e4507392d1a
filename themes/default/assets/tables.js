/* What stands beside a figure: [data-rows], the link to the file with all numbers. Here it takes along the
   figure's own table, with its heads, as a file that a spreadsheet opens: nothing is asked for, it is made of what the page shows. */
(() => {
  "use strict";
  const links = document.querySelectorAll("a[data-rows]");
  if (!links.length || !window.Blob || !window.URL || !("download" in links[0])) return;

  const said = (el, part) => [...el.querySelectorAll(part)].map(x => x.textContent.trim()).join("");
  // A number without its commas and with a sign that programs read; a text that would be calculated gets an apostrophe.
  const plain = text => /^[+−-]?\d[\d,]*(\.\d+)?$/.test(text) ? text.replace(/[+,]/g, "").replace("−", "-") : /^\s*[=+\-@＝＋－＠]/.test(text) ? "'" + text : text;
  const cell = text => /[",\r\n]/.test(text) ? '"' + text.replace(/"/g, '""') + '"' : text;

  function csv(table) {
    const rows = [...table.rows].map(tr => [...tr.cells].map(el => {
      const small = said(el, ".data-table__unit, .data-table__note"), own = el.textContent.trim();
      return { own: small ? own.slice(0, own.length - small.length).trim() : own, small };
    }));
    const [head, ...body] = rows;
    const noted = head.map((_, i) => body.some(r => r[i] && r[i].small));
    const lines = [head.flatMap((h, i) => {
      const name = h.own + (h.small && !h.own.endsWith(h.small) ? "（" + h.small + "）" : "");
      return noted[i] ? [name, h.own + "：说明"] : [name];
    })].concat(body.map(r => r.flatMap((c, i) => noted[i] ? [c.own, c.small] : [c.own])));
    return String.fromCharCode(0xfeff) + lines.map(l => l.map(c => cell(plain(c))).join(",") + "\r\n").join("");
  }

  for (const a of links) {
    const figure = a.closest("figure"), table = figure && figure.querySelector("table"), title = figure && figure.querySelector(".plot__title");
    if (!table || !title) continue;
    a.textContent = "下载这张表（CSV）";
    a.setAttribute("aria-label", "下载这张表（CSV）：" + title.textContent);
    a.download = title.textContent.replace(/[\\/:*?"<>|\s]+/g, " ").trim() + ".csv";
    a.addEventListener("click", () => {
      const url = URL.createObjectURL(new Blob([csv(table)], { type: "text/csv;charset=utf-8" }));
      a.href = url;
      setTimeout(() => URL.revokeObjectURL(url), 6e4);
    });
  }
})();
