// Verdict, evidence, warnings, figures and times of an answer.

import { byId, element, shortened } from "./dom.js";
import { bars } from "./bars.js";

const VERDICTS = {
  article: "One article.",
  listing: "An index of stories, not one article.",
  error_page: "An error page.",
  blocked: "A bot check stands where the article should.",
  script_required: "The page builds its text in the browser.",
  consent_wall: "A consent notice stands where the article should.",
  paywall: "Only the beginning is free to read.",
  empty: "Nothing to read.",
};

const number = (value) => value.toLocaleString("en");

/** Show what an answer says of its document. */
export function showSummary({ answer, stages, milliseconds }) {
  const { stats } = answer;
  byId("verdict").textContent = answer.verdict;
  byId("verdict").className = `verdict ${answer.verdict}`;
  byId("verdict-why").textContent = VERDICTS[answer.verdict] ?? "";
  const facts = [
    ["Evidence", answer.evidence.join(", ") || "none"],
    ["Warnings", answer.warnings.join(", ") || "none"],
    ["Language", answer.language ?? "unknown"],
    ["Site", answer.site_name ?? "unknown"],
    ["Published", answer.published_at ?? "unknown"],
    ["Modified", answer.modified_at ?? "unknown"],
    ["Address", answer.url ?? "unknown"],
    ["Blocks", `${number(stats.blocks_kept)} kept, ${number(stats.blocks_struck)} struck`],
    ["Characters", `${number(stats.characters_in)} in, ${number(stats.characters_out)} out`],
  ];
  byId("facts").replaceChildren(
    ...facts.map(([name, value]) =>
      element("div", { "data-fact": name.toLowerCase() },
        element("dt", {}, name), element("dd", {}, element("bdi", {}, shortened(value, 500)))),
    ),
  );
  const spent = stages.reduce((sum, stage) => sum + stage.milliseconds, 0);
  byId("times-heading").textContent = `Time by stage: ${spent.toFixed(1)} ms of ${milliseconds.toFixed(0)} ms until the answer`;
  bars(byId("times"), stages.map(({ name, milliseconds: value }) => ({ name, value, label: `${value.toFixed(2)} ms` })));
}
