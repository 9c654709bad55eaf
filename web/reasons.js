// What a care card unfolds: the person's words, the reason, the rule and its sources.

import { STRINGS } from "./strings.js";
import { element } from "./text.js";

const WORDS = STRINGS.reasons;

/** Return the grounds of a card's advice, folded away. */
export function unfolding({ rules, denied, exercises }) {
  const fold = element("details", "reasons");
  fold.append(element("summary", "", WORDS.open));
  const body = element("div", "grounds");
  body.dir = "auto";
  for (const ground of rules) body.append(...told(ground));
  if (denied.length) {
    body.append(element("p", "", WORDS.denied), listed(denied));
  }
  for (const ground of exercises) body.append(...told(ground));
  fold.append(body);
  return fold;
}

function told({ about, words, why, rule, reviewed, status, sources }) {
  const parts = [];
  if (about) parts.push(element("h3", "", about));
  if (words.length) parts.push(element("p", "", WORDS.said(words)));
  if (why) parts.push(element("p", "", why));
  if (sources.length) {
    const links = element("ul");
    for (const source of sources) links.append(named(source));
    parts.push(element("p", "", WORDS.sources), links);
  }
  parts.push(element("p", "checked", WORDS.rule(rule, reviewed, WORDS.statuses[status])));
  return parts;
}

function named({ title, publisher, url }) {
  const item = element("li");
  if (url) {
    const link = element("a", "", title);
    link.href = url;
    // The conversation stays open, and the site learns nothing of it.
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    item.append(link);
  } else {
    item.append(title);
  }
  if (publisher) item.append(` (${publisher})`);
  return item;
}

function listed(texts) {
  const list = element("ul");
  for (const text of texts) list.append(element("li", "", text));
  return list;
}
