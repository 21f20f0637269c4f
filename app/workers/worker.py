"""One worker process as the service sees it: start, clean, kill, close. All but `clean` and `kill` block."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import socket
import time
import weakref
from multiprocessing import forkserver
from multiprocessing.connection import wait
from typing import TYPE_CHECKING

from app.clean.site.folder import NO_SITES, SiteFolder
from app.workers.child import work
from app.workers.frames import ask, receive
from app.workers.task import Cleaned, Limits, Ready, Refused, Reply, Task

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.context import ForkServerProcess

    from app.clean.rules import Rule

# From nothing to a worker that has cleaned its probes takes 2 s, most of it imports in the fork server;
# a machine that needs thirty times as long is not going to serve.
START_SECONDS = 60.0
POLL_SECONDS = 0.2
CLOSE_SECONDS = 2.0

PRELOAD = ["app.workers.preload"]


class WorkerUnavailable(Exception):
    """A worker process could not be started; the message says why, for the log."""


class WorkerDied(Exception):
    """The process ended, or was killed, while it held a document."""


def start_fork_server() -> None:
    """Let the fork server begin to import the pipeline now, and not when the first worker is asked for."""
    multiprocessing.set_forkserver_preload(PRELOAD)
    forkserver.ensure_running()


class Worker:
    """A live worker process. Made by `start`; has one document at a time, and may be killed at any."""

    def __init__(self, process: ForkServerProcess, channel: socket.socket) -> None:
        self._process = process
        self._channel = channel
        self.pid = process.pid or 0
        self.documents = 0
        self.resident = 0
        self.killed = False
        # Opened before the process has said that it is ready, so it is of that process and no later one.
        self._handle = _open(self.pid)
        # The worker does not heed SIGTERM, so that it can finish while the service drains: an interpreter
        # that leaves without having closed it must kill it, or multiprocessing waits for it for ever.
        self._finalizer = weakref.finalize(self, _end, process, self._handle)

    @classmethod
    def start(
        cls,
        limits: Limits,
        rules: tuple[Rule, ...],
        given_up: Callable[[], bool] = lambda: False,
        sites: SiteFolder = NO_SITES,
    ) -> Worker:
        """Start a process and wait until it has cleaned its probe documents.

        Raises WorkerUnavailable, also once `given_up` says that nobody waits for it any more.
        """
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(PRELOAD)
        ours, theirs = socket.socketpair()
        process = context.Process(target=work, args=(theirs, limits, rules, sites), name="cleancopy-worker")
        process.daemon = True
        try:
            process.start()
        except (OSError, EOFError) as error:
            ours.close()
            raise WorkerUnavailable(f"the process could not be started ({type(error).__name__})") from error
        finally:
            theirs.close()
        worker = cls(process, ours)
        try:
            worker._await_ready(given_up)
        except WorkerUnavailable:
            worker.close()
            raise
        return worker

    def _await_ready(self, given_up: Callable[[], bool]) -> None:
        end = time.monotonic() + START_SECONDS
        while not wait([self._channel], POLL_SECONDS):
            if given_up():
                raise WorkerUnavailable("nobody waits for it any more")
            if time.monotonic() > end:
                raise WorkerUnavailable(f"it did not come up within {START_SECONDS:.0f} s")
        try:
            hello: Ready | Refused = receive(self._channel)
        except (EOFError, OSError):
            self._process.join(CLOSE_SECONDS)
            raise WorkerUnavailable(f"it ended at start with exit code {self._process.exitcode}") from None
        if isinstance(hello, Refused):
            raise WorkerUnavailable(hello.reason)
        self.resident = hello.resident
        self._channel.setblocking(False)

    async def clean(self, task: Task) -> Reply:
        """Clean one document. Raises WorkerDied if the process ends before it has answered."""
        self.documents += 1
        try:
            reply: Reply = await ask(self._channel, task)
        except (EOFError, OSError):
            raise WorkerDied from None
        except Exception:
            # What came is no reply: its memory is not what it should be, and it is not to be asked again.
            _kill(self._process, self._handle)
            raise WorkerDied from None
        if isinstance(reply, Cleaned):
            self.resident = reply.resident
        return reply

    def kill(self) -> None:
        """End the process at once, whatever it does. A `clean` that waits for it raises WorkerDied."""
        self.killed = True
        if self._finalizer.alive:  # once it is closed its handle may be another process's
            _kill(self._process, self._handle)

    def close(self) -> None:
        """Hang up, give the process a moment to leave, and kill it if it does not."""
        self._channel.close()
        self._process.join(CLOSE_SECONDS)
        self._finalizer()
        self._process.join(CLOSE_SECONDS)


def _open(pid: int) -> int | None:
    """A handle on a process; None where the system has none to give, or the process has ended already."""
    if not hasattr(os, "pidfd_open"):
        return None
    try:
        return os.pidfd_open(pid)
    except OSError:
        return None


def _kill(process: ForkServerProcess, handle: int | None) -> None:
    # multiprocessing asks the fork server whether a process lives. If that was killed, it takes all its
    # workers for dead, and would leave one that hangs as it is.
    if handle is not None:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(handle, signal.SIGKILL)
    elif process.is_alive():
        process.kill()


def _end(process: ForkServerProcess, handle: int | None) -> None:
    _kill(process, handle)
    if handle is not None:
        os.close(handle)
