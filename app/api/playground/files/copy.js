// Buttons that copy. What is copied may be longer than what is shown.

import { byId } from "./dom.js";

const whole = new Map();

/** Have the button for `id` copy what `make` returns, instead of what the element shows. */
export function copies(id, make) {
  whole.set(id, make);
}

async function copy(button) {
  const id = button.dataset.copy;
  const text = whole.get(id)?.() ?? byId(id).textContent;
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(byId(id)); // where the browser forbids it: over http from another machine
    button.textContent = "Selected";
  }
  setTimeout(() => (button.textContent = "Copy"), 1500);
}

for (const button of document.querySelectorAll("[data-copy]")) {
  button.addEventListener("click", () => copy(button));
}
