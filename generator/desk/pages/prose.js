// What is quicker with a script while one writes the text of a page: its page comes up to date by
// itself, and what is pasted becomes clean.
(function () {
  'use strict'
  var form = document.querySelector('form.writer')
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
        if (said.textContent === said.dataset.gone) tell('')
        found.innerHTML = answer.found // made by the desk, which escapes what texts say
        if (answer.page) show(answer.page)
      })
      .catch(function () { tell(said.dataset.gone) }) // what is typed stays in the box
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
      next.contentWindow.scrollTo({top: at, behavior: 'instant'})
    }, {once: true})
    next.src = address
    frame.prepend(next)
  }
  box.addEventListener('input', later)
  // A base's page begins with its facts: what is written is shown first.
  var first = frame && frame.querySelector('iframe')
  if (first) {
    var toText = function () {
      var text = first.contentDocument && first.contentDocument.querySelector('main .prose')
      if (text) first.contentWindow.scrollTo({top: text.getBoundingClientRect().top - 72, behavior: 'instant'})
    }
    if (first.contentDocument && first.contentDocument.readyState === 'complete') toText()
    first.addEventListener('load', toText, {once: true})
  }
  var live = document.getElementById('prose-live')
  if (live && frame) live.hidden = true

  // What leads out of the site would leave the frame empty.
  var stay = function (e) {
    var links = e.target.contentDocument ? e.target.contentDocument.querySelectorAll('a[href^="http"]') : []
    links.forEach(function (a) { a.target = '_blank' }) // which the frame may not open
  }
  if (frame) frame.addEventListener('load', stay, true)

  // What is written and not saved is not left behind in silence.
  var leaving = false
  form.addEventListener('submit', function () { leaving = true })
  window.addEventListener('pageshow', function () { leaving = false })
  window.addEventListener('beforeunload', function (e) {
    if (leaving || box.value.replace(/^\n+|\n+$/g, '') === form.elements.was.value.replace(/\r\n?/g, '\n')) return
    e.preventDefault()
    e.returnValue = ''
  })

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

  // What is pasted.
  var said = document.getElementById('prose-said')
  // put writes text in the place of what stands from start to end, so that the browser's own undo knows it.
  var put = function (start, end, text) {
    box.focus()
    box.setSelectionRange(start, end)
    var before = box.value
    if (!document.execCommand(text ? 'insertText' : 'delete', false, text) || box.value === before && text !== before.slice(start, end)) {
      box.setRangeText(text, start, end, 'end')
      box.dispatchEvent(new Event('input', {bubbles: true}))
    }
  }
  // apart is a text with the empty lines around it that a paragraph of its own needs.
  var apart = function (text, start, end) {
    var before = box.value.slice(0, start), after = box.value.slice(end)
    var lines = function (n) { return '\n'.repeat(Math.max(0, n)) }
    if (before.trim()) text = lines(2 - /\n*$/.exec(before)[0].length) + text
    if (after.trim()) text += lines(2 - /^\n*/.exec(after)[0].length)
    return text
  }
  var tell = function (text) {
    said.textContent = text
  }
  box.addEventListener('paste', function (e) {
    var data = e.clipboardData
    if (!data || typeof kepuPaste !== 'function') return
    var html = data.getData('text/html'), plain = data.getData('text/plain').replace(/\r\n?/g, '\n')
    if (!plain.trim() && data.files.length) return // a picture alone
    if (!html || Array.from(data.types).indexOf('vscode-editor-data') >= 0) return // words alone: as they are
    var p
    try {
      p = kepuPaste(html)
    } catch (fault) {
      return // the browser pastes the words
    }
    if (!p.left.length && (!p.text || p.text === plain.trim())) return
    e.preventDefault()
    var start = box.selectionStart
    var text = p.single ? p.text : apart(p.text, start, box.selectionEnd)
    if (text) put(start, box.selectionEnd, text)
    tell([said.dataset.cleaned].concat(p.left.map(function (kind) { return said.dataset[kind] })).join(said.dataset.comma) + said.dataset.stop)
    if (!plain) return
    var back = document.createElement('button')
    back.type = 'button'
    back.className = 'button'
    back.textContent = said.dataset.restore
    back.addEventListener('click', function () {
      var at = box.value.substr(start, text.length) === text ? start : box.value.indexOf(text)
      tell('')
      if (at < 0 || !text) at = Math.min(start, box.value.length)
      put(at, box.value.substr(at, text.length) === text ? at + text.length : at, plain)
    })
    said.append(' ', back)
  })

  // The bar.
  var tools = document.getElementById('prose-tools')
  if (tools) tools.hidden = false
  // eachLine changes the lines that are chosen, or the one with the cursor.
  var eachLine = function (change) {
    var from = box.value.lastIndexOf('\n', box.selectionStart - 1) + 1
    var to = box.value.indexOf('\n', Math.max(from, box.selectionEnd - (box.selectionEnd > box.selectionStart && box.value[box.selectionEnd - 1] === '\n' ? 1 : 0)))
    if (to < 0) to = box.value.length
    var text = change(box.value.slice(from, to).split('\n')).join('\n')
    put(from, to, text)
    box.setSelectionRange(from, from + text.length)
  }
  var doing = {
    heading: function () {
      eachLine(function (lines) {
        var all = lines.every(function (l) { return /^#{1,6} /.test(l) || !l.trim() })
        return lines.map(function (l) {
          var bare = l.replace(/^#{1,6}\s+/, '').trim()
          return all ? bare : bare && '## ' + bare
        })
      })
    },
    list: function () {
      eachLine(function (lines) {
        var all = lines.every(function (l) { return /^- /.test(l) || !l.trim() })
        if (lines.length === 1 && !lines[0].trim()) return ['- ']
        return lines.filter(function (l) { return lines.length === 1 || l.trim() }).map(function (l) {
          return all ? l.replace(/^- /, '') : /^- /.test(l) ? l : '- ' + l.trim()
        })
      })
      if (/(?:^|\n)- $/.test(box.value.slice(0, box.selectionEnd))) box.setSelectionRange(box.selectionEnd, box.selectionEnd)
    },
    bold: function () {
      var start = box.selectionStart, end = box.selectionEnd
      var text = box.value.slice(start, end)
      var lead = /^\s*/.exec(text)[0].length, core = text.trim()
      start += lead
      end = start + core.length
      if (/^\*\*[^*]+\*\*$/.test(core)) {
        put(start, end, core.slice(2, -2))
        box.setSelectionRange(start, end - 4)
      } else if (box.value.slice(start - 2, start) === '**' && box.value.slice(end, end + 2) === '**' && core) {
        put(start - 2, end + 2, core)
        box.setSelectionRange(start - 2, end - 2)
      } else {
        core = core.replace(/\*\*/g, '').split(/(\n+)/).map(function (part) { return part.trim() ? '**' + part.trim() + '**' : part }).join('') || '****'
        put(start, end, core)
        if (core === '****') box.setSelectionRange(start + 2, start + 2)
        else box.setSelectionRange(start, start + core.length)
      }
    }
  }
  // A box that is asked in opens over the page; where the cursor was is kept for what comes of it.
  var place = {start: 0, end: 0}
  var open = function (dialog) {
    place = {start: box.selectionStart, end: box.selectionEnd}
    dialog.returnValue = ''
    dialog.showModal()
  }
  // soon calls ask when nothing more is typed for a while, and passes its answer on only while it is the last.
  var soon = function (ask, take) {
    var timer = 0, last = 0
    return function () {
      clearTimeout(timer)
      var mine = ++last
      timer = setTimeout(function () {
        ask().then(function (answer) { if (mine === last) take(answer) }).catch(function () {})
      }, 150)
    }
  }
  var json = function (address) {
    return fetch(address).then(function (r) {
      if (!r.ok) throw new Error(r.status)
      return r.json()
    })
  }

  var askLink = document.getElementById('ask-link')
  if (askLink) {
    var q = document.getElementById('ask-link-q'), list = document.getElementById('ask-link-list')
    var choose = function (path, name) {
      var words = box.value.slice(place.start, place.end).replace(/\s+/g, ' ').trim() || name
      askLink.close()
      put(place.start, place.end, '[' + words.replace(/\\[\s\S]|[\[\]]/g, function (c) { return c.length > 1 ? c : '\\' + c }) + '](' + path + ')')
    }
    var offer = function (shown, note, path, name) {
      var li = document.createElement('li'), button = document.createElement('button')
      button.type = 'button'
      button.className = 'ask__choice'
      button.textContent = shown
      if (note) {
        var small = document.createElement('small')
        small.textContent = note
        button.append(' ', small)
      }
      button.addEventListener('click', function () { choose(path, name) })
      li.append(button)
      list.append(li)
    }
    var remark = function (text) {
      var li = document.createElement('li')
      li.className = 'soft'
      li.textContent = text
      list.append(li)
    }
    var search = soon(function () {
      return q.value.trim() ? json('/_desk/find.json?q=' + encodeURIComponent(q.value.trim())) : Promise.resolve({pages: [], more: 0})
    }, function (answer) {
      var typed = q.value.trim()
      list.textContent = ''
      if (/^https?:\/\/\S+$/i.test(typed)) {
        offer(list.dataset.web, '', typed.replace(/[()<>\\|`*"]/g, function (c) { return '%' + c.charCodeAt(0).toString(16).toUpperCase() }), typed)
        return
      }
      answer.pages.forEach(function (p) { offer(p.name, p.note, p.path, p.name) })
      if (answer.more) remark(list.dataset.more.replace('%', answer.more))
      if (typed && !answer.pages.length) remark(list.dataset.none)
    })
    q.addEventListener('input', search)
    askLink.querySelector('form').addEventListener('submit', function (e) { // by Enter: the first that was found
      e.preventDefault()
      var one = list.querySelector('button')
      if (one) one.click()
    })
    askLink.querySelector('[data-close]').addEventListener('click', function () { askLink.close() })
    doing.link = function () {
      open(askLink)
      q.value = box.value.slice(place.start, place.end).trim().slice(0, 60)
      q.select()
      list.textContent = ''
      search()
    }
    askLink.addEventListener('close', function () { box.focus() })
  }

  var askFigure = document.getElementById('ask-figure')
  if (askFigure) {
    var choices = askFigure.querySelector('form')
    var says = document.getElementById('ask-figure-value'), directive = document.getElementById('ask-figure-text'), putIn = document.getElementById('ask-figure-put')
    var look = soon(function () {
      return json(choices.dataset.figure + '?' + new URLSearchParams(new FormData(choices)))
    }, function (answer) {
      directive.textContent = answer.text
      says.textContent = answer.fault
      if (!answer.fault) {
        var b = document.createElement('b')
        b.textContent = answer.value
        says.append(answer.about + (answer.about ? '：' : ''), b)
      }
      putIn.disabled = !!answer.fault
    })
    var changed = function () {
      var number = choices.elements.kind.value === '数字'
      choices.querySelector('.ask__by').hidden = number
      choices.querySelector('.ask__tick').hidden = !number
      putIn.disabled = true // until it is known what it says
      look()
    }
    choices.addEventListener('change', changed)
    doing.figure = function () {
      open(askFigure)
      changed()
    }
    askFigure.addEventListener('close', function () {
      if (askFigure.returnValue === 'put' && !putIn.disabled) {
        var text = directive.textContent
        put(place.start, place.end, choices.elements.kind.value === '数字' ? text : apart(text, place.start, place.end))
      }
      box.focus()
    })
  }

  var askPhoto = document.getElementById('ask-photo')
  if (askPhoto) {
    var sheet = askPhoto.querySelector('form'), pick = document.getElementById('ask-photo-file'), shows = document.getElementById('ask-photo-shows'), tells = document.getElementById('ask-photo-said')
    var chosen = []
    var choosePhotos = function (files) {
      chosen = Array.from(files)
      shows.textContent = ''
      tells.textContent = ''
      chosen.slice(0, 6).forEach(function (file) {
        var img = document.createElement('img')
        img.alt = file.name
        var reader = new FileReader()
        reader.onload = function () { img.src = reader.result }
        if (file.size < 2e7) reader.readAsDataURL(file)
        shows.append(img)
      })
    }
    doing.photo = function () {
      open(askPhoto)
      choosePhotos([])
      sheet.reset()
    }
    pick.addEventListener('change', function () { choosePhotos(pick.files) })
    var hasFiles = function (data) { return data && Array.from(data.types).indexOf('Files') >= 0 && data.files.length > 0 }
    ;[askPhoto, box].forEach(function (e) {
      e.addEventListener('dragover', function (event) {
        if (event.dataTransfer && Array.from(event.dataTransfer.types).indexOf('Files') >= 0) event.preventDefault()
      })
      e.addEventListener('drop', function (event) {
        if (!hasFiles(event.dataTransfer)) return
        event.preventDefault()
        if (!askPhoto.open) doing.photo()
        choosePhotos(event.dataTransfer.files)
      })
    })
    box.addEventListener('paste', function (event) {
      if (!hasFiles(event.clipboardData) || event.clipboardData.getData('text/plain').trim()) return
      event.preventDefault()
      doing.photo()
      choosePhotos(event.clipboardData.files)
    })
    sheet.addEventListener('submit', function (event) {
      if (event.submitter && event.submitter.value === '') return // left alone
      event.preventDefault()
      var data = new FormData()
      chosen.forEach(function (file) { data.append('photo', file) })
      data.append('caption', sheet.elements.caption.value)
      data.append('credit', sheet.elements.credit.value)
      data.append('json', '1')
      data.append('text', box.value)
      var before = box.value
      event.submitter.disabled = true
      fetch(form.dataset.photo, {method: 'POST', body: data}).then(function (r) { return r.json() }).then(function (answer) {
        var refused = answer.refused || []
        var why = refused.map(function (x) { return (x.name ? x.name + '：' : '') + x.why }).join('；')
        if (answer.fault) {
          tells.textContent = [answer.fault, why].filter(Boolean).join('：')
          return
        }
        askPhoto.close()
        var was = new URL(form.action).searchParams.get('file'), is = new URL(answer.action, location.href).searchParams.get('file')
        form.querySelectorAll('.form__acts a').forEach(function (a) { // the page may have moved
          var to = new URL(a.href)
          if (to.searchParams.get('file') !== was) return
          to.searchParams.set('file', is)
          a.href = to
        })
        form.action = answer.action
        form.dataset.live = answer.live
        form.dataset.photo = answer.photo
        form.elements.was.value = answer.was
        history.replaceState(null, '', answer.action)
        if (box.value === before && answer.text !== before.replace(/^\n+|\n+$/g, '')) put(0, box.value.length, answer.text) // the page has moved: its links with it
        if (answer.insert) put(place.start, place.start === place.end ? place.end : place.start, apart(answer.insert, place.start, place.start))
        tell([answer.says, why].filter(Boolean).join('；') + said.dataset.stop)
        shown = null
        later()
      }).catch(function () {
        tells.textContent = tells.dataset.failed
      }).then(function () { event.submitter.disabled = false })
    })
    askPhoto.addEventListener('close', function () { box.focus() })
  }

  if (tools) {
    tools.addEventListener('click', function (e) {
      var button = e.target.closest('[data-do]')
      if (button && doing[button.dataset.do]) doing[button.dataset.do]()
    })
    box.addEventListener('keydown', function (e) {
      if ((e.ctrlKey || e.metaKey) && !e.altKey && !e.shiftKey && e.key.toLowerCase() === 'b') {
        e.preventDefault()
        doing.bold()
      }
    })
    tools.addEventListener('keydown', function (e) { // as in every bar of buttons
      var step = {ArrowRight: 1, ArrowLeft: -1}[e.key]
      if (!step) return
      var list = Array.from(tools.querySelectorAll('button'))
      list[(list.indexOf(document.activeElement) + step + list.length) % list.length].focus()
      e.preventDefault()
    })
  }
})()
