// The launcher for other sites: a button that opens the chat in a frame. One tag:
//   <script type="module" src="https://your.server/chat/embed.js"></script>
// It asks no other host, and touches nothing of the site but its own element.

import { STRINGS } from "./strings.js";

const PAGE = new URL("../chat", import.meta.url);
const STYLE = `
  button {
    position: fixed; inset: auto 1rem 1rem auto; z-index: 2147483646;
    min-block-size: 3rem; padding: 0.5rem 1.25rem; border: 2px solid #fff;
    border-radius: 1.5rem; background: #0b5563; color: #fff;
    box-shadow: 0 2px 8px rgb(0 0 0 / 40%);
    font: 600 1.0625rem/1.3 system-ui, sans-serif; cursor: pointer;
  }
  button:focus-visible { outline: 3px solid #ffd54a; outline-offset: 2px; }
  iframe {
    position: fixed; inset: auto 1rem 1rem auto; z-index: 2147483647;
    inline-size: 26rem; block-size: 42rem; max-inline-size: calc(100vw - 2rem);
    max-block-size: calc(100vh - 2rem); border: 1px solid #4a5a65;
    border-radius: 1rem; background: #f2f5f7; color-scheme: light dark;
  }
  @media (max-width: 30rem), (max-height: 30rem) {
    iframe {
      inset: 0; inline-size: 100%; block-size: 100%;
      max-inline-size: none; max-block-size: none; border: 0; border-radius: 0;
    }
  }
  [hidden] { display: none; }
  @media print { :host { display: none; } }
`;

class SpinewiseLauncher extends HTMLElement {
  #button = document.createElement("button");
  #frame = null; // made at the first opening: until then nothing is loaded

  connectedCallback() {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: "open" });
    // A sheet made by script needs no style-src of the site.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    this.#button.type = "button";
    this.#button.textContent = STRINGS.embed.open;
    this.#button.setAttribute("aria-expanded", "false");
    this.#button.addEventListener("click", () => this.open());
    root.append(this.#button);
    addEventListener("message", (event) => {
      const ours = event.source === this.#frame?.contentWindow;
      if (ours && event.origin === PAGE.origin && event.data === "spinewise:close") {
        this.close();
      }
    });
  }

  /** Show the chat and give it the focus. */
  open() {
    if (!this.#frame) {
      this.#frame = document.createElement("iframe");
      this.#frame.title = STRINGS.embed.frame;
      this.#frame.src = PAGE.href;
      this.#frame.allow = "microphone; clipboard-write";
      this.shadowRoot.append(this.#frame);
    }
    this.#frame.hidden = false;
    this.#button.hidden = true;
    this.#button.setAttribute("aria-expanded", "true");
    this.#frame.focus();
  }

  /** Hide the chat, which goes on, and give the focus back. */
  close() {
    this.#frame.hidden = true;
    this.#button.hidden = false;
    this.#button.setAttribute("aria-expanded", "false");
    this.#button.focus();
  }
}

if (!customElements.get("spinewise-chat")) {
  customElements.define("spinewise-chat", SpinewiseLauncher);
  document.body.append(document.createElement("spinewise-chat"));
}
