// Speaks to the web channel. A message keeps its id through every try, so that the
// server answers it once, however often it arrives.

export const TIMEOUT_MS = 15_000;
export const RETRY_AFTER_MS = 1_000;

// Beside this file's folder, so that a proxy may put the whole server under a path.
const WEBHOOK = new URL("../webhooks/web/webhook", import.meta.url);
const ID = /^[a-z0-9_]{1,64}$/;
const HTTPS = /^https:\/\//; // where a source may lead

/** Return an id that no other message has (randomUUID would need https). */
export function newMessageId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Send one message and return `{conversation, messages, forgotten}`.
 *
 * `earlier` is what the person said before (`{message, ago}`, in seconds): a server
 * that lost the conversation hears it again. `forgotten` says that none of it may be
 * kept. Tries twice. Throws when no try brought an answer, or when `signal` aborts.
 */
export async function ask({ conversation, earlier, message, id }, signal) {
  const body = { message, message_id: id };
  if (conversation) Object.assign(body, { conversation, earlier });
  try {
    return await post(body, signal);
  } catch (error) {
    if (signal.aborted) throw error;
  }
  await pause(RETRY_AFTER_MS);
  signal.throwIfAborted();
  return post(body, signal);
}

/** Delete a conversation on the server; false when it could not be done now. */
export async function remove(conversation) {
  try {
    const url = new URL(encodeURIComponent(conversation), WEBHOOK);
    const { status } = await fetch(url, { method: "DELETE", keepalive: true });
    return status === 204 || status === 404;
  } catch {
    return false;
  }
}

async function post(body, signal) {
  const limit = new AbortController();
  const stop = () => limit.abort();
  const timer = setTimeout(stop, TIMEOUT_MS);
  signal.addEventListener("abort", stop);
  try {
    const response = await fetch(WEBHOOK, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
      cache: "no-store",
      credentials: "same-origin",
      signal: limit.signal,
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return checked(await response.json());
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}

function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Keep what the contract names. An answer that says nothing counts as none. */
export function checked(answer) {
  const conversation = string(answer?.conversation);
  const messages = list(answer?.messages).map(checkedMessage);
  const kept = gathered(messages);
  if (!conversation || !kept.length) throw new Error("an empty answer");
  return { conversation, messages: kept, forgotten: answer.forgotten === true };
}

function checkedMessage(message) {
  const { step, of } = message?.progress ?? {};
  const src = string(message?.image?.src);
  const tier = string(message?.card?.tier);
  return {
    text: string(message?.text).trim(),
    buttons: list(message?.buttons)
      .map((button) => ({ title: string(button?.title), payload: string(button?.payload) }))
      .filter((button) => button.title && button.payload),
    image: src ? { src, alt: string(message.image.alt), ...size(message.image) } : null,
    card: tier ? { tier, kind: string(message.card.kind) } : null,
    reasons: tier ? checkedReasons(message.reasons) : null,
    exercise: exercise(message?.exercise),
    progress: Number.isInteger(step) && Number.isInteger(of) ? { step, of } : null,
  };
}

/** A card without a text belongs to the text before it, else to the one after. */
function gathered(messages) {
  for (const [index, message] of messages.entries()) {
    if (!message.card || message.text) continue;
    const owner =
      messages.slice(0, index).findLast((one) => one.text) ??
      messages.slice(index).find((one) => one.text);
    if (!owner) continue;
    if (!owner.card) Object.assign(owner, { card: message.card, reasons: message.reasons });
    message.card = null;
  }
  return messages.filter((one) => one.text || one.card || one.image || one.buttons.length);
}

/** What a card unfolds: the grounds of its advice, and danger signs that were denied. */
function checkedReasons(reasons) {
  const kept = {
    rules: list(reasons?.rules).map(checkedGrounds),
    denied: list(reasons?.denied).map(string).filter(Boolean),
    exercises: list(reasons?.exercises).map(checkedGrounds),
  };
  return Object.values(kept).some((some) => some.length) ? kept : null;
}

function checkedGrounds(grounds) {
  const texts = ["about", "why", "rule", "reviewed", "status"];
  return {
    ...Object.fromEntries(texts.map((name) => [name, string(grounds?.[name])])),
    words: list(grounds?.words).map(string).filter(Boolean),
    sources: list(grounds?.sources)
      .map((source) => ({
        title: string(source?.title),
        publisher: string(source?.publisher),
        url: HTTPS.test(string(source?.url)) ? source.url : "",
      }))
      .filter((source) => source.title),
  };
}

/** What a guided session may ask the server for: an id and the way to do it. */
function exercise(value) {
  const id = string(value?.id);
  return ID.test(id)
    ? { id, name: string(value.name), variant: string(value.variant) }
    : null;
}

/** The room that a picture takes, where the server tells it. */
function size({ width, height }) {
  return width > 0 && height > 0 ? { width: Number(width), height: Number(height) } : {};
}

function string(value) {
  return typeof value === "string" ? value : "";
}

function list(value) {
  return Array.isArray(value) ? value : [];
}
