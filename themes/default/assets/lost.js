/* The page for addresses that lead nowhere stands in for all of them, in any folder of any
   server, and cannot know where the site is. It asks for this script and for lost.css in its
   own folder and those above: what answers is the site's, for nothing else has files of these
   names. The first that comes leads all links there. */
(() => {
  "use strict";
  const here = document.currentScript, html = document.documentElement, root = new URL("..", here.src), base = here.dataset.base;
  if (html.dataset.root) return;
  html.dataset.root = root.href;
  for (const el of document.querySelectorAll("a[href], form[action], link[rel=icon]")) {
    const name = el.hasAttribute("href") ? "href" : "action", to = el.getAttribute(name);
    if (/^([a-z][a-z0-9+.-]*:|#)/i.test(to)) continue;
    el.setAttribute(name, new URL(base && to.startsWith(base) ? to.slice(base.length) : to, root).href);
  }
  const script = document.createElement("script");
  script.src = new URL(here.dataset.then, root).href;
  document.head.append(script);
})();
