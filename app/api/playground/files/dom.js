// Elements are made here, and text goes into them as text: nothing in these pages parses a string as markup.

export const byId = (id) => document.getElementById(id);

/** An element with attributes and with children, which are elements or strings. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children);
  return made;
}

/** The start of a text that is too long to be laid out whole, with a note of how much is left out. */
export function shortened(text, limit) {
  if (text.length <= limit) return text;
  const left = (text.length - limit).toLocaleString("en");
  return `${text.slice(0, limit)} … (${left} more characters)`;
}
