// The document that is to be cleaned: what is typed, or a file that is kept aside as it is.

import { byId } from "./dom.js";

// A text field with more characters takes seconds to lay out; a longer document is kept beside it.
const TYPED_LIMIT = 200_000;
const HEAD = 4096;

const BY_EXTENSION = { html: "text/html", htm: "text/html", xhtml: "application/xhtml+xml", md: "text/markdown", txt: "text/plain" };
const TAKEN = new Set(Object.values(BY_EXTENSION));
const MARKUP = /^\s*<(?:!--|!doctype|\?xml|[a-z][a-z0-9-]*[\s/>])|<\/(?:html|head|body|div|p|article)>/i;

let attached = null;

/** Keep a file, or a long text with a name, as the document. */
export function attach(blob, name) {
  attached = { blob, name };
  byId("attached-name").textContent = name;
  byId("attached-size").textContent = sizeOf(blob.size);
  byId("attached").hidden = false;
  byId("typing").hidden = true;
}

/** Forget the file. */
export function detach() {
  attached = null;
  byId("attached").hidden = true;
  byId("typing").hidden = false;
}

/** Take a text as the document: into the field, or aside if it is too long for it. */
export function take(text, name = "Pasted text") {
  if (text.length > TYPED_LIMIT) {
    attach(new Blob([text]), name);
    return;
  }
  detach();
  byId("document").value = text;
}

/**
 * The document as it is sent: `blob`, `type` as Content-Type, `text` if it was typed, `name` if it is a file.
 * `kind` is html, text or empty for what it looks like.
 */
export async function source(kind) {
  if (attached) {
    const { blob, name } = attached;
    const type = kind ? typeOf(kind) : await fileType(blob, name);
    // The bytes of a file may have any charset, and the service finds out; a pasted text is UTF-8 here.
    return { blob, name, type: blob instanceof File ? type : `${type}; charset=utf-8` };
  }
  const text = byId("document").value;
  const type = typeOf(kind || (MARKUP.test(text.slice(0, HEAD)) ? "html" : "text"));
  return { blob: new Blob([text]), text, type: `${type}; charset=utf-8` };
}

const typeOf = (kind) => (kind === "html" ? "text/html" : "text/plain");

async function fileType(blob, name) {
  const extension = name.split(".").pop().toLowerCase();
  const known = BY_EXTENSION[extension] ?? (TAKEN.has(blob.type) ? blob.type : null);
  if (known) return known;
  return typeOf(MARKUP.test(await blob.slice(0, HEAD).text()) ? "html" : "text");
}

function sizeOf(bytes) {
  return bytes < 100_000 ? `${bytes.toLocaleString("en")} bytes` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Let files and texts be dropped anywhere, chosen, and pasted however long they are. */
export function listen(changed) {
  const field = byId("document");
  field.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    if (field.value.length + text.length <= TYPED_LIMIT) return;
    event.preventDefault();
    take(field.value.slice(0, field.selectionStart) + text + field.value.slice(field.selectionEnd));
  });
  byId("file").addEventListener("change", (event) => {
    const [file] = event.target.files;
    if (file) attach(file, file.name);
    event.target.value = "";
    changed();
  });
  byId("detach").addEventListener("click", () => {
    detach();
    field.focus();
  });
  const dropping = (is) => document.body.classList.toggle("dropping", is);
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    dropping(true);
  });
  document.addEventListener("dragleave", (event) => dropping(event.relatedTarget !== null));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    dropping(false);
    const [file] = event.dataTransfer.files;
    if (file) attach(file, file.name);
    else take(event.dataTransfer.getData("text/plain"), "Dropped text");
    changed();
  });
}
