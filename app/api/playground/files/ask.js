// What is asked of the service, and what it says when it refuses.

import { byId } from "./dom.js";

let rules = null;
let running = null;

/** An answer other than the one that was hoped for; `problem` is RFC 9457, or null if there was no answer. */
export class Refused extends Error {
  constructor(problem) {
    super(problem?.detail ?? "The service did not answer.");
    this.problem = problem;
  }
}

function withKey(headers = {}) {
  const key = byId("key").value.trim();
  return key ? { ...headers, "X-API-Key": key } : headers;
}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refused(null);
  }
  if (response.ok) return response;
  if (response.status === 401) byId("key-field").hidden = false;
  throw new Refused(await response.json().catch(() => null));
}

/** The query of `POST /clean` for the options of the page. */
export function query(options) {
  const parameters = new URLSearchParams({ explain: "true" });
  if (options.url) parameters.set("url", options.url);
  if (options.markdown) parameters.set("format", "markdown");
  return parameters.toString();
}

/**
 * Clean a document: its answer, the answer's text, the milliseconds of each stage and those of all in all.
 * A document that is still being cleaned is given up. Throws Refused, or an AbortError if it was given up.
 */
export async function clean(document, options) {
  running?.abort();
  running = new AbortController();
  const start = performance.now();
  const response = await ask(`clean?${query(options)}`, {
    method: "POST",
    headers: withKey({ "Content-Type": document.type }),
    body: document.blob,
    signal: running.signal,
  });
  const text = await response.text();
  const milliseconds = performance.now() - start;
  return { answer: JSON.parse(text), text, stages: stages(response.headers.get("Server-Timing")), milliseconds };
}

function stages(header) {
  const found = (header ?? "").matchAll(/([\w-]+);dur=([\d.]+)/g);
  return Array.from(found, ([, name, milliseconds]) => ({ name, milliseconds: Number(milliseconds) }));
}

/** Each rule by its id; none of them if the service does not tell. */
export async function knownRules() {
  if (rules) return rules;
  try {
    const answer = await (await ask("rules", { headers: withKey() })).json();
    rules = new Map(answer.rules.map((rule) => [rule.id, rule]));
    return rules;
  } catch {
    return new Map();
  }
}
