"""How the container begins, how it is watched, and how it ends."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from tests.workers.documents import ENDLESS, LONG, SHORT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.image.container import Container

    Start = Callable[..., Container]

TELL_ZOMBIES = """
from pathlib import Path
for stat in Path("/proc").glob("[0-9]*/stat"):
    try:
        text = stat.read_text()
    except OSError:
        continue
    if text.rpartition(")")[2].split()[0] == "Z":
        print(text)
"""


def health(container: Container, *path: str) -> int:
    """Exit code of the image's own healthcheck, run as the engine runs it."""
    kind, *command = container.image.config["Healthcheck"]["Test"]
    assert kind == "CMD"
    port = f"--env=CLEANCOPY_PORT={container.port}"
    return container.execute("env", port.removeprefix("--env="), *command, *path).returncode


def test_the_healthcheck_passes_while_it_serves(container: Container) -> None:
    assert (health(container), health(container, "/readyz")) == (0, 0)


def test_the_healthcheck_fails_when_nobody_answers(container: Container) -> None:
    unused = container.execute("env", "CLEANCOPY_PORT=9", "python", "-IS", "/opt/cleancopy/health.py")

    assert (unused.returncode, unused.stderr) == (1, "")


def test_the_healthcheck_tells_what_is_not_found_from_what_is_there(container: Container) -> None:
    assert health(container, "/nothing") == 1


def test_a_setting_that_is_not_valid_ends_it_with_a_message(start: Start) -> None:
    container = start(CLEANCOPY_WORKERS="many")

    assert container.process.wait(60) == 1
    assert "CLEANCOPY_WORKERS" in container.log()


def test_a_signal_that_comes_before_it_listens_ends_it(start: Start) -> None:
    container = start()

    while container.process.poll() is None:
        container.signal("TERM")
        time.sleep(0.05)

    assert "listens on" not in container.log()


def test_a_signal_lets_it_finish_what_it_has(start: Start) -> None:
    container = start(CLEANCOPY_WORKERS="1", CLEANCOPY_DEADLINE_SECONDS="60")
    container.wait_until_ready()
    with ThreadPoolExecutor(1) as beside:
        running = beside.submit(container.client.post, "/clean", json={"text": LONG})
        container.wait_for(lambda: 'state="busy"} 1.0' in container.client.get("/metrics").text)
        container.signal("TERM")
        container.wait_for(lambda: not container.answers("/readyz"))
        refused = container.client.post("/clean", json={"text": SHORT})

        assert (refused.status_code, refused.json()["code"]) == (503, "shutting_down")
        assert running.result().status_code == 200
    assert container.process.wait(60) == 0


def test_killed_workers_leave_no_zombies(start: Start) -> None:
    container = start(CLEANCOPY_WORKERS="1", CLEANCOPY_DEADLINE_SECONDS="0.05")
    container.wait_until_ready()

    answers = [container.client.post("/clean", json={"text": ENDLESS}).json() for _ in range(3)]

    assert {answer["code"] for answer in answers} == {"deadline_exceeded"}
    container.wait_for(lambda: container.python(TELL_ZOMBIES).stdout == "")
