// The card that says why a block was struck: one for all blocks, put into the one that is pointed at or focused.

import { element } from "./dom.js";

const node = element("div", { class: "card", id: "card", role: "tooltip" });
let described = null;

const LANGUAGES = new Intl.DisplayNames("en", { type: "language", fallback: "code" });

function languageOf(code) {
  try {
    return `${LANGUAGES.of(code)} (${code})`;
  } catch {
    return code;
  }
}

/** "any language", or the names of those that a rule is written for. */
export function languagesOf(rule) {
  return rule.languages.includes("*") ? "any language" : rule.languages.map(languageOf).join(", ");
}

export const card = {
  show(block, button, { kind, rule: id }, rule) {
    this.hide();
    node.replaceChildren(
      element("p", { class: "name" }, id),
      element("p", {}, rule?.why ?? "The service does not tell why."),
      element("p", { class: "hint" }, rule ? `${kind} · ${languagesOf(rule)}` : kind),
    );
    block.append(node);
    button.setAttribute("aria-describedby", "card");
    described = button;
  },

  /** The pointer leaves a block; a focused one keeps its card. */
  leave(block) {
    if (node.parentNode === block && document.activeElement !== described) this.hide();
  },

  hide() {
    node.remove();
    described?.removeAttribute("aria-describedby");
    described = null;
  },
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") card.hide();
});
