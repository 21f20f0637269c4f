import asyncio
import time

import pytest

from app.errors import DeadlineExceeded
from app.workers.child import Cleaner
from app.workers.task import Limits
from benchmarks.workers import measure
from benchmarks.workers.documents import ARTICLE, PAGE, SHORT, page
from benchmarks.workers.report import Figure


class InProcess:
    """A side without processes, which answers in turn with what it was given."""

    def __init__(self, *answers):
        self.answers = list(answers)

    async def clean(self, _):
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture(scope="module")
def cleaned():
    return Cleaner.ready(Limits(memory=1 << 50), ()).reply(SHORT)


def test_what_a_call_takes_beside_its_stages_is_the_rest_of_it(cleaned):
    whole, beside = asyncio.run(measure.calls(InProcess(cleaned, cleaned, cleaned), SHORT, 3))
    assert whole - beside == pytest.approx(1000 * sum(cleaned.stages.values()))


def test_lateness_counts_from_the_deadline(cleaned):
    side = InProcess(DeadlineExceeded("late"), cleaned)
    late, back = asyncio.run(measure.overrun(side, SHORT, SHORT, deadline=100))
    assert late < 0 < back


def test_a_slow_document_that_meets_the_deadline_is_no_measurement(cleaned):
    with pytest.raises(RuntimeError, match="the slow document was cleaned"):
        asyncio.run(measure.overrun(InProcess(cleaned), SHORT, SHORT, deadline=0.5))


def test_what_this_process_computes_while_it_should_idle_is_counted():
    async def busy():
        idling = asyncio.create_task(measure.idle(0.01))
        await asyncio.sleep(0)
        start = time.process_time()
        while time.process_time() - start < 0.02:
            pass
        return await idling

    assert asyncio.run(busy()) > 0


def test_the_timed_documents_have_100_kilobytes():
    assert len(page(100_000)) == len(PAGE.document.content) == 100_000
    assert 100_000 <= len(ARTICLE) < 102_000


def test_a_figure_is_median_and_range():
    assert Figure.of([3.0, 1.0, 12.4]) == Figure(median=3.0, low=1.0, high=12.4, count=3)


def test_a_figure_is_shown_with_its_range_if_it_has_one():
    assert [str(Figure.of(values)) for values in ([1.0, 3.0, 12.4], [2.0])] == ["3.00 (1.00 to 12)", "2.00"]
