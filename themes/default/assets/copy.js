/* A button that copies what stands in words beside it, to be sent to others. Without it, and where a browser lets nobody copy, the words
   are there to be marked by hand. */
(() => {
  "use strict";
  const words = el => [...el.children].map(line => line.textContent).join("\n");
  const mark = el => {
    const range = document.createRange(), chosen = getSelection();
    range.selectNodeContents(el);
    chosen.removeAllRanges();
    chosen.addRange(range);
  };
  /* The old way, which works from a disk and in WeChat: what is marked in a box of its own. */
  const byHand = text => {
    const box = document.createElement("textarea");
    box.value = text;
    box.readOnly = true;
    box.className = "aside-only";
    document.body.append(box);
    box.select();
    box.setSelectionRange(0, text.length);
    let done = false;
    try { done = document.execCommand("copy"); } catch (err) { /* it is told below */ }
    box.remove();
    return done;
  };
  for (const el of document.querySelectorAll("[data-copy]")) {
    const button = document.createElement("button"), said = document.createElement("span");
    button.type = "button";
    button.className = "button";
    button.textContent = "复制";
    said.setAttribute("role", "status");
    said.className = "soft";
    const tell = done => {
      if (!done) mark(el);
      said.textContent = done ? " 已复制，可以粘贴到微信" : " 请长按选中的文字复制";
    };
    button.addEventListener("click", () => {
      const text = words(el);
      if (navigator.clipboard && isSecureContext) navigator.clipboard.writeText(text).then(() => tell(true), () => tell(byHand(text)));
      else tell(byHand(text));
    });
    const line = document.createElement("p");
    line.append(button, said);
    el.after(line);
  }
})();
