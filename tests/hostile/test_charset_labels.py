"""Every label of the WHATWG Encoding standard is understood, and any of them may be a lie."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import webencodings
from webencodings.labels import LABELS

from app.clean.decode import decode
from app.clean.model import Document, InputKind
from tests.hostile.pages import SENTENCE

if TYPE_CHECKING:
    from tests.running import RunningService

NOW = datetime(2026, 5, 4, tzinfo=UTC)
# Beyond ASCII, and in the repertoire of the charsets that the standard groups.
SAMPLES = (
    "Паром снова вышел в море", "フェリーが再び出航した", "渡輪再次起航", "渡轮再次起航",
    "페리가 다시 출항했다", "Το πλοίο απέπλευσε ξανά", "המעבורת הפליגה שוב", "عادت العبارة إلى البحر",
    "เรือเฟอร์รี่ออกเดินทาง", "Fähre über den Sund", "Łódź żegluje", "Ērgļi jūrā",
)  # fmt: skip
NO_CHARSETS = {"x-user-defined", "replacement"}
"""What the standard has only for browsers: the one keeps bytes for scripts, the other refuses a page."""


def page_in(label: str) -> tuple[bytes, str]:
    """A page in the charset of a label, and its text."""
    codec = webencodings.lookup(label)
    for sample in SAMPLES:
        try:
            text = f"<p>{sample}. {SENTENCE}</p>"
            return codec.codec_info.encode(text)[0], text
        except UnicodeEncodeError:
            continue
    raise AssertionError(f"no sample can be written in {label}")


@pytest.mark.parametrize("label", [label for label, name in LABELS.items() if name not in NO_CHARSETS])
def test_a_page_in_the_charset_of_a_label_is_decoded(label: str) -> None:
    content, text = page_in(label)

    page = decode(Document(InputKind.HTML, content, NOW, charset=f" {label.upper()} "))

    assert (page.text, page.warnings) == (text, ())


@pytest.mark.parametrize("label", LABELS)
def test_a_label_that_is_a_lie_still_gives_characters(label: str) -> None:
    every_byte = bytes(range(256)) * 3

    page = decode(Document(InputKind.TEXT, every_byte, NOW, charset=label))

    assert page.text.encode()


def test_the_service_takes_every_label(service: RunningService) -> None:
    statuses = {
        service.client.post(
            "/clean", content=SENTENCE.encode(), headers={"Content-Type": f"text/html; charset={label}"}
        ).status_code
        for label in LABELS
    }

    assert len(LABELS) > 200
    assert statuses == {200}
