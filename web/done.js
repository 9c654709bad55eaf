// Which exercises were done and when. Kept with the tab; on the device only for a
// person who ticks that: others may use the device too.

const KEY = "spinewise.done.1";

/** Return `{day, ids, onDevice}` of the last session; empty when there was none. */
export function done() {
  for (const [where, onDevice] of [[device(), true], [tab(), false]]) {
    try {
      const kept = JSON.parse(where.getItem(KEY));
      if (typeof kept?.day === "string" && Array.isArray(kept.ids)) {
        return { ...kept, onDevice };
      }
    } catch {
      // Switched off or broken: as if nothing was kept.
    }
  }
  return { day: "", ids: [], onDevice: false };
}

/** Remember what was done today. */
export function remember(ids, { onDevice }) {
  if (!ids.length) return;
  const day = new Date().toLocaleDateString();
  try {
    (onDevice ? device() : tab()).setItem(KEY, JSON.stringify({ day, ids }));
  } catch {
    // Full or switched off: then it is not remembered.
  }
}

/** Forget it on the device; the tab still knows. */
export function forgetDone() {
  const kept = done();
  try {
    device().removeItem(KEY);
  } catch {
    return;
  }
  remember(kept.ids, { onDevice: false });
}

function device() {
  return globalThis.localStorage;
}

function tab() {
  return globalThis.sessionStorage;
}
