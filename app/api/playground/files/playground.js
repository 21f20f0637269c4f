// The page: from a press on Clean to what is shown.

import { showArticle } from "./article.js";
import { clean, knownRules, Refused } from "./ask.js";
import { showBlocks } from "./blocks.js";
import { copies } from "./copy.js";
import { curlLine } from "./curl.js";
import { byId, element } from "./dom.js";
import { listen, source, take } from "./source.js";
import { showSummary } from "./summary.js";

// Longer answers are shown in part, as they came: laying out megabytes of them would freeze the page.
const JSON_LIMIT = 100_000;

const EXAMPLE_ADDRESSES = {
  "example-scraped.txt": "",
  "example-news.txt": "https://harbourledger.example/2024/05/ferry-returns",
  "example-bot-check.txt": "https://harbourledger.example/2024/05/tide-tables",
};

async function submit() {
  const options = { url: byId("url").value.trim(), markdown: byId("markdown").checked };
  busy(true);
  try {
    const document = await source(byId("kind").value);
    const [cleaned, rules] = await Promise.all([clean(document, options), knownRules()]);
    show(cleaned, rules, document, options);
    busy(false, `Cleaned: ${cleaned.answer.verdict}, ${cleaned.answer.stats.blocks_kept} blocks kept, ` +
      `${cleaned.answer.stats.blocks_struck} struck.`);
  } catch (error) {
    if (error.name === "AbortError") return; // another press has taken over
    if (!(error instanceof Refused)) throw error;
    refuse(error);
    busy(false, "Not cleaned.");
  }
}

function busy(is, said = "Cleaning …") {
  byId("progress").textContent = said;
  document.body.setAttribute("aria-busy", is);
}

function show(cleaned, rules, sent, options) {
  byId("problem").hidden = true;
  byId("result").hidden = false;
  showSummary(cleaned);
  showArticle(cleaned.answer, options);
  showBlocks(cleaned.answer, rules);
  showJson(cleaned);
  byId("curl").textContent = curlLine(sent, options, byId("key").value);
}

function showJson({ answer, text }) {
  const whole = text.length <= JSON_LIMIT;
  byId("json").textContent = whole ? JSON.stringify(answer, null, 2) : text.slice(0, JSON_LIMIT);
  byId("json-note").hidden = whole;
  byId("json-note").textContent =
    `The first ${JSON_LIMIT.toLocaleString("en")} of ${text.length.toLocaleString("en")} characters; Copy takes all.`;
  copies("json", () => JSON.stringify(answer, null, 2));
}

function refuse({ message, problem }) {
  byId("result").hidden = true;
  const panel = byId("problem");
  panel.hidden = false;
  panel.replaceChildren(
    element("strong", {}, problem?.title ?? "No answer"),
    element("p", {}, message),
    ...(problem ? [element("p", { class: "hint" }, about(problem))] : []),
  );
}

function about({ code, status, retryable, request_id: id }) {
  return `${status} ${code}, ${retryable ? "worth another try" : "no use to try again"}, request ${id}`;
}

async function example(name) {
  const response = await fetch(`playground/${name}`);
  take(await response.text());
  byId("url").value = EXAMPLE_ADDRESSES[name];
  byId("kind").value = "";
  await submit();
}

byId("form").addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !byId("misses").open) submit();
});
byId("markdown").addEventListener("change", () => {
  if (!byId("result").hidden) submit();
});
for (const button of document.querySelectorAll("[data-example]")) {
  button.addEventListener("click", () => example(button.dataset.example));
}
listen(submit);
knownRules(); // asks for a key at once where one is needed
