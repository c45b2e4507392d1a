// What is quicker with a script while one writes the text of a page: its page comes up to date by
// itself, and what is pasted becomes clean.
(function () {
  'use strict'
  var form = document.querySelector('form.prose')
  var box = document.getElementById('f-text')
  var frame = document.getElementById('prose-frame')
  if (!form || !box) return

  // The page beside the text.
  var found = document.getElementById('prose-found')
  var timer = 0, asking = false, again = false, shown = box.value
  var later = function () {
    clearTimeout(timer)
    timer = setTimeout(ask, 400)
  }
  var ask = function () {
    if (!frame || box.value === shown) return
    if (asking) {
      again = true
      return
    }
    asking = true
    var text = box.value
    fetch(form.dataset.live, {method: 'POST', body: new URLSearchParams({text: text})})
      .then(function (r) {
        if (!r.ok) throw new Error(r.status)
        return r.json()
      })
      .then(function (answer) {
        shown = text
        found.innerHTML = answer.found // made by the desk, which escapes what texts say
        if (answer.page) show(answer.page)
      })
      .catch(function () {}) // the desk has stopped: what is typed stays in the box
      .then(function () {
        asking = false
        if (again || box.value !== shown) {
          again = false
          later()
        }
      })
  }
  // show puts the next page in the place of the last one, at the same height.
  var show = function (address) {
    var old = frame.querySelector('iframe')
    if (old && old.dataset.coming) {
      old.remove()
      old = frame.querySelector('iframe')
    }
    var next = document.createElement('iframe')
    next.setAttribute('sandbox', 'allow-same-origin')
    next.title = old ? old.title : ''
    next.dataset.coming = '1'
    next.className = 'coming'
    next.addEventListener('load', function () {
      delete next.dataset.coming
      next.className = ''
      var at = old && old.contentWindow ? old.contentWindow.scrollY : 0
      if (old) old.remove()
      next.contentWindow.scrollTo(0, at)
    }, {once: true})
    next.src = address
    frame.prepend(next)
  }
  box.addEventListener('input', later)
  var live = document.getElementById('prose-live')
  if (live && frame) live.hidden = true

  // A problem leads to its line in the box.
  if (found) {
    found.addEventListener('click', function (e) {
      var link = e.target.closest('[data-line]')
      if (!link) return
      e.preventDefault()
      goTo(Number(link.dataset.line))
    })
  }
  var goTo = function (line) {
    var at = 0, lines = box.value.split('\n')
    for (var i = 0; i < line - 1 && i < lines.length - 1; i++) at += lines[i].length + 1
    box.focus()
    box.setSelectionRange(at, at)
    box.scrollTop = box.scrollHeight * Math.max(0, line - 3) / lines.length // about there, then the browser's own way
    box.setSelectionRange(at, at + lines[Math.min(line, lines.length) - 1].length)
  }
})()
