// What a previewed page has beside the built one: it loads itself again when it
// has changed, and shows what is wrong with the content.
(function () {
  'use strict';
  const me = document.currentScript;
  if (!me || !window.fetch) return;
  const base = me.src.slice(0, me.src.lastIndexOf('/') + 1);
  const ask = base + 'state?page=' + encodeURIComponent(me.dataset.page) + '&digest=' + me.dataset.digest;
  const here = 'kepu ' + location.pathname;

  // What this tab remembers over a reload. A browser may refuse to keep anything.
  function recall(key) {
    try { return JSON.parse(sessionStorage.getItem(key)); } catch (e) { return null; }
  }
  function remember(key, value) {
    try { sessionStorage.setItem(key, JSON.stringify(value)); } catch (e) { /* then not */ }
  }

  // The reader stays where they were.
  const was = recall(here);
  remember(here, null);
  if (was) {
    const back = () => window.scrollTo(was.x, was.y);
    back();
    addEventListener('load', back, { once: true });
  }
  function reload() {
    remember(here, { x: scrollX, y: scrollY });
    location.reload();
  }

  // The parts, away from the page's own style.
  const host = document.createElement('kepu-preview');
  const root = host.attachShadow({ mode: 'open' });
  function make(tag, name, text) {
    const e = document.createElement(tag);
    if (name) e.className = name;
    if (text !== undefined) e.textContent = text;
    return e;
  }
  const style = make('link');
  style.rel = 'stylesheet';
  style.href = base + 'live.css';
  const dock = make('div', 'dock');
  const draft = make('div', 'draft');
  const panel = make('section', 'panel');
  const bar = make('div', 'bar');
  const news = make('span');
  const more = make('button');
  more.type = 'button';
  bar.setAttribute('role', 'status');
  panel.setAttribute('role', 'alert');
  bar.append(news, more);
  dock.append(draft, panel, bar);
  dock.hidden = draft.hidden = panel.hidden = bar.hidden = true;
  style.addEventListener('load', () => { dock.hidden = false; });
  root.append(style, dock);
  document.body.append(host);

  // Where a desk stands beside the preview, ways lead from a page, its entries and what is missing to their forms.
  const desk = me.dataset.desk;
  function way(words, more) {
    const a = make('a', 'kepu-way', words);
    a.href = desk + 'of?' + new URLSearchParams(Object.assign({ page: me.dataset.page }, more));
    return a;
  }
  if (desk) {
    const ways = make('link');
    ways.rel = 'stylesheet';
    ways.href = base + 'ways.css';
    document.head.append(ways);
    dock.insertBefore(Object.assign(way(me.dataset.change, {}), { className: 'way' }), bar);
    document.querySelectorAll('.log > li[id]').forEach(li => {
      (li.querySelector('h3') || li).append(way(me.dataset.entry, { id: li.id }));
    });
    document.querySelectorAll('.figures > .partial, .figures > .none').forEach(div => {
      const dt = div.querySelector('dt');
      if (!dt) return;
      const dd = make('dd');
      dd.append(way(me.dataset.fill, { what: dt.textContent }));
      div.append(dd);
    });
  }

  let open = true;      // whether the errors are unfolded
  let listed = false;   // whether the warnings are
  let state = null;
  more.addEventListener('click', () => {
    if (state.broken) open = !open; else listed = !listed;
    show();
  });

  function item(p) {
    const li = make('li', 'problem' + (p.warning ? ' problem--warning' : ''));
    li.append(make('p', 'problem__where', p.where + ' ' + p.code), make('p', 'problem__what', p.what));
    if (p.marked) {
      const line = make('pre', 'problem__line', p.before);
      line.append(make('mark', '', p.marked), p.after);
      li.append(line);
    }
    if (p.mend) li.append(make('p', 'problem__mend', p.mend));
    return li;
  }

  function fill(title) {
    const words = state.words;
    const at = panel.scrollTop;
    panel.className = 'panel' + (state.broken ? '' : ' panel--warning');
    const head = make('div', 'panel__head');
    const fold = make('button', '', words.hide);
    fold.type = 'button';
    fold.addEventListener('click', () => { open = listed = false; show(); });
    head.append(make('strong', '', title), fold);
    panel.replaceChildren(head);
    if (state.broken && me.dataset.digest !== 'none') panel.append(make('p', '', words.kept));
    if (state.fault) panel.append(make('p', 'fault', state.fault));
    const list = make('ol', 'problems');
    list.append(...state.problems.map(item));
    panel.append(list);
    if (state.rest) panel.append(make('p', '', state.rest));
    panel.scrollTop = at;
  }

  // The clock is the browser's: the site's bytes know none.
  function clock() {
    const two = n => String(n).padStart(2, '0');
    const now = new Date();
    return two(now.getHours()) + ':' + two(now.getMinutes()) + ':' + two(now.getSeconds());
  }

  // update returns what the bar says of the last change, and when this tab heard of it.
  function update() {
    let seen = recall('kepu seen');
    if (!seen || seen.edit > state.edit) seen = { edit: state.edit, time: '' };
    if (state.edit > seen.edit && (was || state.updated > 0)) seen = { edit: state.edit, time: clock() };
    remember('kepu seen', seen);
    if (!seen.time || seen.edit !== state.edit) return '';
    const what = state.updated > 0 ? state.words.updated.replace('%', state.updated) : state.words.renewed;
    return what + ' ' + seen.time;
  }

  function show() {
    const words = state.words;
    draft.hidden = !state.draft;
    draft.textContent = words.draft;
    document.documentElement.style.paddingTop = state.draft ? '2rem' : ''; // the note hides nothing
    const errors = words.broken.replace('%', state.errors);
    const warnings = words.warnings.replace('%', state.warnings);
    panel.hidden = !(state.broken ? open : listed && state.warnings);
    if (!panel.hidden) fill(state.broken ? errors : warnings);
    const text = state.broken ? (open ? '' : errors) : [update(), state.warnings ? warnings : ''].filter(Boolean).join('　');
    news.textContent = text;
    bar.hidden = !text;
    more.hidden = !panel.hidden || !(state.broken || state.warnings);
    more.textContent = words.show;
  }

  let asking = false, again = false;
  async function check() {
    if (asking) { again = true; return; }
    asking = true;
    try {
      const r = await fetch(ask, { cache: 'no-store' });
      if (!r.ok) throw new Error(r.status);
      const next = await r.json();
      if (next.reload) { reload(); return; }
      if (state && state.broken !== next.broken) open = true;
      state = next;
      show();
    } catch (e) {
      news.textContent = me.dataset.stopped;
      bar.hidden = false;
      more.hidden = true;
    }
    asking = false;
    if (again) { again = false; check(); }
  }

  // One tab waits for word and passes it on: a browser opens six connections to
  // a server and no more.
  function listen(tell) {
    const source = new EventSource(base + 'events');
    source.onmessage = tell;
    source.onerror = () => {
      tell();
      if (source.readyState === EventSource.CLOSED) setTimeout(() => listen(tell), 2000);
    };
  }
  if (navigator.locks && window.BroadcastChannel && window.EventSource) {
    const name = 'kepu ' + base;
    const channel = new BroadcastChannel(name);
    channel.onmessage = check;
    navigator.locks.request(name, () => new Promise(() => {
      listen(() => { channel.postMessage(0); check(); });
    }));
  } else {
    setInterval(check, 1000);
  }
  addEventListener('pageshow', e => { if (e.persisted) check(); });
  document.addEventListener('visibilitychange', () => { if (!document.hidden) check(); });
  check();
})();
