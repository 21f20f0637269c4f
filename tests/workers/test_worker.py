"""One worker process, whatever becomes of the process that it was forked from."""

from __future__ import annotations

import asyncio
import os
import socket
import struct

import psutil
import pytest

from app.clean.rules import load_rules
from app.workers.probe import PROBES
from app.workers.task import Cleaned, Limits, Task
from app.workers.worker import Worker, WorkerDied


def start_and_kill_the_fork_server() -> Worker:
    """A worker whose fork server is gone."""
    worker = Worker.start(Limits(), load_rules(None).rules)
    server = psutil.Process(worker.pid).parent()
    assert server is not None
    assert server.ppid() == os.getpid()
    server.kill()
    while server.status() != psutil.STATUS_ZOMBIE:
        pass
    return worker


def test_a_worker_cleans_on_when_its_fork_server_is_gone() -> None:
    worker = start_and_kill_the_fork_server()

    assert isinstance(asyncio.run(worker.clean(Task(PROBES[0]))), Cleaned)
    worker.close()


def test_a_worker_can_be_killed_when_its_fork_server_is_gone() -> None:
    worker = start_and_kill_the_fork_server()
    process = psutil.Process(worker.pid)

    worker.kill()

    _, alive = psutil.wait_procs([process], timeout=30)
    assert not alive
    with pytest.raises(WorkerDied):
        asyncio.run(worker.clean(Task(PROBES[0])))
    worker.close()


def test_a_worker_that_replies_with_garbage_is_as_good_as_dead() -> None:
    started = Worker.start(Limits(), load_rules(None).rules)
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    theirs.sendall(struct.pack("!QQ", 9, 0) + b"no pickle")
    worker = Worker(started._process, ours)  # noqa: SLF001
    process = psutil.Process(worker.pid)

    with pytest.raises(WorkerDied):
        asyncio.run(worker.clean(Task(PROBES[0])))

    _, alive = psutil.wait_procs([process], timeout=30)
    assert not alive
    worker.close()
    theirs.close()
    started.close()


def test_a_worker_leaves_when_it_is_closed_though_its_fork_server_is_gone() -> None:
    worker = start_and_kill_the_fork_server()
    process = psutil.Process(worker.pid)

    worker.close()

    _, alive = psutil.wait_procs([process], timeout=30)
    assert not alive


def test_a_worker_that_is_closed_can_be_told_to_end_again() -> None:
    worker = Worker.start(Limits(), load_rules(None).rules)
    worker.close()

    worker.kill()

    assert worker.killed
