// Reading aloud, dictation and chimes: where the browser offers them, off until asked.

import { LANGUAGE } from "./strings.js";

const Recognition = globalThis.SpeechRecognition ?? globalThis.webkitSpeechRecognition;

export const canSpeak = "speechSynthesis" in globalThis;
export const canListen = Boolean(Recognition);

export const wishes = { aloud: false, chimes: false };

/** Read a text aloud, if that is wished. Only by a voice that lives on the device. */
export function speak(text) {
  if (!wishes.aloud || !canSpeak) return;
  const voice = speechSynthesis
    .getVoices()
    .find((one) => one.localService && one.lang.startsWith(LANGUAGE.code));
  if (!voice) return;
  const words = new SpeechSynthesisUtterance(text);
  words.voice = voice;
  words.lang = voice.lang;
  speechSynthesis.speak(words);
}

/** Stop reading at once. */
export function hush() {
  if (canSpeak) speechSynthesis.cancel();
}

/** Listen once; `heard(text)` gets the words, `ended()` is called at the end. */
export function listen(heard, ended) {
  const recognition = new Recognition();
  recognition.lang = LANGUAGE.code;
  recognition.addEventListener("result", ({ results }) => heard(results[0][0].transcript));
  recognition.addEventListener("end", ended);
  recognition.start();
  return () => recognition.stop();
}

const TONES = { start: 880, end: 587, count: 440, over: 988 };
let audio = null;

/** Sound a short tone, if that is wished. */
export function chime(kind) {
  if (!wishes.chimes || !globalThis.AudioContext) return;
  audio ??= new AudioContext();
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  tone.frequency.value = TONES[kind];
  volume.gain.setValueAtTime(0.15, audio.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + 0.4);
  tone.connect(volume).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 0.4);
}
