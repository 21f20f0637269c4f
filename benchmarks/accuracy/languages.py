"""Which languages are right for a page of a set that names the publisher's country alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

#: By country, as the set `fundus` names it: its official languages, and those that its papers appear in.
OFFICIAL: Final = {
    "at": {"de"}, "au": {"en"}, "be": {"nl", "fr", "de"}, "ca": {"en", "fr"}, "ch": {"de", "fr", "it"},
    "cn": {"zh"}, "cz": {"cs"}, "de": {"de"}, "es": {"es", "ca", "gl"}, "fr": {"fr"}, "gl": {"kl", "da"},
    "ind": {"hi", "en"}, "isl": {"is"}, "it": {"it"}, "jp": {"ja"}, "kr": {"ko"}, "lb": {"ar", "fr"},
    "lt": {"lt"}, "lu": {"lb", "de", "fr"}, "my": {"ms", "en"}, "na": {"en", "af", "de"}, "no": {"no"},
    "pl": {"pl"}, "pt": {"pt"}, "py": {"es", "gn"}, "tr": {"tr"}, "tw": {"zh"}, "tz": {"sw", "en"},
    "uk": {"en"}, "us": {"en"}, "vn": {"vi"}, "za": {"en", "af", "xh", "zu", "st", "tn"},
}  # fmt: skip
#: Papers that appear in another language, by the beginning of the page's id; each was looked at.
ABROAD: Final = {
    "be_PoliticoEu": "en",
    "es_Mallorca": "de",  # two papers of that name
    "it_Tageszeitung": "de",
    "pt_ThePortugalNews": "en",
    "py_Wochenblatt": "de",
    "tw_TaipeiTimes": "en",
}


def countries(data: Path, name: str) -> dict[str, str]:
    """The country of each page of a set, by id; empty for a set that names none."""
    with (data / name / "dev.jsonl").open(encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        return {row["id"]: row["lang"] for row in rows if row.get("lang") in OFFICIAL}


def is_right(page: str, country: str, language: str | None) -> bool:
    """Whether a page of this id and country may be in this language."""
    abroad = next((code for prefix, code in ABROAD.items() if page.startswith(prefix)), None)
    return language == abroad if abroad else language in OFFICIAL[country]
