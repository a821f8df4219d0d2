"use strict";
(async () => {
const $ = (id) => document.getElementById(id);
const words = JSON.parse($("words").textContent);
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
const make = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children);
  return node;
};

// ── light and dark ──
$("theme").addEventListener("click", () => {
  const root = document.documentElement;
  const dark = root.dataset.theme
    ? root.dataset.theme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
});

// ── unpacking ──
const unpack = async (base64) => {
  const bytes = Uint8Array.from(atob(base64.trim()), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
};
if (!("DecompressionStream" in window)) {
  $("s-columns").append(make("p", { class: "note" }, words.needs_newer));
  return;
}
const data = JSON.parse(await unpack($("packed").textContent));
const m = data.mentions;
const all = m.a.map((_, i) => i);
const isCounted = {
  v: new Set(data.counted.voices),
  r: new Set(data.counted.regions),
};
const place = (list, id) => list.findIndex((item) => item[0] === id);
const number = (n) => make("span", { class: "n" }, n.toLocaleString("en-US"));
// A half goes up, as in the tables' figures.
const percent = (share) => `${Math.floor(share * 100 + 0.5 + 1e-9)}%`;

// ── filters ──
const filter = { o: null, c: -1, l: -1, v: null, r: null, from: "", to: "" };
const reset = () => {
  filter.o = new Set(data.outlets.keys());
  filter.v = new Set(data.counted.voices);
  filter.r = new Set(data.counted.regions);
  filter.c = filter.l = -1;
  filter.from = filter.to = "";
};
const passes = (i) => {
  const article = data.articles[m.a[i]];
  return filter.o.has(article[1]) && filter.v.has(m.v[i]) && filter.r.has(m.r[i]) &&
    (filter.c < 0 || m.c[i] === filter.c) && (filter.l < 0 || m.l[i] === filter.l) &&
    (!filter.from || article[2] >= filter.from) && (!filter.to || (article[2] && article[2] <= filter.to));
};
const same = (a, b) => a.size === b.size && [...a].every((x) => b.has(x));
const asReported = () => filter.o.size === data.outlets.length && same(filter.v, isCounted.v) &&
  same(filter.r, isCounted.r) && filter.c < 0 && filter.l < 0 && !filter.from && !filter.to;

const option = (value, text) => make("option", { value }, text);
const checks = (home, list, chosen) => {
  home.replaceChildren(...list.map(([, name], i) => {
    const box = make("input", { type: "checkbox", value: i });
    box.checked = chosen().has(i);
    box.addEventListener("change", () => {
      box.checked ? chosen().add(i) : chosen().delete(i);
      update();
    });
    return make("label", {}, box, name);
  }));
};
const labelOptions = () => {
  const labels = filter.c < 0 ? [] : data.concepts[filter.c][2];
  $("f-label").replaceChildren(option(-1, words.filter_all), ...labels.map(([, name], i) => option(i, name)));
  $("f-label").disabled = filter.c < 0;
  $("f-label").value = filter.l;
};
const drawFilters = () => {
  checks($("f-outlet"), data.outlets, () => filter.o);
  checks($("f-voice"), data.voices, () => filter.v);
  checks($("f-region"), data.regions, () => filter.r);
  $("f-concept").replaceChildren(option(-1, words.filter_all), ...data.concepts.map(([, name], i) => option(i, name)));
  labelOptions();
  $("f-from").value = $("f-to").value = "";
};

// ── the charts follow the filters ──
const original = new Map();
for (const bar of document.querySelectorAll(".bar")) {
  original.set(bar, {
    width: bar.querySelector(".fill").style.width,
    text: bar.querySelector(".val").textContent,
    label: bar.getAttribute("aria-label"),
    disabled: bar.disabled,
    ci: bar.querySelector(".ci"),
  });
}
// concept and outlet → mentions, so that a bar looks at few
const grouped = new Map();
for (const i of all) {
  const key = `${m.c[i]} ${data.articles[m.a[i]][1]}`;
  grouped.has(key) ? grouped.get(key).push(i) : grouped.set(key, [i]);
}
const totals = new Map([...document.querySelectorAll("table.shares tbody th")].map((th) => [th, th.querySelector(".n").textContent]));
const behind = (table, outlet, label) => {
  const c = place(data.concepts, table.dataset.concept);
  const t = table.dataset.target ? place(data.targets, table.dataset.target) : -1;
  const o = place(data.outlets, outlet);
  const l = label === null ? -1 : place(data.concepts[c][2], label);
  return (grouped.get(`${c} ${o}`) ?? []).filter(
    (i) => (t < 0 || m.t[i] === t) && (l < 0 || m.l[i] === l) && passes(i));
};
const drawBars = () => {
  const reported = asReported();
  for (const table of document.querySelectorAll("table.shares")) {
    for (const row of table.tBodies[0].rows) {
      const head = row.querySelector("th");
      const whole = reported ? 0 : behindConcept(table, row.dataset.outlet);
      head.querySelector(".n").textContent = reported ? totals.get(head) : whole.toLocaleString("en-US");
      row.hidden = !reported && !filter.o.has(place(data.outlets, row.dataset.outlet));
      for (const bar of row.querySelectorAll(".bar")) drawBar(table, row, bar, reported, whole);
    }
    const c = place(data.concepts, table.dataset.concept);
    table.closest("figure").hidden = filter.c >= 0 && filter.c !== c;
  }
};
// Shares stay shares of the concept when one label is chosen.
const behindConcept = (table, outlet) => {
  const kept = filter.l;
  filter.l = -1;
  const n = behind(table, outlet, null).length;
  filter.l = kept;
  return n;
};
const drawBar = (table, row, bar, reported, whole) => {
  const was = original.get(bar);
  const value = bar.querySelector(".val");
  if (reported) {
    bar.querySelector(".fill").style.width = was.width;
    value.textContent = was.text;
    bar.setAttribute("aria-label", was.label);
    bar.disabled = was.disabled;
  } else {
    const n = behind(table, row.dataset.outlet, bar.dataset.label).length;
    bar.querySelector(".fill").style.width = whole ? `${(n / whole) * 100}%` : "0";
    value.textContent = whole ? (was.text.includes("%") || was.text === "–" ? percent(n / whole) : String(n)) : "–";
    const name = bar.closest("td").dataset.name;
    bar.setAttribute("aria-label", `${row.querySelector("th").textContent.trim()}, ${name}: ${value.textContent} (${n})`);
    bar.disabled = n === 0;
  }
  if (was.ci) was.ci.hidden = !reported;
};
const update = () => {
  drawBars();
  const n = all.filter(passes).length;
  $("f-state").textContent = fill(words.filter_state, { n: n.toLocaleString("en-US"), all: all.length.toLocaleString("en-US") });
  $("f-note").hidden = asReported();
  $("f-show").disabled = n === 0;
};

// ── lines of evidence ──
const context = (i) => {
  const hit = data.forms[m.f[i]];
  if (m.k[i]) return make("span", { class: "ctx", dir: "auto" }, m.b[i], make("mark", {}, hit), m.w[i]);
  const where = fill(words.place_only, { start: m.s[i].toLocaleString("en-US"), end: m.e[i].toLocaleString("en-US") });
  return make("span", { class: "ctx" }, make("mark", {}, hit), " ", make("small", {}, where));
};
const line = (i) => {
  const [id, outlet, day, url] = data.articles[m.a[i]];
  const [, name, labels] = data.concepts[m.c[i]];
  const meta = make("span", { class: "meta" }, data.outlets[outlet][1], " · ",
    make("span", { class: "n" }, day || words.unnamed_date), " · ", data.voices[m.v[i]][1], " · ",
    data.regions[m.r[i]][1], " · ", `${name}: ${labels[m.l[i]][1]}`, " · ");
  if (m.p[i]) meta.append(fill(words.said_by, { speaker: m.p[i] }), " · ");
  meta.append(/^https?:/.test(url) ? make("a", { href: url, rel: "noreferrer" }, words.link) : make("span", { class: "n" }, id));
  const item = make("li", { "data-mention": i }, context(i), meta);
  if (data.texts) {
    const button = make("button", { type: "button", class: "plain" }, words.read_article);
    button.addEventListener("click", () => button.replaceWith(wholeArticle(m.a[i])));
    item.append(button);
  }
  return item;
};
const codePoints = (text) => {
  // Places are counted in code points; only texts with astral characters need a map.
  if (!/[\ud800-\udbff]/.test(text)) return (n) => n;
  const map = [];
  let unit = 0;
  for (const point of text) { map.push(unit); unit += point.length; }
  map.push(unit);
  return (n) => map[n];
};
const wholeArticle = (a) => {
  const text = data.texts[a], at = codePoints(text), node = make("div", { class: "article", dir: "auto" });
  let done = 0;
  for (const i of all.filter((j) => m.a[j] === a).sort((x, y) => m.s[x] - m.s[y])) {
    const start = at(m.s[i]), end = at(m.e[i]);
    if (start < done) continue;
    node.append(text.slice(done, start), make("mark", {}, text.slice(start, end)));
    done = end;
  }
  node.append(text.slice(done));
  return node;
};
const PAGE = 50;
const lines = (found) => {
  if (!found.length) return make("p", { class: "note" }, words.no_mentions);
  const list = make("ul", { class: "lines" });
  const box = make("div", {}, list);
  let shown = 0;
  const more = make("button", { type: "button" }, words.show_more);
  const next = () => {
    list.append(...found.slice(shown, shown + PAGE).map(line));
    shown += PAGE;
    shown < found.length ? box.append(more) : more.remove();
  };
  more.addEventListener("click", () => {
    const from = shown;
    next();
    list.children[from].setAttribute("tabindex", "-1");
    list.children[from].focus();
  });
  next();
  return box;
};
const panel = $("panel");
const show = (title, found, ...content) => {
  $("panel-title").replaceChildren(title, " (", number(found.length), ")");
  $("panel-body").replaceChildren(...(content.length ? content : [lines(found)]));
  panel.showModal();
  $("panel-title").focus();
  panel.scrollTop = 0;
};
$("panel-close").addEventListener("click", () => panel.close());
panel.addEventListener("click", (event) => { if (event.target === panel) panel.close(); });

// ── a bar, a pair, an event: what lies behind it ──
document.addEventListener("click", (event) => {
  const bar = event.target.closest(".bar");
  if (bar) {
    const row = bar.closest("tr"), table = bar.closest("table");
    const found = behind(table, row.dataset.outlet, bar.dataset.label);
    const outlet = row.querySelector("th").firstChild.textContent.trim();
    show(fill(words.evidence_group, { outlet, label: bar.closest("td").dataset.name }), found);
  }
  const pair = event.target.closest(".pair");
  if (pair) {
    const table = pair.closest("table");
    const two = [pair.closest("tr").dataset.outlet, pair.dataset.other];
    const found = two.map((outlet) => behind(table, outlet, null));
    const columns = make("div", { class: "columns" }, ...two.map((outlet, k) => column(place(data.outlets, outlet), found[k])));
    show(pair.getAttribute("aria-label").split(":")[0], found.flat(), columns);
  }
});
const column = (o, found) => make("div", {}, make("h3", {}, data.outlets[o][1], " (", number(found.length), ")"), lines(found));
const drawSide = () => {
  const event = data.events[$("s-event").value][0], c = Number($("s-concept").value);
  const found = all.filter((i) => data.articles[m.a[i]][4] === event && m.c[i] === c && isCounted.v.has(m.v[i]) && isCounted.r.has(m.r[i]));
  const outlets = [...new Set(found.map((i) => data.articles[m.a[i]][1]))].sort((x, y) => x - y);
  $("s-columns").replaceChildren(...outlets.map((o) => column(o, found.filter((i) => data.articles[m.a[i]][1] === o))));
  if (!outlets.length) $("s-columns").append(make("p", { class: "note" }, words.no_mentions));
};

// ── tables as files ──
const cell = (value) => (/[",\n]/.test(value) ? `"${String(value).replace(/"/g, '""')}"` : String(value));
const evidenceFile = () => {
  const rows = [["article_id", "outlet", "published", "concept", "label", "surface", "start", "end", "region", "voice", "speaker", "target", "before", "after", "url"]];
  for (const i of all) {
    const [id, o, day, url] = data.articles[m.a[i]];
    rows.push([id, data.outlets[o][0], day, data.concepts[m.c[i]][0], data.concepts[m.c[i]][2][m.l[i]][0], data.forms[m.f[i]],
      m.s[i], m.e[i], data.regions[m.r[i]][0], data.voices[m.v[i]][0], m.p[i], data.targets[m.t[i]][0], m.b[i], m.w[i], url]);
  }
  return rows.map((row) => row.map(cell).join(",")).join("\n") + "\n";
};
$("files").addEventListener("click", async (event) => {
  const name = event.target.dataset.file;
  if (!name) return;
  const packedFile = [...document.querySelectorAll("script[data-name]")].find((s) => s.dataset.name === name);
  const text = packedFile ? await unpack(packedFile.textContent) : evidenceFile();
  const url = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv" }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
});

// ── begin ──
reset();
drawFilters();
$("f-concept").addEventListener("change", (event) => {
  filter.c = Number(event.target.value);
  filter.l = -1;
  labelOptions();
  update();
});
$("f-label").addEventListener("change", (event) => { filter.l = Number(event.target.value); update(); });
$("f-from").addEventListener("change", (event) => { filter.from = event.target.value; update(); });
$("f-to").addEventListener("change", (event) => { filter.to = event.target.value; update(); });
$("f-show").addEventListener("click", () => show($("filters-title").textContent, all.filter(passes)));
$("f-reset").addEventListener("click", () => { reset(); drawFilters(); update(); });
$("form").addEventListener("submit", (event) => event.preventDefault());
if (data.events.length) {
  $("s-event").replaceChildren(...data.events.map(([, title], i) => option(i, title.replace(/[\u2066-\u2069]/g, ""))));
  $("s-concept").replaceChildren(...data.concepts.map(([, name], i) => option(i, name)));
  $("s-event").addEventListener("change", drawSide);
  $("s-concept").addEventListener("change", drawSide);
  $("side-form").hidden = false;
  drawSide();
} else {
  $("side").hidden = true;
}
$("filters").hidden = false;
update();
document.documentElement.dataset.ready = "true";
})();
