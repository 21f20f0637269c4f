"""What became of every request: counted when it is sent, and again when its answer is there."""

from __future__ import annotations

import json
import math
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

REFUSED = "refused"
"""No connection was to be had: the request was never sent."""

LOST = "lost"
"""The connection ended, or nothing came in time, after the request, or some of it, was sent."""

NOT_TAKEN = "not_taken"
"""Sent to a service that was leaving, which closed the connection without having taken it."""

CLIENT_GONE = 499
"""How the service logs a request whose sender left."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for one request.

    `status` is 0 if nothing did; `code` is that of a problem, REFUSED, LOST, or empty. `right` says of a 200
    that it is byte for byte what the service answers to this page in calm. Times are in seconds, `began` on
    the clock of `time.perf_counter`.
    """

    request_id: str
    page: str
    status: int
    code: str
    began: float
    seconds: float
    right: bool = True
    retry_after: str = ""
    why: str = ""


@dataclass(slots=True)
class Tally:
    """The count of one scenario."""

    sent: int = 0
    answers: list[Answer] = field(default_factory=list)

    def codes(self) -> Counter[str]:
        """Number of answers by code; a 200 has the code `ok`, or `wrong`."""
        return Counter(
            ("ok" if answer.right else "wrong") if answer.status == 200 else answer.code
            for answer in self.answers
        )

    @property
    def cleaned(self) -> list[Answer]:
        """The answers with 200."""
        return [answer for answer in self.answers if answer.status == 200]

    @property
    def lost(self) -> int:
        """Requests that were sent and never answered."""
        return self.sent - sum(
            answer.status > 0 or answer.code in {REFUSED, NOT_TAKEN} for answer in self.answers
        )

    def quantile(self, share: float, code: str = "ok") -> float:
        """Seconds within which this share of the answers with a code came; 0 if there was none."""
        wanted = sorted(
            answer.seconds
            for answer in self.answers
            if (answer.status == 200) == (code == "ok") and code in {"ok", answer.code}
        )
        return wanted[math.ceil(share * len(wanted)) - 1] if wanted else 0.0

    def unlike_log(self, log: str) -> list[str]:
        """Ids of requests that the service, by its own log, answered otherwise than the sender has it.

        The log has a line for every request that the service took, so this is the other half of the count:
        an answer that went out and did not arrive shows here.
        """
        heard = {answer.request_id: answer.status for answer in self.answers}
        return [
            request_id
            for request_id, status in _logged(log.splitlines())
            if status != CLIENT_GONE and heard.get(request_id, status) != status
        ]

    def excuse(self, log: str) -> None:
        """Call NOT_TAKEN what met the end of its connection without the service having taken it.

        Only for requests to a service that leaves: the log has a line for every request that it took.
        """
        taken = {request_id for request_id, _ in _logged(log.splitlines())}
        self.answers = [
            replace(answer, code=NOT_TAKEN)
            if answer.code == LOST and answer.request_id not in taken
            else answer
            for answer in self.answers
        ]


def _logged(lines: Iterable[str]) -> Iterable[tuple[str, int]]:
    for line in lines:
        entry = json.loads(line)
        if entry.get("route") == "/clean":
            yield entry["request_id"], entry["status"]


def replaced(log: str) -> Counter[str]:
    """Number of workers that were replaced, by reason, as the log has it."""
    entries = (json.loads(line) for line in log.splitlines())
    return Counter(entry["reason"] for entry in entries if "reason" in entry)
