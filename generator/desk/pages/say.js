// While one types, the desk says below the box how it understands it. Without this the same stands there after sending.
(function () {
  "use strict";
  // What is said may move what stands below it: while a button is pressed nothing moves, or
  // the press would be let go beside it and go for nothing.
  var down = false, held = [];
  function still(show) { if (down) { held.push(show); } else { show(); } }
  document.addEventListener("pointerdown", function () { down = true; }, true);
  ["pointerup", "pointercancel"].forEach(function (end) {
    document.addEventListener(end, function () {
      setTimeout(function () { down = false; held.splice(0).forEach(function (show) { show(); }); }, 0);
    }, true);
  });
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
      if (wrong) { still(function () { wrong.hidden = true; }); }
      row.classList.remove("form__row--wrong");
      if (!now.trim()) { still(function () { place.textContent = ""; }); return; }
      var q = new URLSearchParams({ record: place.dataset.say, key: place.dataset.key, text: now });
      fetch("/_desk/say?" + q).then(function (r) { return r.ok ? r.text() : ""; }).then(function (html) {
        still(function () { if (mine === asked) { place.innerHTML = html; } });
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
