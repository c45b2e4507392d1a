/* Large type and the print button. The only script that is not deferred: it sets the
   size of the type before anything is drawn, so that no page flashes or jumps.

   The choice is kept by the browser. From a disk some browsers keep it for each file
   alone, or not at all: then the address of the next page carries it (?type=large) and is
   tidied up on arrival. */
(() => {
  "use strict";
  const html = document.documentElement, key = "kepu-type", name = "type";
  const keep = value => {
    try {
      if (value) localStorage.setItem(key, value);
      return localStorage.getItem(key);
    } catch {
      return undefined; // no place to keep it
    }
  };
  const here = new URL(location.href);
  let type = here.searchParams.get(name);
  const kept = keep(type);
  const carried = location.protocol === "file:" || kept === undefined;
  if (type) {
    here.searchParams.delete(name);
    try { history.replaceState(history.state, "", here); } catch { /* the address stays as it is */ }
  } else {
    type = kept;
  }
  const show = () => {
    if (type === "large") html.dataset.type = type;
    else delete html.dataset.type;
    for (const b of document.querySelectorAll("[data-large]")) b.setAttribute("aria-pressed", String(type === "large"));
  };
  show();

  const ours = url => url.protocol === location.protocol && url.host === location.host && url.pathname !== location.pathname && url.pathname.endsWith(".html");
  const carry = event => {
    if (!carried || !type) return;
    const link = event.target.closest && event.target.closest("a[href]");
    if (!link || link.download) return;
    let url; // by the attribute: the property of a link in a drawing is no text
    try { url = new URL(link.getAttribute("href"), document.baseURI); } catch (err) { return; }
    if (!ours(url)) return;
    url.searchParams.set(name, type);
    link.setAttribute("href", url.href);
  };

  addEventListener("pageshow", event => {
    if (!event.persisted) return;
    type = keep() || type; // it may have been changed on the page that one comes back from
    show();
  });
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", show);
  else show(); // it was asked for late: lost.js
  document.addEventListener("click", event => {
    const on = what => event.target.closest && event.target.closest(what);
    if (on("[data-print]")) print();
    if (on("[data-large]")) {
      type = type === "large" ? "normal" : "large";
      keep(type);
      show();
    }
    carry(event);
  });
  document.addEventListener("auxclick", carry);
  document.addEventListener("submit", event => {
    if (!carried || !type) return;
    const field = event.target.elements[name] || event.target.appendChild(document.createElement("input"));
    field.type = "hidden";
    field.name = name;
    field.value = type;
  });
})();
