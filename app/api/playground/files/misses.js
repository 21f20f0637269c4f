// The dialog for a block that was struck wrongly: an entry to paste into the pack of its rule.

import { byId } from "./dom.js";
import { missesEntry } from "./yaml.js";

const OF_A_PACK =
  "Paste this below `misses:` of the rule in its pack. The service then refuses to start until the rule spares the line.";
const BUILT_IN =
  "No rule of a pack struck this, so there are no misses to add to. Add the page as a fixture, and mend what struck it.";

/** Open the dialog for a struck block; `rule` is undefined if the service does not tell of it. */
export function openMisses(block, rule) {
  const builtIn = rule?.built_in ?? false;
  byId("misses-rule").textContent = rule ? `${block.rule}: ${rule.why}` : block.rule;
  byId("misses-advice").textContent = builtIn ? BUILT_IN : OF_A_PACK;
  byId("misses-entry").textContent = missesEntry(block.rule, block.text);
  for (const id of ["misses-entry", "misses-tail", "misses-copy"]) byId(id).hidden = builtIn;
  byId("misses").showModal();
}

byId("misses-close").addEventListener("click", () => byId("misses").close());
