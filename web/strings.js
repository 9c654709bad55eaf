// Every sentence of the page itself. What the bot says comes from the server.
// Texts of messages may use "- " lists and blank lines, as the bot's do.

export const LANGUAGE = { code: "en", direction: "ltr" };

export const STRINGS = {
  title: "Spinewise",
  tagline: "Help when your back hurts",
  description:
    "Tell what is wrong with your back. Spinewise asks about danger signs, says what " +
    "to do, and shows moves that may help.",
  notice:
    "I am a computer program, not a doctor. No clinician has reviewed me yet. " +
    "I am not a medical device.",
  noticeEmergency: "In an emergency, call your local emergency number now.",

  skip: "Skip to your message",
  log: "Conversation",
  choices: "Choose an answer, or type your own",
  compose: "Write a message",
  field: "Your message",
  placeholder: "Write here",
  hint: "Enter sends. Shift and Enter starts a new line.",
  send: "Send",

  from: { bot: "Spinewise said:", person: "You said:" },
  writing: "Spinewise is writing",
  unanswered: "Not answered yet",
  progress: (step, of) => `Question ${step} of ${of}`,

  tiers: {
    emergency: "Emergency: act now",
    urgent: "Urgent: today",
    clinician: "See someone soon",
    selfcare: "Care for yourself",
  },

  // What a care card unfolds. Statuses are those of the knowledge files.
  reasons: {
    open: "Why, and my sources",
    said: (words) => `You told me: ${words.map((each) => `“${each}”`).join(", ")}.`,
    denied: "None of my rules for danger signs matched. You said no to these:",
    sources: "Where I have this from (opens in a new tab):",
    rule: (id, date, status) =>
      [`Rule: ${id}`, `looked at on ${date}`, status].filter(Boolean).join(", ") + ".",
    statuses: {
      verified: "checked against its source",
      unverified: "not checked against its source yet",
      decision: "a choice of this project",
    },
  },

  slow: "This is taking longer than it should. I keep trying.",
  retrying: "I am trying again.",
  unreachable: "Spinewise does not answer right now.",
  failed:
    "I could not get an answer. Your message is kept here. Nothing has checked it yet.",
  // Shown without asking the server, so that a person in danger is never left waiting.
  emergency:
    "Call your local emergency number now if you have any of these. " +
    "On many mobile phones 112 works.\n\n" +
    "- You can't control your pee or poo, or you can't pee.\n" +
    "- You are numb between your legs or around your bottom.\n" +
    "- Your legs are weak or numb.\n" +
    "- You have chest pain, you can't breathe well, or you faint.\n" +
    "- The pain came all at once and is the worst you have had.\n" +
    "- You had a bad accident or fall.\n" +
    "- You feel very ill, hot or shivery.\n" +
    "- You may hurt yourself, or you took too much medicine.",
  retry: "Try again",

  pictures: { stop: "Stop the picture", move: "Let the picture move" },

  summary: {
    label: "Take a summary with you",
    pdf: "Summary as PDF",
    print: "Print",
    copy: "Copy as text",
    copied: "The summary is copied.",
    notCopied: "I could not copy it. Try the PDF, or print this page.",
  },

  options: {
    open: "Options",
    title: "Options",
    aloud: "Read answers aloud",
    chimes: "Play a chime in guided sessions",
    dictate:
      "Let me speak my message. Your browser may send your voice to the company " +
      "that made it.",
    dictateNow: "Speak",
    close: "Done",
  },

  embed: { open: "Ask about my back", close: "Close", frame: "Spinewise chat" },

  session: {
    offer: "Your exercises",
    start: "Start a guided session",
    noStart: "I could not get the exercises. They stand above. Try again in a moment.",
    place: (number, of) => `Exercise ${number} of ${of}`,
    steps: {
      ready: () => "Look at the picture and get into the first position.",
      hold: (step) =>
        `Hold for ${step.seconds} seconds. ${turn(step)}Number ${step.rep} of ${step.reps}.`,
      rest: (step) => `Let go and rest for ${step.seconds} seconds.`,
      change: () => "Change to the other side.",
      move: (step) =>
        step.reps ? `${turn(step)}Do it ${step.reps} times, slowly.` : "Take your time.",
    },
    next: {
      ready: "I am ready",
      hold: "Next",
      rest: "Go on now",
      change: "I am ready",
      move: "Done",
    },
    pause: "Pause",
    resume: "Go on",
    paused: "Paused. Take all the time you need.",
    skip: "Skip this one",
    hurt: "That hurt",
    hurtMessage: (name) => `${name} hurts.`,
    // Said by the page at once, whatever the server answers.
    hurtCheck:
      "Stop that exercise for now. Did anything else come with the pain? " +
      "If you have any of these, don't write to me.",
    stop: "Close",
    endTitle: "Well done",
    endNone: "That is all for now",
    ticked: (name) => `${name}: done`,
    left: (name) => `${name}: left out`,
    keep: "Remember on this device what I did",
    lastTime: (count, day) =>
      `Last time: ${count} ${count === 1 ? "exercise" : "exercises"} on ${day}.`,
  },

  clear: "Clear",
  clearTitle: "Clear this conversation?",
  clearText:
    "It goes away from this page and from the server, and a new conversation starts.",
  clearYes: "Yes, clear it",
  clearNo: "Keep it",
};

function turn({ side, sides, set, sets }) {
  const which = sides > 1 ? (side === 1 ? "First side. " : "Other side. ") : "";
  return sets > 1 ? `Round ${set} of ${sets}. ${which}` : which;
}
