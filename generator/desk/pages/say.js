// While one types, the desk says below the box how it understands it. Without this the same stands there after sending.
(function () {
  "use strict";
  document.querySelectorAll("[data-say]").forEach(function (place) {
    var row = place.closest(".form__row"), timer = 0, asked = 0, last = null;
    function boxes() { return Array.prototype.slice.call(row.querySelectorAll('[name="' + place.dataset.key + '"]')); }
    function text() { return boxes().map(function (b) { return b.value; }).filter(Boolean).join("\n"); }
    last = text();
    function ask() {
      var now = text(), mine = ++asked;
      if (now === last) { return; }
      last = now;
      var wrong = row.querySelector(".form__wrong:not([data-say] *)");
      if (wrong) { wrong.hidden = true; }
      row.classList.remove("form__row--wrong");
      if (!now.trim()) { place.textContent = ""; return; }
      var q = new URLSearchParams({ record: place.dataset.say, key: place.dataset.key, text: now });
      fetch("/_desk/say?" + q).then(function (r) { return r.ok ? r.text() : ""; }).then(function (html) {
        if (mine === asked) { place.innerHTML = html; }
      }, function () {});
    }
    row.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(ask, 250); });
    row.addEventListener("change", ask);
    place.addEventListener("click", function (e) {
      var b = e.target.closest('button[name^="take."]');
      if (!b || boxes().length !== 1) { return; }
      e.preventDefault();
      boxes()[0].value = b.value;
      boxes()[0].focus();
      ask();
    });
  });
})();
