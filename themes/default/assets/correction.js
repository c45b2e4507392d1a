// Writes into the form which page it is about: the one that led here.
(function () {
  const blank = document.querySelector("[data-page]");
  const asked = /[?&]page=([a-z0-9][a-z0-9_/-]*\.html)(?:&|$)/.exec(location.search);
  if (blank && asked) {
    blank.textContent = asked[1];
  }
})();
