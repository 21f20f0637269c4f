// Strings as YAML, as the rule packs have them.

// What may stand between single quotes on one line: YAML 1.2's printable characters (section 5.1) without breaks
// and tabs. Read code point by code point, so a lone half of a pair is none of them.
const PRINTABLE = /^[\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]*$/u;
const HIDDEN = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]/gu;

const escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** A string as a YAML scalar of one line. */
export function quoted(text) {
  if (PRINTABLE.test(text)) return `'${text.replaceAll("'", "''")}'`;
  // What JSON writes is YAML between double quotes, but for some characters that YAML does not take as they are.
  return JSON.stringify(text).replace(HIDDEN, escaped);
}

/** An item for the `misses` of a rule, indented as in the packs. */
export function missesEntry(rule, text) {
  return `      # misses of ${rule}\n      - ${quoted(text)}\n`;
}
