// The curl line that asks the service the same.

import { query } from "./ask.js";

const INLINE_LIMIT = 20_000;

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/** The command for a document and the options of the page. A key is named, not shown. */
export function curlLine(document, options, key) {
  const parts = [`curl -s ${quoted(`${new URL("clean", location.href)}?${query(options)}`)}`];
  if (key) parts.push('-H "X-API-Key: $CLEANCOPY_KEY"');
  parts.push(`-H ${quoted(`Content-Type: ${document.type}`)}`);
  parts.push(data(document));
  return parts.join(" \\\n  ");
}

function data({ text, name }) {
  if (text === undefined) return `--data-binary ${quoted(`@${name}`)}`;
  if (text.length > INLINE_LIMIT || text.includes("\0")) return "--data-binary @document";
  return `--data-raw ${quoted(text)}`;
}
