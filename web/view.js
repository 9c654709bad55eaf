// Shows the conversation. Knows elements and strings, no server and no storage.

import { picture } from "./pictures.js";
import { unfolding } from "./reasons.js";
import { LANGUAGE, STRINGS } from "./strings.js";
import { element, rendered } from "./text.js";

const LONGEST_NUMBER = "99. ".length; // before the name of an exercise

const byId = (id) => document.getElementById(id);

/** Put the strings in their places and show the page. */
export function start() {
  document.documentElement.lang = LANGUAGE.code;
  document.documentElement.dir = LANGUAGE.direction;
  document.title = STRINGS.title;
  document.querySelector("meta[name=description]").content = STRINGS.description;
  for (const place of document.querySelectorAll("[data-text]")) {
    place.textContent = string(place.dataset.text);
  }
  for (const place of document.querySelectorAll("[data-label]")) {
    place.setAttribute("aria-label", string(place.dataset.label));
  }
  byId("field").placeholder = STRINGS.placeholder;
  byId("fallback").remove();
  const room = new ResizeObserver(keepClear);
  for (const id of ["bar", "composer"]) room.observe(byId(id));
  for (const part of document.querySelectorAll("#skip, .tools, main")) part.hidden = false;
}

/** Tell the style sheet how much the bar and the form cover. */
function keepClear() {
  const { style } = document.documentElement;
  style.setProperty("--bar", `${byId("bar").offsetHeight}px`);
  style.setProperty("--form", `${byId("composer").offsetHeight}px`);
}

/** The string of a path such as "options.title". */
function string(path) {
  return path.split(".").reduce((part, key) => part[key], STRINGS);
}

/** Show a whole conversation, silently: nothing of it is news. */
export function restore(entries, outbox) {
  const log = byId("log");
  log.setAttribute("aria-live", "off");
  log.replaceChildren();
  for (const entry of entries) add(entry, { announced: false });
  markUnanswered(outbox);
  // Only what is added after this moment is to be read out.
  requestAnimationFrame(() => log.setAttribute("aria-live", "polite"));
}

/** Add one message and return its element. */
export function add(entry, { announced = true } = {}) {
  const message = entry.from === "person" ? personMessage(entry) : botMessage(entry, announced);
  const choices = byId("choices");
  if (choices) choices.before(message);
  else byId("log").append(message);
  return message;
}

function personMessage({ id, text }) {
  const message = frame("person");
  message.dataset.id = id;
  const bubble = element("p", "bubble", text);
  bubble.dir = "auto";
  message.append(bubble);
  return message;
}

function botMessage({ text, image, card, reasons, progress, exercise }, announced) {
  const message = frame("bot");
  if (progress) {
    message.append(element("p", "progress", STRINGS.progress(progress.step, progress.of)));
  }
  const known = card && Object.hasOwn(STRINGS.tiers, card.tier);
  const bubble = element("div", known ? `bubble card ${card.tier}` : "bubble");
  if (known) bubble.append(element("h2", "level", STRINGS.tiers[card.tier]));
  if (known && card.tier === "emergency" && announced) bubble.setAttribute("role", "alert");
  const body = element("div", "body");
  body.dir = "auto";
  const [heading, rest] = headed(text, exercise?.name);
  if (heading) body.append(element("h3", "", heading));
  // What to copy is shown before it is told; any other picture follows its words.
  if (image && heading) body.append(picture(image));
  // Each line stands by itself: what to do must not drown.
  const spaced = rest.replace(/\n(?=\S)(?![-•*\d])/g, "\n\n");
  body.append(rendered(spaced, { phones: true }));
  if (image && !heading) body.append(picture(image));
  bubble.append(body);
  if (known && reasons) bubble.append(unfolding(reasons));
  message.append(bubble);
  return message;
}

/** Take the number and name of an exercise off its text, to head it. */
function headed(text, name) {
  const at = name ? text.indexOf(name) : -1;
  if (at < 0 || at > LONGEST_NUMBER) return ["", text];
  const end = at + name.length;
  return [text.slice(0, end), text.slice(end).replace(/^[.:]?\s+/, "")];
}

function frame(from) {
  const message = element("div", `message ${from}`);
  message.append(element("span", "unseen", STRINGS.from[from]));
  return message;
}

/** Mark the person's messages that the server has not answered. */
export function markUnanswered(outbox) {
  const waiting = new Set(outbox.filter((item) => item.failed).map((item) => item.id));
  for (const message of byId("log").querySelectorAll(".person")) {
    message.querySelector(".unanswered")?.remove();
    if (waiting.has(message.dataset.id)) {
      message.append(element("p", "unanswered", STRINGS.unanswered));
    }
  }
}

/** Show quick replies below the last message, or none. */
export function choices(buttons, choose) {
  byId("choices")?.remove();
  if (!buttons.length) return;
  const group = element("div");
  group.id = "choices";
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", STRINGS.choices);
  for (const button of buttons) {
    const choice = element("button", "", button.title);
    choice.type = "button";
    choice.dir = "auto";
    choice.addEventListener("click", (event) => choose(button, event));
    group.append(choice);
  }
  byId("log").append(group);
}

/** Offer a guided session, with a word about the last one; or none. */
export function offerSession(offered, lastTime = "") {
  byId("plan").hidden = !offered;
  byId("last-time").textContent = lastTime;
}

/** Show or hide that an answer is on its way. */
export function writing(on) {
  byId("typing").hidden = !on;
  byId("status").textContent = on ? STRINGS.writing : "";
}

const RETRY = new Set(["failed", "unreachable"]);

/** Show what is wrong (the key of a string) with the emergency line, or nothing. */
export function trouble(kind) {
  const box = byId("trouble");
  const text = byId("trouble-text");
  byId("retry").hidden = !RETRY.has(kind);
  if (box.dataset.kind === (kind ?? "")) return;
  box.dataset.kind = kind ?? "";
  box.hidden = !kind;
  if (!kind) {
    text.replaceChildren();
    return;
  }
  const state = element("p", "state", STRINGS[kind]);
  if (text.firstChild) {
    // The emergency line stands already: only the state is news.
    text.querySelector(".state").replaceWith(state);
    return;
  }
  const card = element("div", "bubble card emergency");
  const body = element("div", "body");
  body.append(rendered(STRINGS.emergency, { phones: true }));
  card.append(body);
  text.append(state, card);
}

/** Bring the news into view: its end when all of it fits, else its beginning. */
export function reveal(first, last = document.querySelector("main")) {
  const top = first.getBoundingClientRect().top;
  const bottom = last.getBoundingClientRect().bottom;
  const room = innerHeight - byId("bar").offsetHeight;
  if (bottom - top <= room) scrollTo({ top: document.documentElement.scrollHeight });
  else first.scrollIntoView({ block: "start" });
}

/** Return the focus to the field; on a touch screen that would open the keyboard. */
export function refocus(byKeyboard) {
  const field = byId("field");
  if (byKeyboard || matchMedia("(pointer: fine)").matches) {
    field.focus({ preventScroll: true });
  }
}
