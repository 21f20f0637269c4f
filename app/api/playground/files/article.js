// The article as a reader would read it.

import { byId, element, shortened } from "./dom.js";

const FIRST_BLOCKS = 300;
const BLOCK_LIMIT = 20_000;
const MARKDOWN_LIMIT = 100_000;

/** Show the article of an answer, its body as Markdown if that was asked for. */
export function showArticle(answer, { markdown }) {
  const article = byId("article");
  if (answer.language) article.lang = answer.language;
  else article.removeAttribute("lang");
  article.replaceChildren(
    field("h3", answer.title, "No title found"),
    origin("Title", null, answer.sources.title),
    origin("Author", answer.author, answer.sources.author),
    origin("Date", answer.date, answer.sources.date),
    origin("Body", null, answer.sources.body),
  );
  if (answer.body === null) article.append(element("p", { class: "missing" }, "No body"));
  else if (markdown) article.append(element("pre", { class: "code", dir: "auto" }, shortened(answer.body, MARKDOWN_LIMIT)));
  else showBlocks(article, answer.kept);
}

function field(name, value, otherwise) {
  if (value === null) return element("p", { class: "missing" }, otherwise);
  return element(name, { dir: "auto", class: "title" }, shortened(value, BLOCK_LIMIT));
}

/** A line such as "Author Jane Doe, from byline". */
function origin(name, value, source) {
  const line = element("p", { class: "origin", "data-field": name.toLowerCase() }, `${name} `);
  if (value !== null) line.append(element("b", {}, element("bdi", {}, value)), " ");
  line.append(source === null ? "not found" : element("span", {}, "from ", element("code", {}, source)));
  return line;
}

function showBlocks(article, kept, from = 0) {
  const to = Math.min(from + FIRST_BLOCKS, kept.length);
  for (const run of runs(kept.slice(from, to))) article.append(shown(run));
  if (to === kept.length) return;
  const more = element("button", { type: "button", class: "quiet" }, `Read on (${kept.length - to} more blocks)`);
  more.addEventListener("click", () => {
    more.remove();
    showBlocks(article, kept, to);
  });
  article.append(more);
}

/** Items of a list, and rows of a table, belong together. */
function runs(blocks) {
  const found = [];
  for (const block of blocks) {
    const last = found.at(-1);
    if (last && last[0].role === block.role && (block.role === "item" || block.role === "table")) last.push(block);
    else found.push([block]);
  }
  return found;
}

function shown(run) {
  const [{ role, text }] = run;
  const content = shortened(text, BLOCK_LIMIT);
  switch (role) {
    case "heading":
      return element("h4", { dir: "auto" }, content);
    case "item":
      return element("ul", {}, ...run.map(item));
    case "table":
      return element("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "Table" },
        element("table", {}, element("tbody", {}, ...run.map(row))));
    case "code":
      return element("pre", { class: "code", dir: "ltr" }, content);
    case "quote":
      return element("blockquote", { dir: "auto" }, content);
    default:
      return element("p", { dir: "auto" }, content);
  }
}

function item(block) {
  return element("li", { dir: "auto", ...(block.level > 1 && { class: "deep" }) }, shortened(block.text, BLOCK_LIMIT));
}

function row(block) {
  const cells = shortened(block.text, BLOCK_LIMIT).split(/(?<!\S)\|(?!\S)/);
  return element("tr", {}, ...cells.map((cell) => element("td", { dir: "auto" }, cell.trim())));
}
