"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const [LEFT, RIGHT] = data.items;
  const LEVELS = Object.entries(data.levels);
  const PAGE = 100;
  const pairs = data.pairs.map(([left, right, score, id, channels, terms, declared, formerly, rank, relation, urgency, subject], order) => ({
    left: LEFT[left], right: RIGHT[right], score: score / 1e6, id, channels, terms, declared, formerly, rank, relation, urgency, subject, order,
    level: declared ? "settled" : LEVELS.find(([, lowest]) => score / 1e6 >= lowest)[0],
  }));
  const byId = new Map([...pairs.map((pair) => [pair.formerly, pair]), ...pairs.map((pair) => [pair.id, pair])]);
  const decisions = new Map();
  let shown = PAGE;
  let found = [];

  const make = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value !== false && value !== null) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children);
    return element;
  };
  const svg = (tag, attributes) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const subjectOf = (pair) => (pair.subject < 0 ? "" : `${data.subjects[pair.subject][1]} ${data.subjects[pair.subject][0]}`);
  const shownScore = (score) => Math.min(score, 0.999).toFixed(3);
  const words = (item) => `${item.id} ${item.title} ${item.scope} ${item.committee} ${item.group}`.toLowerCase();
  const either = (pair, name, text) => [pair.left, pair.right].some((item) => item[name].toLowerCase().includes(text));
  const isDraft = (item) => /study|draft|proposed/.test(`${item.status} ${item.stage}`.toLowerCase()) || /^[0-5]\d\./.test(item.stage);

  /* "digital twin" level:likely stage:draft committee:"SC 1" -word */
  const parse = (text) => [...text.matchAll(/(-?)(?:(\w+):)?(?:"([^"]*)"?|(\S+))/g)].map(([, not, key, quoted, plain]) => ({
    not: Boolean(not), key: (key || "").toLowerCase(), text: (quoted ?? plain ?? "").toLowerCase(),
  })).filter((each) => each.text);
  const tests = {
    level: (pair, text) => pair.level.startsWith(text),
    stage: (pair, text) => (text === "draft" ? [pair.left, pair.right].some(isDraft) : either(pair, "stage", text)),
    status: (pair, text) => (text === "draft" ? [pair.left, pair.right].some(isDraft) : either(pair, "status", text)),
    committee: (pair, text) => either(pair, "committee", text),
    group: (pair, text) => either(pair, "group", text),
    title: (pair, text) => either(pair, "title", text),
    scope: (pair, text) => either(pair, "scope", text),
    subject: (pair, text) => subjectOf(pair).toLowerCase().includes(text),
    at: (pair, text) => `${pair.left.place}|${pair.right.place}`.toLowerCase() === text,
    id: (pair, text) => pair.id.toLowerCase() === text || either(pair, "id", text),
  };
  const anywhere = (pair, text) => words(pair.left).includes(text) || words(pair.right).includes(text) || pair.id.toLowerCase() === text;
  const passes = (pair, asked) => asked.every(({ not, key, text }) => (
    not !== (tests[key] ? tests[key](pair, text) : anywhere(pair, key ? `${key}:${text}` : text))));

  const filter = () => {
    const asked = parse($("search").value);
    const [level, committee, group, status, subject] = ["level", "committee", "group", "status", "subject"].map((id) => $(id).value);
    const unknown = [...new Set(asked.map((each) => each.key).filter((key) => key && !tests[key]))];
    $("unknown").hidden = !unknown.length;
    $("unknown").textContent = unknown.length ? `There is no field ${unknown.join(", ")}; there are ${Object.keys(tests).join(", ")}.` : "";
    const cut = Number($("cut").value) / 100;
    const fitting = pairs.filter((pair) => (!level || pair.level === level)
      && (!committee || pair.left.committee === committee || pair.right.committee === committee)
      && (!group || pair.left.group === group || pair.right.group === group)
      && (!status || pair.left.status === status || pair.right.status === status)
      && (!subject || String(pair.subject) === subject)
      && passes(pair, asked));
    found = fitting.filter((pair) => pair.score >= cut);
    const rest = fitting.length - found.length;
    $("hidden-pairs").hidden = !rest || (fitting.length === pairs.length && found.length > 0);
    $("below-said").textContent = `${found.length.toLocaleString("en")} above the cut of ${cut.toFixed(2)}, ${rest.toLocaleString("en")} below it.`;
    const sort = $("sort").value;
    if (sort === "urgency") found.sort((a, b) => b.urgency - a.urgency || a.order - b.order);
    else if (sort === "subject") found.sort((a, b) => (a.subject < 0) - (b.subject < 0) || a.subject - b.subject || a.order - b.order);
    else if (sort !== "score") found.sort((a, b) => a[sort].id.localeCompare(b[sort].id, "en", { numeric: true }) || a.order - b.order);
    shown = PAGE;
    $("cut-said").textContent = cut.toFixed(2);
    list();
    histogram(cut);
    heat();
  };

  /* In a row of the list the main element of a title comes first to the eye; the introductory one is shown with the whole. */
  const line = (item) => {
    const [intro, main] = item.title.split(/(?<=^.*?\s[-–—]\s)(.+)/);
    return make("span", { class: "item", title: item.title }, make("b", {}, item.id), " ", ...(main ? [make("span", { class: "intro" }, intro), main] : [item.title]));
  };
  const list = () => {
    $("count").textContent = `${found.length.toLocaleString("en")} of ${data.every.toLocaleString("en")} pairs`
      + (data.below ? `; ${data.below.toLocaleString("en")} ${data.filters ? "filtered out or " : ""}below ${data.lowest} are not in this page` : "")
      + (found.length ? "" : ". Nothing above the cut matches the search and the filters");
    $("list").replaceChildren(...found.slice(0, shown).map((pair) => make("li", {}, make("a", { href: `#${pair.id}`, "data-pair": pair.id },
      make("span", { class: "level" }, `${pair.rank ? `${pair.rank}. ` : ""}${pair.level}`), ` ${shownScore(pair.score)}${pair.subject < 0 ? "" : ` · ${data.subjects[pair.subject][1]}`}${pair.left.open || pair.right.open ? " · not yet final" : ""}${decisions.has(pair.id) ? " · decided" : ""}`,
      line(pair.left), line(pair.right)))));
    $("more").hidden = found.length <= shown;
    current();
  };
  const current = () => {
    for (const link of $("list").querySelectorAll("a")) {
      if (link.dataset.pair === location.hash.slice(1)) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
  };

  const histogram = (cut) => {
    const most = Math.max(...data.histogram, 1);
    const bars = data.histogram.map((count, n) => {
      const height = count ? Math.max(2, 85 * Math.log1p(count) / Math.log1p(most)) : 0;
      const bar = svg("rect", { x: n * 12 + 1, y: 90 - height, width: 10, height, class: n >= cut * 50 ? "above" : "" });
      bar.append(svg("title", {}));
      bar.firstChild.textContent = `${(n / 50).toFixed(2)} to ${((n + 1) / 50).toFixed(2)}: ${count} pairs`;
      return bar;
    });
    $("histogram").replaceChildren(...bars, svg("line", { x1: cut * 600, x2: cut * 600, y1: 0, y2: 90 }));
  };

  /* Mark the words that both texts use: one number a word, the same on both sides. */
  const marked = (text, spans, numbers) => {
    const pieces = [];
    let end = 0;
    for (const [start, stop, term] of spans) {
      if (!numbers.has(term) || start < end) continue;
      pieces.push(text.slice(end, start), make("mark", { "data-term": term, tabindex: "0", onmouseenter: light, onmouseleave: light, onfocus: light, onblur: light },
        text.slice(start, stop), make("sup", {}, String(numbers.get(term)))));
      end = stop;
    }
    return [...pieces, text.slice(end)];
  };
  const light = (event) => {
    const on = event.type === "mouseenter" || event.type === "focus";
    for (const mark of $("pair").querySelectorAll(`mark[data-term="${event.currentTarget.dataset.term}"]`)) mark.classList.toggle("on", on);
  };
  const termsOf = (item) => new Set([...item.titleSpans, ...item.scopeSpans].map((span) => span[2]));
  const side = (item, numbers) => make("div", {}, make("h3", {}, item.url ? make("a", { href: item.url, rel: "noopener noreferrer", target: "_blank" }, item.id) : item.id),
    make("p", {}, ...marked(item.title, item.titleSpans, numbers)),
    make("p", { class: "standing" }, item.standing),
    make("p", {}, ...(item.scope ? marked(item.scope, item.scopeSpans, numbers) : [make("em", {}, "No scope text: only its title is compared.")])),
    ...(item.note ? [make("p", { class: "small" }, item.note)] : []),
    ...(item.open ? [make("p", { class: "small" }, `Possible: ${item.possible}`)] : []),
    ...(item.claims.length ? [make("p", { class: "small" }, `Mandate: ${item.claims.join("; ")}`)] : []));

  const waterfall = (pair) => {
    const total = pair.channels.reduce((sum, [, share]) => sum + share, 0);
    const row = ([name, share], told) => {
      const bar = make("span", { class: share < 0 ? "bar minus" : "bar" });
      bar.style.width = `${Math.min(Math.abs(share) * 0.9, 12)}em`;
      return make("tr", {}, make("th", { scope: "row" }, name), make("td", {}, told), make("td", { class: "number" }, (share >= 0 ? "+" : "") + share.toFixed(2)), make("td", {}, bar));
    };
    const words = (channel) => pair.terms.filter((term) => term[1] === channel).slice(0, 6).map((term) => data.terms[term[0]]).join(", ");
    return make("table", {}, make("caption", {}, `How the score adds up, in log-odds; their sum is a probability of ${shownScore(pair.score)}`),
      make("thead", {}, make("tr", {}, ...["Channel", "What it found", "Log-odds", ""].map((name) => (name ? make("th", { scope: "col" }, name) : make("td", {}))))),
      make("tbody", {}, ...pair.channels.map(([name, share, told], n) => row([name, share], words(n) || told)), row(["sum", total], "")));
  };

  const decision = (pair) => {
    const before = decisions.get(pair.id) || {};
    const outcome = make("select", { id: "outcome" }, make("option", { value: "" }, "not decided"),
      ...data.outcomes.map((name) => make("option", { value: name, selected: name === before.outcome }, name)));
    const field = (id) => { const input = make("input", { id, type: "text" }); input.value = before[id] || ""; return input; };
    const [reason, by, ref] = ["reason", "by", "ref"].map(field);
    const keep = () => {
      if (outcome.value) decisions.set(pair.id, { pair: pair.id, left: pair.left.id, right: pair.right.id, outcome: outcome.value, reason: reason.value, by: by.value, ref: ref.value });
      else decisions.delete(pair.id);
      $("decided").textContent = decisions.size ? `${decisions.size} decided, kept until this page is closed` : "";
    };
    for (const each of [outcome, reason, by, ref]) each.addEventListener("change", keep);
    return make("fieldset", {}, make("legend", {}, "Decision"), make("label", {}, "Outcome ", outcome), make("label", {}, "Reason ", reason), make("label", {}, "By ", by), make("label", {}, "Document ", ref));
  };

  const open = () => {
    const pair = byId.get(location.hash.slice(1));
    if (!pair) {
      const worth = $("worth") ? [$("worth").cloneNode(true)] : [];
      worth.forEach((each) => each.removeAttribute("id"));
      $("pair").replaceChildren(...worth, make("p", { class: "hint" }, location.hash.startsWith("#P-") ? "This pair is not in the page." : "Choose a pair. Arrow keys go through the list."));
      return;
    }
    tab("pairs");
    const there = termsOf(pair.right);
    const shared = [...termsOf(pair.left)].filter((term) => there.has(term));
    const numbers = new Map(shared.map((term, n) => [term, n + 1]));
    const narrow = window.matchMedia("(max-width: 50rem)").matches;
    $("pair").replaceChildren(
      ...(narrow ? [make("p", {}, make("a", { href: "#list-heading" }, "Back to the list"))] : []),
      make("h2", {}, `${pair.level}, ${shownScore(pair.score)}`),
      make("p", { class: "small" }, make("a", { href: `#${pair.id}` }, pair.id), pair.declared ? ` · ${pair.declared}` : "", pair.left.links[pair.right.id] ? ` · ${pair.left.links[pair.right.id]}` : ""),
      ...(pair.relation ? [make("p", { class: "small" }, pair.relation)] : []),
      make("div", { class: "sides" }, side(pair.left, numbers), side(pair.right, numbers)), waterfall(pair), decision(pair));
    current();
    if (narrow) { $("pair").scrollIntoView(); $("pair").focus({ preventScroll: true }); }
  };

  const heat = () => {
    const cells = new Map();
    for (const pair of found) {
      const key = `${pair.left.place}\n${pair.right.place}`;
      cells.set(key, (cells.get(key) || 0) + 1);
    }
    const unique = (n) => [...new Set([...cells.keys()].map((key) => key.split("\n")[n]))].sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
    const [rows, columns] = [unique(0), unique(1)];
    const most = Math.max(...cells.values(), 1);
    const cell = (row, column) => {
      const count = cells.get(`${row}\n${column}`) || 0;
      if (!count) return make("td", {}, "");
      const button = make("button", { type: "button", onclick: () => { $("search").value = `at:"${row}|${column}"`; filter(); tab("pairs"); $("list-heading").focus(); }, "aria-label": `${count} pairs of ${row} and ${column}` }, String(count));
      button.style.backgroundColor = `rgba(var(--shade), ${0.06 + 0.36 * count / most})`;
      return make("td", {}, button);
    };
    $("heat").replaceChildren(make("caption", { class: "hidden" }, "Pairs by group"), make("thead", {}, make("tr", {}, make("td", {}), ...columns.map((name) => make("th", { scope: "col" }, name)))),
      make("tbody", {}, ...rows.map((row) => make("tr", {}, make("th", { scope: "row" }, row), ...columns.map((column) => cell(row, column))))));
  };

  /* A word weighs what it adds to the scores of the pairs above the cut. */
  const weights = new Map();
  for (const pair of pairs) if (pair.score >= data.cut) for (const [term, , share] of pair.terms) weights.set(data.terms[term].toLowerCase(), (weights.get(data.terms[term].toLowerCase()) || 0) + share);
  const weight = (term) => weights.get(data.terms[term].toLowerCase()) || 0;
  const wordView = () => {
    const counts = new Map();
    data.items.forEach((items, n) => items.forEach((item) => new Set(item.titleSpans.map((span) => span[2])).forEach((term) => {
      if (!counts.has(term)) counts.set(term, [0, 0]);
      counts.get(term)[n] += 1;
    })));
    const both = [...counts].filter(([, [left, right]]) => left && right).sort((a, b) => weight(b[0]) - weight(a[0]) || a[0] - b[0]).slice(0, 150);
    $("words").tBodies[0].replaceChildren(...both.map(([term, [left, right]]) => make("tr", {},
      make("th", { scope: "row" }, make("button", { type: "button", onclick: () => titles(term) }, data.terms[term])), make("td", { class: "number" }, String(left)), make("td", { class: "number" }, String(right)))));
  };
  const titles = (term) => {
    const of = (items) => make("ul", {}, ...items.filter((item) => item.titleSpans.some((span) => span[2] === term)).map((item) => make("li", {}, make("b", {}, item.id), ` ${item.title}`)));
    $("titles").replaceChildren(make("h3", {}, `Titles with “${data.terms[term]}”`), make("div", { class: "sides" }, make("div", {}, of(LEFT)), make("div", {}, of(RIGHT))));
    $("titles").scrollIntoView({ block: "start" });
    $("titles").focus({ preventScroll: true });
  };

  const tabs = [...document.querySelectorAll("[role=tab]")];
  const tab = (name, focus = false) => tabs.forEach((each) => {
    const on = each.id === `tab-${name}`;
    each.setAttribute("aria-selected", String(on));
    each.tabIndex = on ? 0 : -1;
    $(each.getAttribute("aria-controls")).hidden = !on;
    if (on && focus) each.focus();
  });
  tabs.forEach((each, n) => {
    each.addEventListener("click", () => tab(each.id.slice(4)));
    each.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step) tab(tabs[(n + step + tabs.length) % tabs.length].id.slice(4), true);
    });
  });

  const fill = (id, values) => $(id).append(...[...new Set(values)].filter(Boolean).sort().map((value) => make("option", { value }, value)));
  const every = [...LEFT, ...RIGHT];
  $("level").append(...[...LEVELS.map(([name]) => name), "settled"].filter((name) => pairs.some((pair) => pair.level === name)).map((value) => make("option", { value }, value)));
  fill("committee", every.map((item) => item.committee));
  fill("group", every.map((item) => item.group));
  fill("status", every.map((item) => item.status));
  $("subject").append(...data.subjects.map(([, name], n) => make("option", { value: String(n) }, name)));
  $("cut").value = Math.round(data.cut * 100);
  $("level").addEventListener("input", () => {
    const lowest = data.levels[$("level").value];
    if (lowest !== undefined && lowest < Number($("cut").value) / 100) $("cut").value = Math.floor(lowest * 100);
  });
  $("filters").addEventListener("input", filter);
  window.addEventListener("beforeunload", (event) => { if (decisions.size) event.preventDefault(); });
  $("filters").addEventListener("submit", (event) => event.preventDefault());
  $("filters").addEventListener("reset", () => setTimeout(() => { $("cut").value = 0; filter(); }));
  $("show-below").addEventListener("click", () => { $("cut").value = 0; filter(); $("list-heading").focus(); });
  $("more").addEventListener("click", () => { shown += PAGE; list(); });
  $("list").addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const links = [...$("list").querySelectorAll("a")];
    const next = step && links[links.indexOf(document.activeElement) + step];
    if (next) { event.preventDefault(); next.focus(); next.click(); }
  });
  $("download").addEventListener("click", () => {
    const text = JSON.stringify({ type: "decisions", schema_version: 1, decisions: [...decisions.values()] }, null, 2);
    const link = make("a", { href: URL.createObjectURL(new Blob([`${text}\n`], { type: "application/json" })), download: "decisions.json" });
    link.click();
    URL.revokeObjectURL(link.href);
  });
  window.addEventListener("hashchange", open);
  filter();
  wordView();
  open();
})();
