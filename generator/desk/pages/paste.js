// What is pasted from Word, WPS, a web page or a spreadsheet becomes a text as content files have it:
// paragraphs, headings, lists, bold, links and tables, and no looks. Every character that was to be
// seen stays; what cannot stay is named.
//
// kepuPaste(html) gives {text, single, left}: the text; whether it is a piece of one paragraph; and what
// was left out, as names of kinds: image, media, deleted, comment, link, merged.
var kepuPaste = (function () {
  'use strict'

  var BLOCKS = /^(?:address|article|aside|blockquote|body|caption|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hgroup|legend|li|main|menu|nav|ol|optgroup|option|p|pre|search|section|summary|table|tbody|td|tfoot|th|thead|tr|ul|xmp)$/
  var UNSEEN = /^(?:area|base|col|colgroup|datalist|head|link|map|meta|noscript|param|rp|script|select|source|style|template|title|track|xml|wbr)$/
  var IMAGES = /^(?:img|picture|svg|math|v:imagedata|v:shape|v:shapetype|v:group|v:rect|v:line)$/
  var MEDIA = /^(?:audio|video|canvas|embed|iframe|object|applet|frame|frameset|noembed|noframes)$/
  var RAISED = {'0': '⁰', '1': '¹', '2': '²', '3': '³', '4': '⁴', '5': '⁵', '6': '⁶', '7': '⁷', '8': '⁸', '9': '⁹', '+': '⁺', '-': '⁻', 'n': 'ⁿ'}
  var LOWERED = {'0': '₀', '1': '₁', '2': '₂', '3': '₃', '4': '₄', '5': '₅', '6': '₆', '7': '₇', '8': '₈', '9': '₉', '+': '₊', '-': '₋'}
  var WIDE = '[\\u2E80-\\u9FFF\\uF900-\\uFAFF\\uFE30-\\uFE4F\\uFF00-\\uFFEF\\u3000-\\u303F]'
  var joined = new RegExp('(' + WIDE + ')[ \\t\\r\\n]*\\n[ \\t\\r\\n]*(?=' + WIDE + ')', 'g')
  var MOST = 400 // how deep elements may stand in one another: what is deeper is read as plain words

  function kepuPaste(html) {
    var doc = new DOMParser().parseFromString(html, 'text/html')
    var c = new Cleaner(levelsOf(doc))
    if (doc.body) c.children(doc.body, {})
    c.flush()
    return c.result()
  }

  // levelsOf reads which classes Word's own style sheet makes headings of.
  function levelsOf(doc) {
    var levels = {}
    doc.querySelectorAll('style').forEach(function (s) {
      s.textContent.replace(/([^{}]{1,2000})\{([^{}]*)\}/g, function (_, names, rules) {
        var m = /mso-outline-level:\s*([1-9])/i.exec(rules)
        if (m) {
          (names.match(/\.[\w\u0080-\uffff-]+/g) || []).forEach(function (n) { levels[n.slice(1).toLowerCase()] = Number(m[1]) })
        }
        return ''
      })
    })
    return levels
  }

  function Cleaner(levels) {
    this.levels = levels
    this.blocks = [] // {kind: p, h, li, more, table, code; runs; level; depth; mark}
    this.runs = [] // of the block that is open
    this.open = null // what sort of block it is; null: a paragraph
    this.lists = [] // the lists that stand around, {ordered, n}
    this.left = {}
    this.nested = 0
  }

  // said reports what an element's own style says of a property.
  function said(style, property) {
    var m = new RegExp('(?:^|[;\\s"\'])' + property + '\\s*:\\s*([^;]*)', 'i').exec(style)
    return m ? m[1].trim().toLowerCase() : ''
  }

  Cleaner.prototype.children = function (e, how) {
    for (var n = e.firstChild; n; n = n.nextSibling) this.node(n, how)
  }

  Cleaner.prototype.node = function (n, how) {
    if (n.nodeType === 3) {
      this.words(n.data, how)
      return
    }
    if (n.nodeType !== 1) return
    var name = n.localName.toLowerCase()
    var style = n.getAttribute('style') || ''
    var names = (n.getAttribute('class') || '').toLowerCase()
    if (this.nested > MOST) {
      this.words(n.textContent, how)
      return
    }
    if (UNSEEN.test(name)) return
    if (n.hasAttribute('hidden') || said(style, 'display') === 'none' || /hidden|collapse/.test(said(style, 'visibility')) || said(style, 'mso-hide') === 'all') return
    if (IMAGES.test(name)) {
      if (!/^v:shapetype$/.test(name)) this.left.image = true
      return
    }
    if (MEDIA.test(name)) {
      this.left.media = true
      return
    }
    if (name === 'del') {
      if (n.textContent.trim()) this.left.deleted = true
      return
    }
    if (/(?:^|\s)mso(?:commentreference|comment)/.test(names) || /comment/.test(said(style, 'mso-element')) || said(style, 'mso-special-character') === 'comment') {
      if (n.textContent.trim()) this.left.comment = true
      return
    }
    this.nested++
    this.element(n, name, style, names, how)
    this.nested--
  }

  Cleaner.prototype.element = function (n, name, style, names, how) {
    if (name === 'br') {
      this.lineEnd(how)
      return
    }
    if (name === 'hr') {
      if (!how.cell) this.flush()
      return
    }
    if (said(style, 'mso-list') === 'ignore') {
      this.mark(n)
      return
    }
    var next = Object.create(how)
    var weight = said(style, 'font-weight')
    if (/^(?:b|strong)$/.test(name)) next.bold = true
    if (/^(?:bold|bolder|[6-9]00)$/.test(weight)) next.bold = true
    if (/^(?:normal|lighter|[1-5]00)$/.test(weight)) next.bold = false
    if (/^(?:s|strike)$/.test(name) || /line-through/.test(said(style, 'text-decoration') + said(style, 'text-decoration-line'))) next.struck = true
    if (/^pre/.test(said(style, 'white-space')) || name === 'textarea') next.kept = true
    if (/^(?:normal|nowrap)$/.test(said(style, 'white-space'))) next.kept = false
    if (name === 'sup' || said(style, 'vertical-align') === 'super') next.turn = RAISED
    if (name === 'sub' || said(style, 'vertical-align') === 'sub') next.turn = LOWERED
    if (name === 'a' && n.hasAttribute('href')) next.href = this.address(n)
    if (name === 'q') this.words('“', how)
    if (!BLOCKS.test(name) || how.cell && name !== 'table') {
      if (how.cell && BLOCKS.test(name)) this.gap()
      this.children(n, next)
      if (how.cell && BLOCKS.test(name)) this.gap()
      if (name === 'q') this.words('”', how)
      return
    }
    var level = this.level(n, name, style, names)
    if (name === 'table') {
      this.table(n, next)
    } else if (/^(?:ul|ol|menu|dir)$/.test(name)) {
      this.flush()
      var start = parseInt(n.getAttribute('start'), 10)
      this.lists.push({ordered: name === 'ol', n: start >= 0 && start < 1e8 ? start : 1, item: false})
      this.children(n, next)
      this.flush()
      this.lists.pop()
    } else if (name === 'li') {
      this.item(n, next)
    } else if (name === 'pre' && !this.lists.length && n.textContent.indexOf('```') < 0 && !n.querySelector('del,table,img')) {
      this.flush()
      this.code(n)
    } else if (level) {
      this.flush()
      this.open = {kind: 'h', level: level}
      this.children(n, next)
      this.flush()
    } else {
      if (name === 'pre') next.kept = true
      this.flush()
      var depth = /level(\d)/.exec(said(style, 'mso-list'))
      if (depth && !this.lists.length) this.open = {kind: 'word', depth: Number(depth[1]) - 1, mark: ''}
      this.children(n, next)
      this.flush()
    }
  }

  // level is that of a heading, from 1; 0 for none.
  Cleaner.prototype.level = function (n, name, style, names) {
    var h = /^h([1-6])$/.exec(name)
    if (h) return Number(h[1])
    if (name !== 'p' && name !== 'div') return 0
    if (n.getAttribute('role') === 'heading') return Number(n.getAttribute('aria-level')) || 2
    var outline = Number(said(style, 'mso-outline-level'))
    if (outline >= 1 && outline <= 9) return Math.min(outline, 6)
    var word = /(?:^|\s)mso(title|subtitle|heading([1-9]))(?:\s|$)/.exec(names)
    if (word) return word[2] ? Math.min(Number(word[2]), 6) : word[1] === 'title' ? 1 : 2
    for (var list = names.split(/\s+/), i = 0; i < list.length; i++) {
      if (name === 'p' && Object.prototype.hasOwnProperty.call(this.levels, list[i])) return Math.min(this.levels[list[i]], 6)
    }
    return 0
  }

  // address is where a link leads; '' where no page may lead.
  Cleaner.prototype.address = function (a) {
    var href = (a.getAttribute('href') || '').trim()
    if (/^https?:\/\/[^\s]/i.test(href)) {
      try {
        return new URL(href).href.replace(/[()<>\s\\|`*_{}\[\]"]/g, function (c) { return '%' + c.charCodeAt(0).toString(16).toUpperCase() })
      } catch (e) {} // it is no address
    }
    if (href && href[0] !== '#' && a.textContent.trim()) this.left.link = true
    return ''
  }

  // words takes in a stretch of text.
  Cleaner.prototype.words = function (s, how) {
    s = s.replace(/[\u200b\u2060\ufeff\u00ad\u0000-\u0008\u000e-\u001f\u007f\ufffc]/g, '')
    if (how.kept && !how.cell && /\n/.test(s)) {
      var parts = s.split(/\r\n?|\n/)
      for (var i = 0; i < parts.length; i++) {
        if (i > 0) this.lineEnd(how)
        this.plain(parts[i], how)
      }
      return
    }
    this.plain(s.replace(joined, '$1'), how)
  }

  Cleaner.prototype.plain = function (s, how) {
    s = s.replace(/[ \t\r\n\f\v\u00a0\u2028\u2029\u0085]+/g, ' ')
    if (how.turn && s.trim() && Array.from(s.trim()).every(function (c) { return Object.prototype.hasOwnProperty.call(how.turn, c) })) {
      s = Array.from(s.trim()).map(function (c) { return how.turn[c] }).join('')
    }
    if (s) this.runs.push({text: s, bold: !!how.bold, struck: !!how.struck, href: how.href || ''})
  }

  // lineEnd ends a line: a paragraph, where there may be one.
  Cleaner.prototype.lineEnd = function (how) {
    if (how.cell || this.open && this.open.kind === 'h') {
      this.gap()
      return
    }
    this.flush()
  }

  Cleaner.prototype.gap = function () {
    if (this.runs.length) this.runs.push({text: ' ', bold: false, struck: false, href: ''})
  }

  // mark takes in the bullet or number that Word puts before a line.
  Cleaner.prototype.mark = function (n) {
    var s = n.textContent.replace(/[\s\u00a0\u3000\u200b\ufeff]+/g, '')
    if (this.open && this.open.kind === 'word') {
      this.open.mark += s
      this.open.told = true
    } else if (s && !isBullet(s)) {
      this.runs.push({text: s + (/[A-Za-z0-9.)]$/.test(s) ? ' ' : ''), bold: false, struck: false, href: ''})
    }
  }

  function isBullet(s) { return /^[·•●○◦▪■□◆◇➢➤►✓√oØ§üuvnl*\u2010-\u2015\uE000-\uF8FF-]$/.test(s) }

  Cleaner.prototype.item = function (n, how) {
    this.flush()
    if (!this.lists.length) {
      this.lists.push({ordered: false, n: 1, loose: true})
      this.item(n, how)
      this.lists.pop()
      return
    }
    var list = this.lists[this.lists.length - 1]
    var value = parseInt(n.getAttribute('value'), 10)
    if (value >= 0 && value < 1e8) list.n = value
    this.open = {kind: 'li', depth: this.lists.length - 1, mark: list.ordered ? list.n + '.' : '-'}
    list.n++
    this.children(n, how)
    this.flush()
  }

  Cleaner.prototype.code = function (n) {
    var text = n.textContent.replace(/[\u200b\ufeff\u0000-\u0008\u000b-\u001f\u007f\ufffc]/g, '').replace(/\r\n?/g, '\n').replace(/^\n+|\s+$/g, '')
    if (text.trim()) this.blocks.push({kind: 'code', text: text})
  }

  // flush ends the block that is open.
  Cleaner.prototype.flush = function () {
    var open = this.open
    var runs = tidy(this.runs)
    this.runs = []
    if (!runs.length) return // an item that has nothing yet stays open: its words may stand in a paragraph in it
    this.open = null
    var b = open || (this.lists.length ? {kind: 'more', depth: this.lists.length - 1} : {kind: 'p'})
    if (b.kind === 'word') {
      if (!b.told || !b.mark || isBullet(b.mark)) {
        b = {kind: b.told ? 'li' : 'p', depth: b.depth, mark: '-'}
      } else if (/^\d{1,8}[.)]$/.test(b.mark)) {
        b = {kind: 'li', depth: b.depth, mark: b.mark}
      } else { // 一、（一） are words
        runs = tidy([{text: b.mark + (/[A-Za-z0-9.]$/.test(b.mark) ? ' ' : ''), bold: false, struck: false, href: ''}].concat(runs))
        b = {kind: 'p'}
      }
    }
    b.runs = runs
    this.blocks.push(b)
  }

  // tidy puts together what looks the same, with one blank between words and none around them.
  function tidy(runs) {
    var out = []
    runs.forEach(function (r) {
      var last = out[out.length - 1]
      var text = r.text
      if (!last) text = text.replace(/^[\s\u3000]+/, '')
      else if (/\s$/.test(last.text)) text = text.replace(/^ +/, '')
      if (!text) return
      if (last && last.bold === r.bold && last.struck === r.struck && last.href === r.href) last.text += text
      else if (last && !text.trim()) last.text += ' '
      else out.push({text: text, bold: r.bold, struck: r.struck, href: r.href})
    })
    while (out.length) {
      var last = out[out.length - 1]
      last.text = last.text.replace(/[\s\u3000]+$/, '')
      if (last.text) break
      out.pop()
    }
    return out
  }

  // table takes in a table; one that only sets things beside each other is read as what it holds.
  Cleaner.prototype.table = function (t, how) {
    if (how.cell) {
      this.gap()
      this.children(t, how)
      this.gap()
      return
    }
    var rows = rowsOf(t)
    var columns = 0
    rows.forEach(function (r) { columns = Math.max(columns, r.cells.length) })
    var loose = columns < 2 || rows.length > 5000 || columns > 60 || t.querySelector('td table,th table,td h1,td h2,td h3,td h4,td h5,td h6,td ul,td ol,td pre')
    if (loose || this.lists.length) {
      this.flush()
      this.children(t, how)
      this.flush()
      return
    }
    this.flush()
    var self = this
    for (var n = t.firstChild; n; n = n.nextSibling) {
      if (n.nodeType === 1 && n.localName === 'caption') {
        this.node(n, how)
        this.flush()
      }
    }
    var grid = []
    var below = [] // how many more rows a cell reaches down, by column
    rows.forEach(function (r) {
      if (said(r.row.getAttribute('style') || '', 'display') === 'none' || r.row.hasAttribute('hidden')) return
      var line = []
      r.cells.forEach(function (cell) {
        while (below[line.length] > 0) {
          below[line.length]--
          line.push([])
        }
        var wide = Math.min(Math.max(1, parseInt(cell.getAttribute('colspan'), 10) || 1), 60)
        var deep = Math.min(Math.max(1, parseInt(cell.getAttribute('rowspan'), 10) || 1), 5000)
        var inside = Object.create(how)
        inside.cell = true
        if (cell.localName === 'th') inside.bold = false
        self.node(cell, inside)
        var runs = tidy(self.runs)
        self.runs = []
        if (wide > 1 || deep > 1) self.left.merged = true
        for (var i = 0; i < wide; i++) {
          below[line.length] = deep - 1
          line.push(i ? [] : runs)
        }
      })
      for (var i = line.length; i < below.length; i++) {
        if (below[i] > 0) {
          below[i]--
          line[i] = line[i] || []
        }
      }
      for (i = 0; i < line.length; i++) line[i] = line[i] || []
      if (line.some(function (c) { return c.length })) grid.push(line)
    })
    var widest = 0
    grid.forEach(function (line) {
      for (var i = line.length; i > widest; i--) {
        if (line[i - 1].length) widest = i
      }
    })
    // A title above the table is a paragraph.
    while (grid.length && grid[0].filter(function (c) { return c.length }).length === 1 && widest > 1 && grid.length > 1) {
      this.blocks.push({kind: 'p', runs: grid.shift().filter(function (c) { return c.length })[0]})
    }
    if (widest < 2) {
      grid.forEach(function (line) { self.blocks.push({kind: 'p', runs: line.filter(function (c) { return c.length })[0]}) })
      return
    }
    if (grid.length) this.blocks.push({kind: 'table', rows: grid, columns: widest})
  }

  // rowsOf returns the rows of a table with their cells, not those of tables in it.
  function rowsOf(t) {
    var rows = []
    var look = function (e) {
      for (var n = e.firstChild; n; n = n.nextSibling) {
        if (n.nodeType !== 1) continue
        if (/^(?:thead|tbody|tfoot)$/.test(n.localName)) look(n)
        if (n.localName === 'tr') {
          rows.push({row: n, cells: Array.from(n.children).filter(function (c) { return /^t[dh]$/.test(c.localName) && said(c.getAttribute('style') || '', 'display') !== 'none' })})
        }
      }
    }
    look(t)
    return rows
  }

  // escaped writes words so that no character of them is a sign.
  function escaped(s) {
    return s.replace(/[\\`*]|~~+|__+|_|\||\{\{|<(?=[A-Za-z\/!?])|&(?=[#A-Za-z][\w]{0,40};)|\](?=[(（])|\[(?=[^\]]*\][\[:]|\^|[ xX]\])/g, function (c, at) {
      if (c === '_') {
        var word = /[\w\u2E80-\u9FFF]/
        return word.test(s[at - 1] || ' ') && word.test(s[at + 1] || ' ') ? '_' : '\\_'
      }
      if (c === '*' && /\d/.test(s[at - 1] || '') && /\d/.test(s[at + 1] || '')) return c
      return c.replace(/./g, '\\$&')
    })
  }

  // begun takes what a line begins with for words and no sign of a block.
  function begun(s) {
    return s.replace(/^(?:#|>|:(?=\s)|[-+](?=\s|$)|-|=)/, '\\$&').replace(/^(\d{1,9})\)(?=\s|$)/, '$1\\)')
  }

  // inline writes what a block holds. Plain is without bold: of a heading, which is bold as a whole.
  function inline(runs, plain) {
    var out = ''
    for (var i = 0; i < runs.length;) {
      var from = i
      var href = runs[i].href
      while (i < runs.length && runs[i].href === href) i++
      var inner = emphasised(runs.slice(from, i), plain, href ? '[' : edge(runs[from - 1], true), href ? ']' : edge(runs[i], false))
      if (href && inner.trim()) {
        var m = /^(\s*)([\s\S]*?)(\s*)$/.exec(inner)
        inner = m[1] + '[' + m[2].replace(/\\[\s\S]|[\[\]]/g, function (c) { return c.length > 1 ? c : '\\' + c }) + '](' + href + ')' + m[3]
      }
      out += inner
      if (i < runs.length && runs[i].href && !/\\!$/.test(out)) out = out.replace(/!$/, '\\!') // no picture
      if (i < runs.length && !href && runs[i].href && address.test(out)) out += ' '
    }
    return out.trim()
  }

  // edge is the character by which a run touches its neighbour.
  function edge(run, end) {
    var all = run ? Array.from(run.text) : []
    return all.length ? all[end ? all.length - 1 : 0] : ' '
  }

  // emphasised writes runs with their signs of bold, where those would be read as such.
  function emphasised(runs, plain, before, after) {
    var out = ''
    for (var i = 0; i < runs.length;) {
      var from = i
      var bold = runs[i].bold && !plain
      while (i < runs.length && (runs[i].bold && !plain) === bold) i++
      var struck = ''
      for (var k = from; k < i;) {
        var at = k
        while (k < i && runs[k].struck === runs[at].struck) k++
        var text = escaped(runs.slice(at, k).map(function (r) { return r.text }).join(''))
        struck += runs[at].struck && !address.test(struck || out) ? around(text, '~~', at ? edge(runs[at - 1], true) : before, k < runs.length ? edge(runs[k], false) : after) : text
      }
      out += bold && !address.test(out) ? around(struck, '**', from ? edge(runs[from - 1], true) : before, i < runs.length ? edge(runs[i], false) : after) : struck
    }
    return out
  }

  var cjk = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Yi}\u3000-\u303f\ufe30-\ufe4f\uff00-\uffef]/u
  var mark = /[\p{P}\p{S}]/u

  var address = /(?:https?:\/\/|www\.|@)[^\s\u2e80-\uffff]*$/i // takes in what follows it

  // around puts signs around written words between two other characters, where they are read as such.
  function around(written, sign, before, after) {
    var lead = /^[\s）)】」』》。，、；：！？]*/.exec(written)[0]
    var rest = written.slice(lead.length)
    var tail = /[\s（(【「『《]*$/.exec(rest)[0]
    var core = rest.slice(0, rest.length - tail.length)
    if (!core) return written
    var chars = Array.from(core)
    var first = chars[0], last = chars[chars.length - 1]
    if (lead) before = lead[lead.length - 1]
    if (tail) after = tail[0]
    var digit = /[0-9０-９]/
    var free = function (outer, inner) { // of an edge: the sign is read as one
      return !(digit.test(outer) && digit.test(inner)) && (cjk.test(inner) || !mark.test(inner) || /\s/.test(outer) || cjk.test(outer) || mark.test(outer)) &&
        !(sign === '~~' && (digit.test(outer) || digit.test(inner)))
    }
    if (sign === '~~' && (first === '~' || last === '~')) return written
    if (!free(before, first) || !free(after, last) || /[*~]/.test(before + after) || address.test(core)) return written
    return lead + sign + core + sign + tail
  }

  Cleaner.prototype.result = function () {
    var blocks = this.blocks
    var least = 7
    blocks.forEach(function (b) { if (b.kind === 'h') least = Math.min(least, b.level) })
    var out = ''
    var widths = [] // of the marks of the items that stand around
    var last = null
    var deepest = -1
    var counted = [] // the last number at each depth
    blocks.forEach(function (b) {
      var text = '', close = false, numbered = ''
      switch (b.kind) {
      case 'h':
        text = '#'.repeat(Math.min(6, b.level - least + 2)) + ' ' + inline(b.runs, true).replace(/(^|\s)(#+)$/, '$1\\$2')
        break
      case 'code':
        text = '```\n' + b.text + '\n```'
        break
      case 'table':
        text = b.rows.map(function (line, i) {
          var cells = []
          for (var k = 0; k < b.columns; k++) cells.push(' ' + inline(line[k] || [], i === 0) + ' ')
          var row = '|' + cells.join('|') + '|'
          return i ? row : row + '\n|' + ' --- |'.repeat(b.columns)
        }).join('\n')
        break
      case 'li':
        var depth = Math.min(b.depth, deepest + 1), grown = depth > deepest
        widths = widths.slice(0, depth)
        var number = /^(\d+)([.)])$/.exec(b.mark)
        if (number && counted[depth] === number[1]) b.mark = number[1] + (number[2] === '.' ? ')' : '.') // another list, not its next line
        counted = counted.slice(0, depth)
        counted[depth] = number ? number[1] : ''
        text = ' '.repeat(sum(widths)) + b.mark + ' ' + begun(inline(b.runs)).replace(/^(\d{1,9})\.(?=\s|$)/, '$1\\.')
        widths[depth] = b.mark.length + 1
        deepest = depth
        close = last && last.kind === 'li' && !(grown && number && number[1] !== '1') // of a list in an item only one from 1 may follow its words
        break
      case 'more':
        if (deepest >= 0) {
          text = ' '.repeat(sum(widths.slice(0, Math.min(b.depth, deepest) + 1))) + begun(inline(b.runs))
        } else {
          text = begun(inline(b.runs))
        }
        break
      default:
        text = begun(inline(b.runs)).replace(/^(\d{1,9}\.\s+)(.+)$/, function (c, n, rest) { return n + begun(rest) }).replace(/^(\d{1,9})\.(?=\s|$)/, function (c, n) { // the same once more, or 007, would be counted on
          var again = n === counted[0] || n.length > 1 && n[0] === '0'
          numbered = n
          return again ? n + '\\.' : c
        })
      }
      if (b.kind !== 'li' && b.kind !== 'more') {
        deepest = -1
        widths = []
        counted = numbered ? [numbered] : []
      }
      out += (out ? (close ? '\n' : '\n\n') : '') + text
      last = b
    })
    var single = blocks.length === 1 && blocks[0].kind === 'p'
    return {text: out, single: single || !blocks.length, left: Object.keys(this.left)}
  }

  function sum(list) { return list.reduce(function (a, b) { return a + b }, 0) }

  return kepuPaste
})()
