// Every sentence of the page itself. What the bot says comes from the server.
// Texts of messages may use "- " lists and blank lines, as the bot's do.

export const LANGUAGE = { code: "en", direction: "ltr" };

export const STRINGS = {
  title: "Spinewise",
  tagline: "Help when your back hurts",
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

  clear: "Clear",
  clearTitle: "Clear this conversation?",
  clearText: "It goes away from this page, and a new conversation starts.",
  clearYes: "Yes, clear it",
  clearNo: "Keep it",
};
