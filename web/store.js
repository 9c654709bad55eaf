// The conversation of this tab. It survives a reload and ends with the tab: on a
// shared computer the next person must not find it.

const KEY = "spinewise.conversation.1";

/** Return a conversation in which nothing was said. */
export function fresh() {
  // entries: what is on the page. outbox: what the server has not answered yet.
  // told: what the server heard, in its words and with its time; it may forget.
  // unwanted: cleared conversations that the server has not deleted yet.
  return { conversation: "", entries: [], outbox: [], told: [], unwanted: [] };
}

/** Return the kept conversation, or a fresh one. */
export function load() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY));
    if (Array.isArray(kept?.entries) && Array.isArray(kept?.outbox)) {
      return { ...fresh(), ...kept };
    }
  } catch {
    // Storage switched off or its content broken: the page works without a memory.
  }
  return fresh();
}

/** Keep the conversation for a reload. */
export function save(state) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(state));
  } catch {
    // Full or switched off: a reload then starts anew.
  }
}
