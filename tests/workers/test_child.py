"""What a worker replies when the pipeline fails in it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from lxml import etree

from app.clean.model import Article, Document, InputKind
from app.clean.pipeline import clean
from app.clean.rules import RuleSet
from app.clean.score import load_scorer
from app.workers.child import Cleaner
from app.workers.memory import MEBIBYTE, OwnMemory
from app.workers.probe import PROBES
from app.workers.task import Cleaned, Failed, Limits, OverMemory, Reply, Task

DOCUMENT = Document(InputKind.TEXT, "The old harbour opened again.", datetime(2024, 5, 3, tzinfo=UTC))

SCORER = load_scorer()


def reply_to(failure: Exception, *, memory: int) -> Reply:
    """The reply of a worker with so much memory, in bytes, whose pipeline raises."""

    def fails(*_: object) -> Article:
        raise failure

    return Cleaner(fails, RuleSet(()), SCORER, Limits(memory=memory)).reply(Task(DOCUMENT))


def test_a_fault_is_told_by_type_and_place_alone() -> None:
    reply = reply_to(ValueError("a secret of the harbour"), memory=1 << 50)

    assert isinstance(reply, Failed)
    assert reply.error == "ValueError"
    assert reply.trace[-1].startswith("test_child.py:")
    assert "secret" not in repr(reply)


def test_memory_that_runs_out_is_no_fault() -> None:
    assert reply_to(MemoryError(), memory=1 << 50) == OverMemory()


@pytest.mark.parametrize(
    "error", [etree.XMLSyntaxError("unknown error", 0, 0, 0), etree.ParserError("empty")]
)
def test_what_lxml_says_near_the_cap_is_no_malformed_page(error: Exception) -> None:
    assert reply_to(error, memory=OwnMemory().held().peak + 100 * MEBIBYTE) == OverMemory()


def test_what_lxml_says_far_from_the_cap_is_a_fault() -> None:
    assert isinstance(reply_to(etree.ParserError("empty"), memory=1 << 50), Failed)


def test_an_answer_that_came_about_near_the_cap_is_not_believed() -> None:
    def grows(*_: object) -> Article:
        held = bytearray(600 * MEBIBYTE)
        del held
        return clean(DOCUMENT, RuleSet(()), SCORER)

    limits = Limits(memory=OwnMemory().held().peak + 16 * MEBIBYTE)

    assert Cleaner(grows, RuleSet(()), SCORER, limits).reply(Task(DOCUMENT)) == OverMemory()


def test_the_text_of_blocks_comes_back_only_when_it_is_asked_for() -> None:
    cleaner = Cleaner(clean, RuleSet(()), SCORER, Limits(memory=1 << 50))

    plain, explained = (cleaner.reply(Task(PROBES[0], explain)) for explain in (False, True))

    assert isinstance(plain, Cleaned)
    assert isinstance(explained, Cleaned)
    assert (plain.struck, plain.kept_blocks) == ((), ())
    assert len(explained.kept_blocks) == plain.kept
    assert len(explained.struck) == sum(plain.struck_by_rule.values()) > 0


def test_the_stages_are_timed() -> None:
    reply = Cleaner(clean, RuleSet(()), SCORER, Limits(memory=1 << 50)).reply(Task(PROBES[0]))

    assert isinstance(reply, Cleaned)
    assert {"decode", "parse", "extract", "render"} <= reply.stages.keys()
    assert all(seconds >= 0 for seconds in reply.stages.values())
