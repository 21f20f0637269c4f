// Every block of the document in page order, kept and struck, with the reason on hover and on focus.

import { card } from "./card.js";
import { byId, element, shortened } from "./dom.js";
import { hueOf } from "./kinds.js";
import { openMisses } from "./misses.js";

const PAGE = 200;
const BLOCK_LIMIT = 4_000;

let blocks = [];
let chosen = [];
let drawn = 0;
let rules = new Map();

/** Show the blocks of an answer. `known` are the rules by id. */
export function showBlocks(answer, known) {
  rules = known;
  blocks = [...answer.kept, ...answer.struck].sort((one, other) => one.position - other.position);
  offerChoices(answer);
  choose();
}

function offerChoices({ kept, struck }) {
  const kinds = new Map();
  for (const { kind } of struck) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const choices = [["all", "all", blocks.length], ["kept", "kept", kept.length], ["struck", "struck", struck.length]];
  for (const [kind, count] of [...kinds].sort()) choices.push([`kind:${kind}`, `struck as ${kind}`, count]);
  byId("shown").replaceChildren(
    ...choices.map(([value, label, count]) => element("option", { value }, `${label} (${count})`)),
  );
}

function choose() {
  const value = byId("shown").value;
  card.hide();
  chosen = blocks.filter(
    (block) =>
      value === "all" ||
      (value === "kept" && !block.rule) ||
      (value === "struck" && block.rule) ||
      value === `kind:${block.kind}`,
  );
  drawn = 0;
  byId("blocks").replaceChildren();
  drawMore();
}

function drawMore() {
  const list = byId("blocks");
  const next = chosen.slice(drawn, drawn + PAGE);
  list.append(...next.map((block) => (block.rule ? struckBlock(block) : keptBlock(block))));
  if (drawn === 0) list.querySelector(".rule")?.setAttribute("tabindex", "0");
  drawn += next.length;
  const left = chosen.length - drawn;
  byId("more").hidden = left === 0;
  byId("more").textContent = `Show ${Math.min(PAGE, left)} more of ${left}`;
}

function textOf(block) {
  return element("span", { class: "text", dir: "auto" }, shortened(block.text, BLOCK_LIMIT));
}

function keptBlock(block) {
  const label = block.role === "paragraph" ? "kept" : `kept ${block.role}`;
  return element("li", { class: "kept" }, element("span", { class: "role" }, label), textOf(block));
}

function struckBlock(block) {
  const button = element("button", { type: "button", class: "rule", tabindex: "-1" }, block.rule);
  button.addEventListener("click", () => openMisses(block, rules.get(block.rule)));
  const made = element("li", { class: "struck", "data-kind": block.kind }, button, textOf(block));
  made.style.setProperty("--hue", hueOf(block.kind));
  const show = () => card.show(made, button, block, rules.get(block.rule));
  made.addEventListener("pointerenter", show);
  made.addEventListener("pointerleave", () => card.leave(made));
  button.addEventListener("focus", show);
  button.addEventListener("blur", () => card.hide());
  return made;
}

const STEPS = { ArrowDown: 1, ArrowUp: -1, Home: -Infinity, End: Infinity };

/** One struck block is in the tab order; arrow keys move to the others. */
function move(event) {
  const step = STEPS[event.key];
  if (step === undefined || !event.target.classList.contains("rule")) return;
  event.preventDefault();
  const all = [...byId("blocks").querySelectorAll(".rule")];
  const index = Math.max(0, Math.min(all.length - 1, all.indexOf(event.target) + step));
  event.target.setAttribute("tabindex", "-1");
  all[index].setAttribute("tabindex", "0");
  all[index].focus();
}

byId("shown").addEventListener("change", choose);
byId("more").addEventListener("click", drawMore);
byId("blocks").addEventListener("keydown", move);
