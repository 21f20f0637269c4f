"""Runs the image with runc as strictly as an operator would: read-only, no rights, little room."""

from __future__ import annotations

import json
import socket
import subprocess
import time
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from types import TracebackType

PATIENCE = 180.0
"""Seconds to wait for what will happen, on a machine that has other things to do."""

TMP_BYTES = 8 * 1024 * 1024
CAPABILITIES = ("bounding", "effective", "inheritable", "permitted", "ambient")


def run(*command: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Run a program to its end."""
    return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=check)


class Image:
    """An image in buildah's store: its configuration, and its files mounted while the `with` block runs."""

    def __init__(self, name: str) -> None:
        self._container = run("buildah", "from", "--pull=never", name).stdout.strip()
        inspected = json.loads(run("buildah", "inspect", "--type", "image", name).stdout)
        self.config: dict[str, Any] = inspected["Docker"]["config"]
        self.root = Path()

    def __enter__(self) -> Image:
        self.root = Path(run("buildah", "mount", self._container).stdout.strip())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        run("buildah", "umount", self._container)
        run("buildah", "rm", self._container)


class Container:
    """A running container of the image; killed, if it still runs, when it is closed."""

    def __init__(self, image: Image, bundle: Path, **settings: str) -> None:
        self.name = f"cleancopy-{uuid.uuid4().hex[:12]}"
        self.port = free_port()
        self.image = image
        self._log = bundle / "log"
        specification = specify(image, settings | {"CLEANCOPY_PORT": str(self.port)})
        (bundle / "config.json").write_text(json.dumps(specification), encoding="utf-8")
        self.started = time.monotonic()
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                ["runc", "run", "--bundle", str(bundle), self.name],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=PATIENCE)

    def __enter__(self) -> Container:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the container, whatever it does."""
        self.client.close()
        if self.process.poll() is None:
            run("runc", "kill", self.name, "KILL", check=False)
        self.process.wait(PATIENCE)

    def log(self) -> str:
        """Everything it has written so far."""
        return self._log.read_text(encoding="utf-8")

    def wait_until_ready(self) -> float:
        """Return when `GET /readyz` says so; the seconds since it was started."""
        self.wait_for(lambda: self.answers("/readyz"))
        return time.monotonic() - self.started

    def answers(self, path: str) -> bool:
        """Whether `GET path` is answered with 200."""
        try:
            return self.client.get(path).status_code == httpx.codes.OK
        except httpx.TransportError:
            return False

    def wait_for(self, condition: Any) -> None:
        """Return when the condition holds."""
        end = time.monotonic() + PATIENCE
        while not condition():
            assert self.process.poll() is None, self.log()
            assert time.monotonic() < end, self.log()
            time.sleep(0.02)

    def signal(self, name: str) -> None:
        """Send a signal to the container's first process."""
        run("runc", "kill", self.name, name)

    def execute(self, *command: str, user: str = "10001:10001") -> subprocess.CompletedProcess[str]:
        """Run a command inside, beside the service."""
        return run("runc", "exec", "--user", user, "--cwd", "/", self.name, *command, check=False)

    def python(self, program: str) -> subprocess.CompletedProcess[str]:
        """Run a Python program inside."""
        return self.execute("python", "-c", program)


def free_port() -> int:
    """A port of the loopback address that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def specify(image: Image, settings: dict[str, str]) -> dict[str, Any]:
    """The OCI runtime configuration: what the image says, and as few rights as there are.

    The network is the machine's, to be reached without setting anything up; all else is the container's own.
    """
    config = image.config
    user, group = map(int, config["User"].split(":"))
    variables = dict(variable.split("=", 1) for variable in config["Env"]) | settings
    limits = {"RLIMIT_NOFILE": 1024, "RLIMIT_CORE": 0, "RLIMIT_STACK": 8 * 1024 * 1024}
    none: list[str] = []
    return {
        "ociVersion": "1.0.2",
        "process": {
            "user": {"uid": user, "gid": group},
            "args": [*config["Entrypoint"], *config["Cmd"]],
            "env": [f"{name}={value}" for name, value in variables.items()],
            "cwd": config["WorkingDir"] or "/",
            "capabilities": dict.fromkeys(CAPABILITIES, none),
            "rlimits": [{"type": name, "soft": limit, "hard": limit} for name, limit in limits.items()],
            "noNewPrivileges": True,
        },
        "root": {"path": str(image.root), "readonly": True},
        "mounts": [
            {"destination": "/proc", "type": "proc", "source": "proc"},
            _memory("/dev", "mode=755", "size=64k", "nosuid", "strictatime"),
            _memory("/dev/shm", "mode=1777", "size=64k", "nosuid", "noexec", "nodev"),  # noqa: S108
            _memory("/tmp", "mode=1777", f"size={TMP_BYTES}", "nosuid", "noexec", "nodev"),  # noqa: S108
        ],
        "linux": {
            "namespaces": [{"type": kind} for kind in ("pid", "ipc", "uts", "mount")],
            "maskedPaths": ["/proc/kcore", "/proc/keys", "/proc/timer_list"],
            "readonlyPaths": ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"],
        },
    }


def _memory(destination: str, *options: str) -> dict[str, Any]:
    return {"destination": destination, "type": "tmpfs", "source": "tmpfs", "options": list(options)}
