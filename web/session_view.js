// Shows a guided session in a dialog of its own.

import { done, forgetDone, remember } from "./done.js";
import { atRoot, picture } from "./pictures.js";
import { Session } from "./session.js";
import { chime, speak } from "./speech.js";
import { STRINGS } from "./strings.js";
import { element } from "./text.js";

const WORDS = STRINGS.session;
const byId = (id) => document.getElementById(id);
const dialog = byId("session");

let session = null;
let hurtCallback = () => {};

/** Wire the dialog; `hurt(name)` is called when an exercise hurt, `closed()` at the end. */
export function setUp(hurt, closed) {
  hurtCallback = hurt;
  byId("session-next").addEventListener("click", () => session.next());
  byId("session-skip").addEventListener("click", () => session.skip());
  byId("session-pause").addEventListener("click", () =>
    session.paused ? session.resume() : session.pause(),
  );
  byId("session-hurt").addEventListener("click", hurts);
  byId("session-stop").addEventListener("click", () => dialog.close());
  byId("session-keep").addEventListener("change", keep);
  dialog.addEventListener("close", () => {
    session?.stop();
    closed();
  });
}

/** Begin with the exercises of the plan; returns whether they could be fetched. */
export async function begin(plan) {
  try {
    const exercises = await Promise.all(plan.map(fetched));
    dialog.showModal();
    session = new Session(exercises, show);
    return true;
  } catch {
    return false;
  }
}

async function fetched({ id, variant }) {
  const response = await fetch(atRoot(`exercises/${encodeURIComponent(id)}`));
  if (!response.ok) throw new Error(`status ${response.status}`);
  const told = await response.json();
  const other = told.variants?.[variant];
  // The picture shows the usual way: it would be wrong beside another one.
  return other ? { ...told, steps: [other], picture: "" } : told;
}

function hurts() {
  const name = byId("session-title").textContent;
  dialog.close();
  hurtCallback(name);
}

function show(now, cue) {
  if (now.over) {
    showEnd(now);
    return;
  }
  if (cue === "second") {
    byId("session-left").textContent = now.left;
    if (now.left <= 3) chime("count");
    return;
  }
  if (cue === "exercise") showExercise(now);
  showStep(now);
  if (cue === "step") chime(now.step.kind === "hold" ? "start" : "end");
}

function showExercise({ exercise, index, exercises }) {
  byId("session-end").hidden = true;
  byId("session-now").hidden = false;
  byId("session-title").textContent = exercise.name;
  byId("session-place").textContent = WORDS.place(index + 1, exercises.length);
  const shown = exercise.picture
    ? picture({ ...exercise, src: exercise.picture })
    : "";
  byId("session-picture").replaceChildren(shown);
  const steps = [...exercise.steps, exercise.dose.text, ...exercise.stop];
  byId("session-steps").replaceChildren(...steps.map((step) => element("li", "", step)));
  byId("session-title").focus();
}

function showStep(now) {
  const { step, paused, counting, left } = now;
  const say = WORDS.steps[step.kind](step);
  byId("session-step").textContent = paused ? WORDS.paused : say;
  byId("session-left").textContent = counting ? left : "";
  byId("session-next").textContent = WORDS.next[step.kind];
  byId("session-pause").disabled = !counting;
  byId("session-pause").textContent = paused ? WORDS.resume : WORDS.pause;
  if (!paused && step.kind !== "ready") speak(say);
}

function showEnd({ done: finished, exercises }) {
  byId("session-now").hidden = true;
  byId("session-end").hidden = false;
  byId("session-place").textContent = "";
  byId("session-title").textContent = finished.length ? WORDS.endTitle : WORDS.endNone;
  byId("session-done").replaceChildren(
    ...exercises.map(({ id, name }) => {
      const ticked = finished.includes(id);
      const words = ticked ? WORDS.ticked(name) : WORDS.left(name);
      return element("li", ticked ? "ticked" : "", words);
    }),
  );
  remember(finished, { onDevice: byId("session-keep").checked });
  chime("over");
  byId("session-title").focus();
}

function keep({ target }) {
  if (target.checked) remember(session.done, { onDevice: true });
  else forgetDone();
}

/** Return a sentence about the last session, or an empty one. */
export function lastTime() {
  const { day, ids } = done();
  byId("session-keep").checked = done().onDevice;
  return day && ids.length ? WORDS.lastTime(ids.length, day) : "";
}
