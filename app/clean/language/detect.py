"""The language of an article as ISO 639-1, from its text and from what the markup declares.

Scripts that one language has to itself settle it alone. Otherwise a model ranks the languages of the text
and the declaration decides between close ones, and alone where the text is short. The model is loaded once
at import and never changed, so an answer depends on its arguments only. It looks at every byte of the text,
so it is given little, and more only where that leaves it in doubt.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from app.clean.language.grams import load_grams

if TYPE_CHECKING:
    from collections.abc import Sequence

_MODEL: Final = load_grams()

# Characters of text that are enough: on 706 scraped texts in 18 languages the answer was that
# after 2,000.
SAMPLE: Final = 800
# So many are enough where the model is sure after them.
_GLANCE: Final = 200
# Fewer letters than this say less than the markup does.
_SHORT: Final = 60
# The text overrules the markup only when it is as good as sure of another language.
_SURE: Final = 0.9
# So sure after a glance, the model is not given more.
_CERTAIN: Final = 0.9
# Without a declaration, a text below this is left without a language.
_PLAUSIBLE: Final = 0.5

# Countries and old codes that sites write for languages, and varieties that ISO 639-1 counts as one.
_ALIASES: Final = {
    "jp": "ja", "cz": "cs", "gr": "el", "kr": "ko", "cn": "zh", "tw": "zh", "ua": "uk", "dk": "da", "vn":
    "vi", "iw": "he", "in": "id", "ji": "yi", "nb": "no", "nn": "no", "deu": "de", "ger": "de", "eng":
    "en", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it", "por": "pt", "nld": "nl", "dut": "nl",
    "arz": "ar", "ary": "ar", "yue": "zh", "wuu": "zh", "fil": "tl", "pcm": "en", "zxx": "", "und": "",
}  # fmt: skip
# So close that a declaration counts for more than the model's choice among them.
_CLOSE: Final = (
    frozenset(("bs", "hr", "sr")), frozenset(("id", "ms", "jv")), frozenset(("da", "no", "sv", "fo")),
    frozenset(("gl", "pt", "es")), frozenset(("cs", "sk")), frozenset(("nl", "af", "fy")),
    frozenset(("ru", "be", "uk", "bg", "mk")), frozenset(("hi", "mr", "ne")), frozenset(("fa", "ps")),
    frozenset(("az", "tr")), frozenset(("ca", "oc", "es")), frozenset(("de", "lb")),
)  # fmt: skip
_SCRIPTS: Final = (
    ("ko", re.compile(r"[\uac00-\ud7af\u1100-\u11ff]")),
    ("ja", re.compile(r"[\u3041-\u30ff]")),
    ("el", re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
    ("ta", re.compile(r"[\u0b80-\u0bff]")),
    ("te", re.compile(r"[\u0c00-\u0c7f]")),
    ("gu", re.compile(r"[\u0a80-\u0aff]")),
    ("pa", re.compile(r"[\u0a00-\u0a7f]")),
    ("km", re.compile(r"[\u1780-\u17ff]")),
    ("my", re.compile(r"[\u1000-\u109f]")),
    ("si", re.compile(r"[\u0d80-\u0dff]")),
)
_HAN: Final = re.compile(r"[\u4e00-\u9fff\u3400-\u4dbf]")
# All of these, and little else: without one there is nothing to count.
_OWN_SCRIPT: Final = re.compile("[\u0370-\u03ff\u0530-\u1fff\u3041-\u9fff\uac00-\ud7af]")


def normalise(tag: str) -> str | None:
    """Return the ISO 639-1 code of a language tag (`de-AT`, `en_US`, `jp`), None if it has none."""
    primary = re.split(r"[-_,;\s]", tag.strip().lower(), maxsplit=1)[0]
    code = _ALIASES.get(primary, primary)
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None


def detect(text: str, declared: Sequence[str] = ()) -> str | None:
    """Return the ISO 639-1 code of the text's language, None where neither text nor markup tells.

    `declared` are the language tags of the markup (html lang, og:locale, content-language), most
    trusted first.
    """
    stated = [code for tag in declared if (code := normalise(tag))]
    sample = text[:SAMPLE]
    letters = sum(map(str.isalpha, sample))
    if _OWN_SCRIPT.search(sample) and (own := _by_script(sample, letters)):
        return own
    if letters < _SHORT:
        return next(iter(stated), None)
    ranking, best = _ranked(sample[:_GLANCE])
    if best is None or ranking[best] < _CERTAIN:
        ranking, best = _ranked(sample)
    if best is None or best in stated:
        return best or next(iter(stated), None)
    close = next((code for code in stated if any({code, best} <= group for group in _CLOSE)), None)
    if close is not None and ranking.get(close, 0.0) > 0.001:
        return close
    if not stated:
        return best if ranking[best] >= _PLAUSIBLE else None
    return best if ranking[best] >= _SURE else stated[0]


def _ranked(sample: str) -> tuple[dict[str, float], str | None]:
    """The probabilities of the likeliest languages, and the likeliest."""
    ranking: dict[str, float] = {}
    for label, probability in _MODEL.rank(sample, 12):
        if code := normalise(label):
            ranking[code] = ranking.get(code, 0.0) + probability
    return ranking, max(ranking, key=lambda code: ranking[code], default=None)


def _by_script(sample: str, letters: int) -> str | None:
    """Return the language whose own script most letters are in; kana make Han characters Japanese."""
    counts = {code: len(pattern.findall(sample)) for code, pattern in _SCRIPTS}
    han = len(_HAN.findall(sample))
    if han + counts["ja"] > letters / 2:
        return "ja" if counts["ja"] > han / 20 else "zh"
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] > letters / 2 else None
