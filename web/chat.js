// The page: what the person does, in order, and what is kept of it.

import { ask, newMessageId, remove } from "./client.js";
import * as options from "./options.js";
import * as guided from "./session_view.js";
import { hush, speak } from "./speech.js";
import { fresh, load, save } from "./store.js";
import { STRINGS } from "./strings.js";
import * as view from "./view.js";

const GREETING = "/greet"; // asks the bot to introduce itself; never shown
const SLOW_AFTER_MS = 6_000;
const CALM = new Set(["none", "selfcare", "clinician"]); // tiers that allow exercises
// A button that answers any question but these answers one about danger.
const ABOUT_THE_TALK = new Set(["country", "forget", "report", "restart"]);
const ANSWERS = /^\/answer\{"question": ?"([^"]*)"/;

const field = document.getElementById("field");
const dialog = document.getElementById("clear-dialog");

let state = load();
let delivery = null; // the AbortController of the delivery under way

/** Say something: `text` is shown, `message` is what the server gets. */
function say(text, message = text) {
  const id = newMessageId();
  state.entries.push({ from: "person", id, text });
  state.outbox.push({ id, message });
  save(state);
  view.choices([]);
  view.reveal(view.add(state.entries.at(-1)));
  deliver();
}

/** Deliver what waits, one message after the other, until all is answered. */
async function deliver() {
  if (delivery) return;
  const mine = new AbortController();
  delivery = mine;
  if (state.outbox.some((item) => item.failed)) troubled("retrying");
  view.writing(true);
  while (state.outbox.length && (await deliverNext(mine.signal)));
  // After "clear" another delivery owns the page.
  if (delivery !== mine) return;
  delivery = null;
  view.writing(false);
}

/** Deliver the oldest message; return whether to go on. */
async function deliverNext(signal) {
  const item = state.outbox[0];
  const slow = setTimeout(() => signal.aborted || troubled("slow"), SLOW_AFTER_MS);
  try {
    const { message, id } = item;
    const { conversation } = state;
    const answer = await ask({ conversation, earlier: earlier(), message, id }, signal);
    if (signal.aborted) return false;
    answered(answer);
    return true;
  } catch {
    // Whatever went wrong, the person's message stays and help is named at once.
    if (signal.aborted) return false;
    for (const late of state.outbox) late.failed = true;
    save(state);
    view.markUnanswered(state.outbox);
    troubled(item.message === GREETING ? "unreachable" : "failed");
    return false;
  } finally {
    clearTimeout(slow);
  }
}

/** Ask the server to delete what was cleared, until it has. */
async function removeUnwanted() {
  for (const conversation of [...state.unwanted]) {
    if (!(await remove(conversation))) return;
    state.unwanted = state.unwanted.filter((one) => one !== conversation);
    save(state);
  }
}

/** What the person said so far, for a server that lost it. */
function earlier() {
  return state.told.map(({ message, at }) => ({ message, ago: (Date.now() - at) / 1000 }));
}

function answered({ conversation, messages, forgotten }) {
  state.conversation = conversation;
  const { message } = state.outbox.shift();
  if (forgotten) state.told = [];
  else if (message !== GREETING) state.told.push({ message, at: Date.now() });
  const news = messages.map((message) => ({ from: "bot", ...message }));
  state.entries.push(...news);
  save(state);
  view.trouble(null);
  view.markUnanswered(state.outbox);
  const shown = news.map((entry) => view.add(entry));
  offerChoices();
  offerMore();
  for (const { text } of news) speak(text);
  // Before the scrolling: what goes away later would move the page again.
  view.writing(state.outbox.length > 0);
  view.reveal(shown.find((message) => message.querySelector(".emergency")) ?? shown[0]);
}

function troubled(kind) {
  view.trouble(kind);
  view.reveal(document.getElementById("trouble"));
}

/** Offer the buttons of the last answer, unless the person has said more since. */
function offerChoices() {
  const spoken = state.entries.findLastIndex((entry) => entry.from === "person");
  const buttons = state.entries.slice(spoken + 1).flatMap((entry) => entry.buttons);
  view.choices(state.outbox.length ? [] : buttons, (button, event) => {
    // A press by key or by a screen reader has no click count.
    say(button.title, button.payload);
    view.refocus(event.detail === 0);
  });
}

function asksAboutDanger({ progress, buttons }) {
  const asked = (buttons ?? []).map(({ payload }) => ANSWERS.exec(payload)?.[1]);
  return Boolean(progress) || asked.some((id) => id && !ABOUT_THE_TALK.has(id));
}

/** Offer a guided session and a summary where the last outcome has them. */
function offerMore() {
  const outcome = state.entries.findLastIndex((entry) => entry.card);
  const since = state.entries.slice(Math.max(outcome, 0));
  const plan = since.filter((entry) => entry.exercise);
  // While a danger sign is asked about again, no exercise is offered.
  const calm = outcome < 0 || CALM.has(state.entries[outcome].card.tier);
  const safe = calm && !since.some(asksAboutDanger);
  view.offerSession(safe && plan.length > 0, plan.length ? guided.lastTime() : "");
  options.offerSummary(outcome < 0 ? "" : state.conversation);
}

async function startSession() {
  const outcome = state.entries.findLastIndex((entry) => entry.card);
  const entries = state.entries.slice(Math.max(outcome, 0));
  const plan = entries.map((entry) => entry.exercise).filter(Boolean);
  hush();
  if (!(await guided.begin(plan))) view.offerSession(true, STRINGS.session.noStart);
}

/** An exercise hurt: name the danger signs at once, and tell the bot which it was. */
function hurt(name) {
  const text = `${STRINGS.session.hurtCheck} ${STRINGS.emergency}`;
  const check = { from: "bot", text, buttons: [] };
  state.entries.push(check);
  view.add(check);
  say(STRINGS.session.hurtMessage(name));
  view.refocus(true);
}

function begin() {
  view.restore(state.entries, state.outbox);
  if (!state.entries.length && !state.outbox.length) {
    state.outbox.push({ id: newMessageId(), message: GREETING });
    save(state);
  }
  offerChoices();
  offerMore();
  if (state.entries.length) scrollTo({ top: document.documentElement.scrollHeight });
  if (state.outbox.length) deliver();
}

function clear() {
  delivery?.abort();
  delivery = null;
  hush();
  const unwanted = [...state.unwanted, state.conversation].filter(Boolean);
  state = { ...fresh(), unwanted };
  save(state);
  removeUnwanted();
  view.trouble(null);
  begin();
  scrollTo({ top: 0 });
  field.value = "";
  view.refocus(false);
}

function submit(event) {
  event.preventDefault();
  const text = field.value.trim();
  if (text) {
    field.value = "";
    say(text);
  }
  view.refocus(document.activeElement === field);
}

/** In a frame on another page: offer to close, which that page does. */
function embedded() {
  if (parent === window) return;
  const close = document.getElementById("close");
  const tell = () => parent.postMessage("spinewise:close", "*");
  close.hidden = false;
  close.addEventListener("click", tell);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) tell();
  });
}

function enter(event) {
  // While a word is being composed (Japanese, Chinese, ...), Enter belongs to it.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  event.target.form.requestSubmit();
}

view.start();
options.setUp();
guided.setUp(hurt, offerMore);
embedded();
document.getElementById("start-session").addEventListener("click", startSession);
removeUnwanted();
document.getElementById("composer").addEventListener("submit", submit);
field.addEventListener("keydown", enter);
document.getElementById("retry").addEventListener("click", (event) => {
  view.refocus(event.detail === 0);
  deliver();
});
window.addEventListener("online", () => {
  removeUnwanted();
  if (state.outbox.length) deliver();
});
document.getElementById("clear").addEventListener("click", () => dialog.showModal());
dialog.addEventListener("close", () => {
  if (dialog.returnValue === "clear") clear();
  dialog.returnValue = "";
});
try {
  begin();
} catch {
  // What was kept cannot be shown, and no reload would mend it: start anew.
  clear();
}
