// A guided session: which step comes when. Knows time, no elements and no words.

const BETWEEN_REPS_S = 3; // to let go and find the position again
const BETWEEN_SETS_S = 20;
const TICK_MS = 200;

/**
 * Return the steps of one exercise in order.
 *
 * `ready` and `move` wait for the person; `hold` and `rest` count down `seconds`.
 */
export function stepsOf({ dose }) {
  const { sets = 1, sides = 1, hold_seconds: hold, reps } = dose;
  const steps = [{ kind: "ready" }];
  for (let set = 1; set <= sets; set++) {
    if (set > 1) steps.push({ kind: "rest", seconds: BETWEEN_SETS_S });
    for (let side = 1; side <= sides; side++) {
      const where = { set, sets, side, sides };
      if (side > 1) steps.push({ kind: "change", ...where });
      if (!hold) {
        steps.push({ kind: "move", reps: reps ?? 0, ...where });
        continue;
      }
      for (let rep = 1; rep <= (reps ?? 1); rep++) {
        if (rep > 1) steps.push({ kind: "rest", seconds: BETWEEN_REPS_S });
        steps.push({ kind: "hold", seconds: hold, rep, reps: reps ?? 1, ...where });
      }
    }
  }
  return steps;
}

/** Leads through exercises; calls `changed(session, cue)` at every change. */
export class Session {
  constructor(exercises, changed) {
    this.exercises = exercises;
    this.done = []; // ids of what was finished
    this.over = false;
    this.paused = false;
    this.left = 0; // seconds of the step that are still to come
    this.#changed = changed;
    this.#open(0);
  }

  #changed;
  #steps = [];
  #at = 0;
  #endsAt = 0;
  #timer = null;

  get exercise() {
    return this.exercises[this.index];
  }

  get step() {
    return this.#steps[this.#at];
  }

  get counting() {
    return Boolean(this.step?.seconds);
  }

  /** Go on to the next step, or to the next exercise after the last one. */
  next() {
    if (this.over) return;
    this.#at += 1;
    if (this.#at < this.#steps.length) this.#enter("step");
    else this.#finish(true);
  }

  /** Leave this exercise out. */
  skip() {
    if (!this.over) this.#finish(false);
  }

  pause() {
    if (this.paused || !this.counting) return;
    this.#tick();
    this.paused = true;
    this.#halt();
    this.#changed(this, "paused");
  }

  resume() {
    if (!this.paused) return;
    this.paused = false;
    this.#count(this.left);
    this.#changed(this, "resumed");
  }

  /** End at once; nothing is told any more. */
  stop() {
    this.over = true;
    this.#halt();
  }

  #open(index) {
    this.index = index;
    if (index >= this.exercises.length) {
      this.stop();
      this.#changed(this, "over");
      return;
    }
    this.#steps = stepsOf(this.exercise);
    this.#at = 0;
    this.#enter("exercise");
  }

  #finish(done) {
    if (done) this.done.push(this.exercise.id);
    this.#halt();
    this.#open(this.index + 1);
  }

  #enter(cue) {
    this.#halt();
    this.paused = false;
    this.left = this.step.seconds ?? 0;
    if (this.left) this.#count(this.left);
    this.#changed(this, cue);
  }

  #count(seconds) {
    this.#endsAt = Date.now() + seconds * 1000;
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
  }

  #tick() {
    const left = Math.max(0, Math.ceil((this.#endsAt - Date.now()) / 1000));
    if (left === this.left) return;
    this.left = left;
    if (left === 0) this.next();
    else this.#changed(this, "second");
  }

  #halt() {
    clearInterval(this.#timer);
    this.#timer = null;
  }
}
