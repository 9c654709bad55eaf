// Pictures of this host. Whether they move is the person's choice.

import { STRINGS } from "./strings.js";
import { element } from "./text.js";

const KEY = "spinewise.still";
// Beside this file's folder, so that a proxy may put the whole server under a path.
const ROOT = new URL("..", import.meta.url);

let still = matchMedia("(prefers-reduced-motion: reduce)").matches || kept();

/** Return the address of something that this server serves. */
export function atRoot(path) {
  return new URL(path.replace(/^\//, ""), ROOT);
}

/** A picture of this host with a button to stop it; of any other its words alone. */
export function picture({ src, alt, width, height }) {
  const url = address(src);
  if (!url) return element("p", "", alt);
  const image = element("img");
  image.alt = alt;
  // Its room is kept before it arrives, so that nothing jumps.
  if (width && height) Object.assign(image, { width, height });
  image.dataset.moving = url;
  const frame = element("div", "picture");
  frame.append(image);
  if (url.endsWith(".svg")) frame.append(stopButton());
  show(frame);
  return frame;
}

function address(src) {
  if (/^data:image\//i.test(src)) return src;
  if (!URL.canParse(src, ROOT)) return "";
  const url = src.startsWith("/") && !src.startsWith("//") ? atRoot(src) : new URL(src, ROOT);
  return url.origin === ROOT.origin && /^https?:$/.test(url.protocol) ? url.href : "";
}

function stopButton() {
  const button = element("button", "stop");
  button.type = "button";
  button.addEventListener("click", () => {
    still = !still;
    keep();
    for (const frame of document.querySelectorAll(".picture")) show(frame);
  });
  return button;
}

function show(frame) {
  const [image, button] = frame.children;
  const { moving } = image.dataset;
  image.src = still && button ? moving.replace(/\.svg$/, ".still.svg") : moving;
  if (button) button.textContent = still ? STRINGS.pictures.move : STRINGS.pictures.stop;
}

function kept() {
  try {
    return sessionStorage.getItem(KEY) === "yes";
  } catch {
    return false;
  }
}

function keep() {
  try {
    sessionStorage.setItem(KEY, still ? "yes" : "no");
  } catch {
    // Then it lasts until the next reload.
  }
}
