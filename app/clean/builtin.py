"""The decisions that no rule pack makes, with the reasons that `GET /rules` shows for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from app.clean.model import Mark


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A decision of the pipeline itself: `<kind>.<name>`, or `<kind>` alone, and one sentence why.

    `mark` is what it leaves on a block.
    """

    id: str
    why: str
    mark: Mark = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "mark", Mark(self.kind, self.id))

    @property
    def kind(self) -> str:
        """The first part of the id."""
        return self.id.split(".", 1)[0]


TITLE = BuiltIn("header.title", "The line is the headline, which the answer has as `title`.")
SITE_NAME = BuiltIn(
    "header.site-name", "The line is the name of the site, which the answer has as `site_name`."
)
BYLINE = BuiltIn("header.byline", "The line names the author, which the answer has as `author`.")
DATE = BuiltIn("header.date", "The line gives the date, which the answer has as `date`.")
CAPTION = BuiltIn("caption.figcaption", "The markup says that the block is the caption of a picture.")
SYMBOLS = BuiltIn("layout.symbols", "The block has no letter and no digit.")
EXTRACTOR = BuiltIn(
    "extractor.trafilatura",
    "trafilatura, which looks at the page as a whole, did not count the block to the article.",
)
SCORER = BuiltIn(
    "scorer",
    "A model that has learned from pages what belongs to an article did not count the block to it.",
)
NAVIGATION = BuiltIn("narrow.navigation", "The markup says that the block is navigation.")
DIALOG = BuiltIn("narrow.dialog", "The block belongs to a dialog that lies over the page.")
FORM = BuiltIn("narrow.form", "The block labels a button or a search form.")
FOOTER = BuiltIn("narrow.footer", "The block stands in the footer of the page.")
CONSENT = BuiltIn("narrow.consent", "The block belongs to a cookie or consent notice.")
SITE_BODY = BuiltIn(
    "site-rule.body", "The operator's rule for the site says where the article is: not in this block."
)
SITE_STRIP = BuiltIn("site-rule.strip", "The operator's rule for the site strips what the block stands in.")

BUILT_IN = (
    TITLE,
    SITE_NAME,
    BYLINE,
    DATE,
    CAPTION,
    SYMBOLS,
    EXTRACTOR,
    SCORER,
    NAVIGATION,
    DIALOG,
    FORM,
    FOOTER,
    CONSENT,
    SITE_BODY,
    SITE_STRIP,
)

_NARROWED = {cut.id: cut for cut in (CONSENT, DIALOG, FOOTER, FORM, NAVIGATION)}


@lru_cache(4096)
def narrowed(hints: frozenset[str]) -> BuiltIn | None:
    """The reason for which a block with these hints was cut from the tree, None where it was not.

    Of several the first by name. Kept for the hints met last: the blocks of one part of a page share theirs.
    """
    return next((cut for name, cut in _NARROWED.items() if name in hints), None)
