// From the bot's plain text to elements. Only DOM calls: markup stays text.

const BULLET = /^\s*[-•*]\s+(.*)$/;
const NUMBERED = /^\s*(\d{1,3})[.)]\s+(.*)$/;

/** Return paragraphs and lists for a text; `phones` turns numbers into links. */
export function rendered(text, { phones = false } = {}) {
  const fragment = document.createDocumentFragment();
  const dial = phones ? phoneNumbers(text) : [];
  for (const block of blocks(text)) {
    if (block.kind === "p") {
      fragment.append(lines(element("p"), block.lines, dial));
      continue;
    }
    const list = element(block.kind);
    for (const item of block.items) {
      const li = lines(element("li"), item.lines, dial);
      if (item.number) li.value = item.number;
      list.append(li);
    }
    fragment.append(list);
  }
  return fragment;
}

/** Split a text into paragraphs and lists; each line keeps its place in it. */
export function blocks(text) {
  const found = [];
  let open = null; // the paragraph or item that the next line goes on with
  let at = 0;
  for (const line of text.split("\n")) {
    const here = { text: line, at };
    at += line.length + 1;
    const item = listItem(here);
    if (!line.trim()) {
      open = null;
    } else if (item) {
      const last = found.at(-1);
      if (last?.kind === item.kind) last.items.push(item);
      else found.push({ kind: item.kind, items: [item] });
      open = item;
    } else if (open && (open.kind === "p" || /^\s/.test(line))) {
      // An item goes on in indented lines only: what stands flush left is new text.
      open.lines.push(here);
    } else {
      open = { kind: "p", lines: [here] };
      found.push(open);
    }
  }
  return found;
}

function listItem({ text, at }) {
  const bullet = BULLET.exec(text);
  const numbered = bullet ? null : NUMBERED.exec(text);
  if (!bullet && !numbered) return null;
  const rest = bullet ? bullet[1] : numbered[2];
  const line = { text: rest, at: at + text.length - rest.length };
  return bullet
    ? { kind: "ul", lines: [line] }
    : { kind: "ol", number: Number(numbered[1]), lines: [line] };
}

function lines(parent, parts, dial) {
  parts.forEach((part, index) => {
    if (index) parent.append(element("br"));
    let from = part.at;
    const end = part.at + part.text.length;
    const slice = (a, b) => part.text.slice(a - part.at, b - part.at);
    for (const number of dial) {
      if (number.start < from || number.end > end) continue;
      parent.append(slice(from, number.start), phoneLink(number.text));
      from = number.end;
    }
    parent.append(slice(from, end));
  });
  return parent;
}

function phoneLink(text) {
  const link = element("a");
  link.href = `tel:${text.replace(/[^+\d]/g, "")}`;
  link.textContent = text;
  return link;
}

// Groups of digits with one space, hyphen or bracket between them. No decimal
// numbers, times or dates: a "." "/" or "%" beside the digits rules them out.
const NUMBER =
  /(?<![\w.,/+%°£$€])(?:\+\d{1,3}[ -]?)?(?:\d{1,7}|\(\d{1,5}\))(?:[ -](?:\d{1,7}|\(\d{1,5}\))){0,6}(?![\w%°]|[.,:/]\d)/g;
const DIAL = /\b(?:call|calling|phone|ring|dial|telephone|tel|number|helpline|line)\b/gi;
const NOT_DIAL = /\b(?:text|message|sms|write)\b/gi;
// "10 minutes", "24 hours": an amount of something is not a number to dial.
const AMOUNT =
  /^\s*(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|times?|people|mg|ml|g|kg|cm|mm|m|degrees?|am|pm|or more|or less|out of|of)\b/i;
const DATE = /^\d{4}-\d\d-\d\d$/;
const REACH = 200; // characters before a number in which "call" is looked for
const QUOTED = /"[^"\n]*"|“[^”\n]*”|«[^»\n]*»/g; // what the person said is no number to dial

/** Find the numbers to dial: `{start, end, text}` in the order they stand. */
export function phoneNumbers(text) {
  const quotes = [...text.matchAll(QUOTED)];
  const found = [];
  for (const match of text.matchAll(NUMBER)) {
    const start = match.index;
    const number = withoutAmount(match[0], text.slice(start + match[0].length));
    const end = start + number.length;
    const before = text.slice(Math.max(0, start - REACH), start);
    if (quotes.some((quote) => quote.index < end && start < quote.index + quote[0].length)) {
      continue;
    }
    if (!dialable(number, before)) continue;
    found.push({ start, end, text: number });
  }
  return found;
}

/** "116 123 24" before " hours" is the number "116 123"; "24" alone is none. */
function withoutAmount(number, after) {
  if (!AMOUNT.test(after)) return number;
  return number.slice(0, Math.max(0, number.lastIndexOf(" ")));
}

function dialable(number, before) {
  const digits = number.replace(/\D/g, "").length;
  // Two digits are a number to dial only right after the verb: "call 15".
  const least = /\b(?:call|phone|ring|dial)\s+$/i.test(before) ? 2 : 3;
  if (digits < least || digits > 15 || DATE.test(number)) return false;
  return last(before, DIAL) > last(before, NOT_DIAL);
}

function last(text, pattern) {
  return [...text.matchAll(pattern)].at(-1)?.index ?? -1;
}

/** Return an element with the class and text given. */
export function element(name, className = "", text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}
