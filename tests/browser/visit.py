"""A page of the service in a browser of its own, and what a reader does on it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Locator

PATIENCE = 60_000
"""Milliseconds to wait for what will happen, on a machine that has other things to do."""

expect.set_options(timeout=PATIENCE)


class Visit:
    """`page` at a width and in a theme.

    `complaints` are errors of scripts and of the Content-Security-Policy, `outside` requests to other hosts.
    """

    def __init__(self, browser: Browser, url: str, path: str, *, width: int, theme: Any) -> None:
        self.url = url
        self.complaints: list[str] = []
        self.outside: list[str] = []
        self._context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
        self._context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.page = self._context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._listen)
        self.page.on("dialog", self._refuse)
        self.page.on("request", self._watch)
        self.page.goto(url + path)

    def _listen(self, message: ConsoleMessage) -> None:
        # An answer that is an error is told in the console, too, and the page shows it.
        if message.type == "error" and "the server responded with a status of" not in message.text:
            self.complaints.append(message.text)

    def _refuse(self, dialog: Any) -> None:
        self.complaints.append(f"a dialog says {dialog.message}")
        dialog.dismiss()

    def _watch(self, request: Any) -> None:
        if not request.url.startswith((self.url, "data:", "blob:")):
            self.outside.append(request.url)

    def close(self) -> None:
        """Leave."""
        self._context.close()

    def __getitem__(self, selector: str) -> Locator:
        return self.page.locator(selector)

    def clean(self, text: str, **fields: str) -> None:
        """Type a document, fill fields by their labels, press Clean and wait for the answer."""
        self["#document"].fill(text)
        for label, value in fields.items():
            self[f"#{label}"].fill(value)
        self.page.get_by_role("button", name="Clean", exact=True).click()
        self.wait_until_cleaned()

    def wait_until_cleaned(self) -> None:
        """Return when an answer is shown."""
        expect(self["#progress"]).to_have_text(re.compile("^Cleaned: "))

    def example(self, name: str) -> None:
        """Press the button of an example and wait for the answer."""
        self.page.get_by_role("button", name=name).click()
        self.wait_until_cleaned()

    def run(self, script: str, argument: object = None) -> Any:
        """What a function returns in the page; a promise is waited for."""
        return self.page.evaluate(script, argument)

    def drop(self, name: str, media_type: str, content: str) -> None:
        """Drop a file on the page."""
        self.run(
            """([name, type, content]) => {
              const dataTransfer = new DataTransfer();
              dataTransfer.items.add(new File([content], name, { type }));
              document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true }));
            }""",
            [name, media_type, content],
        )
        self.wait_until_cleaned()

    def clipboard(self) -> str:
        """What was copied last."""
        text: str = self.run("() => navigator.clipboard.readText()")
        return text
