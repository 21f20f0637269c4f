"""The verdict on a page. One against it needs a sign, of words or of markup, and a lack of content.

How much content clears a page depends on how telling the sign is: a title that says “404” outweighs more of
it than the same words in a widget.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.clean.model import Verdict
from app.clean.prose import word_count
from app.clean.verdict.clues import NO_CLUES, Clue, Clues
from app.clean.verdict.listing import index_evidence
from app.clean.verdict.phrases import Phrase, Place, find_phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.clean.model import Label
    from app.clean.rules import RuleSet

# Words of the body beside the phrase that clear a page, by the place of the phrase (aside, body, title).
# Pages that block a reader explain themselves at most length; an application's shell does so in a sentence.
_CLEARED: Final = {
    Verdict.BLOCKED: (15, 60, 150),
    Verdict.ERROR_PAGE: (15, 40, 150),
    Verdict.CONSENT_WALL: (15, 90, 120),
    Verdict.SCRIPT_REQUIRED: (10, 40, 60),
}
# A stub has a teaser, and the notice behind it.
_TEASER: Final = 150
# The same where the page declares that its article is not free; with that alone, without a notice, so few.
_PAID_TEASER: Final = 250
_PAID_STUB: Final = 40
# What markup alone is sign enough for.
_NEXT_TO_NOTHING: Final = 15
_CHALLENGE: Final = 40

_CONFIRMING: Final = {
    Verdict.BLOCKED: (Clue.BOT_CHECK, Clue.CAPTCHA),
    Verdict.ERROR_PAGE: (),
    Verdict.CONSENT_WALL: (Clue.CONSENT_SERVICE,),
    Verdict.SCRIPT_REQUIRED: (Clue.SCRIPT_SHELL,),
    Verdict.PAYWALL: (Clue.PAID, Clue.NOT_LOGGED_IN, Clue.LOGIN),
}
_CERTAIN: Final = {Verdict.BLOCKED: Clue.BOT_CHECK, Verdict.SCRIPT_REQUIRED: Clue.SCRIPT_SHELL}
# More words than any verdict against a page allows: nothing is searched then.
_LONG: Final = 400


def judge(
    labels: Sequence[Label],
    rules: RuleSet,
    *,
    title: str | None,
    language: str | None,
    clues: Clues = NO_CLUES,
) -> tuple[Verdict, tuple[str, ...]]:
    """Return the verdict and the evidence for it: ids of rules, names of clues, counts such as `words:12`.

    `title` is the answer's, `clues` those of the page's markup and address. An article has no evidence.
    """
    words = sum(word_count(entry.block.text) for entry in labels if entry.mark is None)
    if words < _LONG:
        titles = tuple(dict.fromkeys(text for text in (title, clues.title) if text))
        said, content = find_phrases(labels, rules, titles, language)
        verdict = _against(said, content, clues)
        if verdict is not None:
            told = said[verdict].rules if verdict in said else ()
            confirming = tuple(str(clue) for clue in _CONFIRMING[verdict] if clue in clues.found)
            return verdict, (*told, *confirming, f"words:{words}")
    if not words:
        redirect = (str(Clue.REDIRECT),) if Clue.REDIRECT in clues.found else ()
        return Verdict.EMPTY, (*redirect, "words:0")
    index = index_evidence(labels, clues)
    if index:
        return Verdict.LISTING, index
    return Verdict.ARTICLE, ((str(Clue.NATIVE_AD),) if Clue.NATIVE_AD in clues.found else ())


def _against(said: dict[Verdict, Phrase], content: int, clues: Clues) -> Verdict | None:
    """The verdict that the most telling sign speaks for, if there is too little content to clear the page."""
    guilty = [
        (place, verdict)
        for verdict in _CLEARED
        if (place := _place(verdict, said.get(verdict), clues)) is not None
        and content < _CLEARED[verdict][place]
    ]
    if guilty:
        return max(guilty, key=lambda sign: sign[0])[1]  # of equals the first
    if _is_stub(said.get(Verdict.PAYWALL), content, clues):
        return Verdict.PAYWALL
    found = clues.found
    if (Clue.BOT_CHECK in found and content < _CHALLENGE) or (
        Clue.CAPTCHA in found and content < _NEXT_TO_NOTHING
    ):
        return Verdict.BLOCKED
    if Clue.SCRIPT_SHELL in found and content < _NEXT_TO_NOTHING:
        return Verdict.SCRIPT_REQUIRED
    return None


def _place(verdict: Verdict, phrase: Phrase | None, clues: Clues) -> Place | None:
    """How telling the place is, given what the markup says.

    A clue that nothing but this verdict explains counts like a title. What declares to be an article hardly
    is a challenge or a shell, whatever its title; templates of error pages do declare that.
    """
    if phrase is None:
        return None
    if _CERTAIN.get(verdict) in clues.found:
        return Place.TITLE
    if Clue.ARTICLE not in clues.found:
        return phrase.place
    return min(phrase.place, Place.BODY) if verdict is Verdict.ERROR_PAGE else Place.ASIDE


def _is_stub(phrase: Phrase | None, content: int, clues: Clues) -> bool:
    paid = not clues.found.isdisjoint((Clue.PAID, Clue.NOT_LOGGED_IN))
    if phrase is None:
        return paid and content < _PAID_STUB
    if paid:
        return content < _PAID_TEASER
    return content < (_TEASER if phrase.ends else _NEXT_TO_NOTHING)
