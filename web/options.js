// What a person may switch on, and what they may take along.

import { atRoot } from "./pictures.js";
import { canListen, canSpeak, hush, listen, wishes } from "./speech.js";
import { STRINGS } from "./strings.js";

const byId = (id) => document.getElementById(id);

/** Wire the options dialog, the microphone and the summary. */
export function setUp() {
  const dialog = byId("options");
  byId("open-options").addEventListener("click", () => dialog.showModal());
  byId("option-aloud").closest("label").hidden = !canSpeak;
  byId("option-dictate").closest("label").hidden = !canListen;
  byId("option-aloud").addEventListener("change", ({ target }) => {
    wishes.aloud = target.checked;
    if (!target.checked) hush();
  });
  byId("option-chimes").addEventListener("change", ({ target }) => {
    wishes.chimes = target.checked;
  });
  byId("option-dictate").addEventListener("change", ({ target }) => {
    byId("dictate").hidden = !target.checked;
  });
  byId("dictate").addEventListener("click", dictate);
  byId("print").addEventListener("click", () => print());
  byId("copy").addEventListener("click", copy);
}

let stopListening = null;

function dictate() {
  if (stopListening) {
    stopListening();
    return;
  }
  const field = byId("field");
  const end = () => {
    stopListening = null;
    byId("dictate").setAttribute("aria-pressed", "false");
    field.focus();
  };
  try {
    // What was heard may be wrong: the person reads it and sends it.
    stopListening = listen((text) => (field.value = `${field.value} ${text}`.trim()), end);
    byId("dictate").setAttribute("aria-pressed", "true");
  } catch {
    end();
  }
}

/** Offer the summary of this conversation, or none. */
export function offerSummary(conversation) {
  byId("summary").hidden = !conversation;
  if (conversation) byId("pdf").href = summary(conversation, "pdf");
  byId("copied").textContent = "";
  byId("summary").dataset.conversation = conversation;
}

function summary(conversation, kind) {
  return atRoot(`summary/${encodeURIComponent(conversation)}.${kind}`).href;
}

async function copy() {
  const { conversation } = byId("summary").dataset;
  try {
    const response = await fetch(summary(conversation, "txt"), { cache: "no-store" });
    if (!response.ok) throw new Error(`status ${response.status}`);
    await navigator.clipboard.writeText(await response.text());
    byId("copied").textContent = STRINGS.summary.copied;
  } catch {
    byId("copied").textContent = STRINGS.summary.notCopied;
  }
}
