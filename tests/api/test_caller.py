"""What a caller says beside the document is taken if it is well formed and short, and else passed over."""

from __future__ import annotations

import pytest
from starlette.datastructures import Headers

from app.api.caller import MAX_LABELS, labels, request_id

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = f"00-{TRACE}-00f067aa0ba902b7-01"


def test_the_id_of_the_request_goes_before_that_of_its_trace() -> None:
    assert request_id(Headers({"X-Request-ID": "page-17", "traceparent": PARENT})) == "page-17"


def test_a_request_without_an_id_has_that_of_its_trace() -> None:
    assert request_id(Headers({"traceparent": PARENT})) == TRACE


def test_a_later_version_of_the_trace_header_may_say_more() -> None:
    assert request_id(Headers({"traceparent": f"01{PARENT[2:]}-what-comes"})) == TRACE


@pytest.mark.parametrize("given", ["", "a b", "x" * 65, "id\u00e9", "<script>", "a/b"])
def test_an_id_that_is_not_sane_is_replaced(given: str) -> None:
    made = request_id(Headers(raw=[(b"x-request-id", given.encode("latin-1"))]))

    assert made != given
    assert len(made) == 32


@pytest.mark.parametrize(
    "parent",
    [
        "",
        TRACE,
        PARENT.upper(),
        f"ff{PARENT[2:]}",
        f"00-{'0' * 32}-00f067aa0ba902b7-01",
        f"00-{TRACE}-{'0' * 16}-01",
        f"00-{TRACE[1:]}-00f067aa0ba902b7-01",
    ],
)
def test_a_trace_header_that_is_not_valid_gives_no_id(parent: str) -> None:
    assert request_id(Headers({"traceparent": parent})) not in {TRACE, "0" * 32}


def test_a_label_is_named_by_the_rest_of_its_header() -> None:
    assert labels(Headers({"X-Cleancopy-Label-Crawl-Job": "17", "X-Other": "18"})) == {"crawl_job": "17"}


def test_of_two_labels_with_one_name_the_first_is_taken() -> None:
    given = Headers(raw=[(b"x-cleancopy-label-job", b"1"), (b"x-cleancopy-label-job", b"2")])

    assert labels(given) == {"job": "1"}


def test_a_long_value_is_cut_off() -> None:
    assert labels(Headers({"X-Cleancopy-Label-Job": "7" * 500})) == {"job": "7" * 128}


def test_only_so_many_labels_are_taken() -> None:
    given = Headers({f"X-Cleancopy-Label-N{number}": "x" for number in range(20)})

    assert list(labels(given)) == [f"n{number}" for number in range(MAX_LABELS)]


@pytest.mark.parametrize(
    ("name", "value"),
    [(b"", b"x"), (b"a.b", b"x"), (b"n" * 33, b"x"), (b"-a", b"x"), (b"job", b"a\x1b[2J"), (b"job", b"a\tb")],
)
def test_a_label_that_is_not_well_formed_is_passed_over(name: bytes, value: bytes) -> None:
    assert labels(Headers(raw=[(b"x-cleancopy-label-" + name, value)])) == {}
