"""The model of languages answers as the library that it comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from app.clean.language.grams import load_grams
from training.language import convert, write

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    "English": "The town council voted on Monday to reopen the old baths, eleven years after they closed.",
    "German": "Der Stadtrat stimmte am Montag dafür, das alte Hafenbad wieder zu öffnen.",
    "Russian": "Городской совет проголосовал за открытие старых портовых купален.",
    "Arabic": "صوت مجلس المدينة يوم الاثنين على إعادة فتح حمامات الميناء القديمة.",
    "Serbian, which two labels have": "Градско веће је у понедељак одлучило да отвори старо купатило.",
    "Spanish, with runs counted as others": "El consejo votó el lunes.\nEl puerto abre. El alcalde no.",
    "capitals": "DER STADTRAT STIMMTE AM MONTAG DAFÜR, DAS ALTE HAFENBAD WIEDER ZU ÖFFNEN.",
    "accents apart from their letters": "Le conseil a vote\u0301 la re\u0301ouverture des bains.",
    "a lone surrogate": "The council \udc80 voted on Monday.",
    "one letter": "x",
    "control characters": "\x01\x02\x03\x01\x01",
    "nothing": "",
}


@pytest.fixture(scope="module")
def library() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_the_ranking_is_that_of_the_library(text: str, library: LanguageIdentifier) -> None:
    ours, theirs = load_grams().rank(text, 12), library.rank(text)[:12]
    assert [label for label, _ in ours] == [label for label, _ in theirs]
    assert [share for _, share in ours] == pytest.approx([share for _, share in theirs], abs=1e-6)


def test_the_model_is_what_the_command_makes_of_the_library(
    library: LanguageIdentifier, tmp_path: Path
) -> None:
    write(tmp_path / "model.npz", convert(library))
    kept, made = load_grams(), load_grams(tmp_path / "model.npz")
    for name in kept._fields:
        assert np.array_equal(getattr(kept, name), getattr(made, name)), name
