"""An sshd of the test's own on loopback, and a relay that makes the way to it slow.

Everything lives in one temporary folder: host key, user key, config. The server listens on a free high port of
127.0.0.1, accepts that one key only, and is stopped with the test.
"""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import threading
import time
from contextlib import suppress
from pathlib import Path

SSHD = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin:/usr/local/sbin")
SSH = shutil.which("ssh")
KEYGEN = shutil.which("ssh-keygen")
CONFIG = """\
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
AuthorizedKeysFile {folder}/user.pub
PidFile {folder}/pid
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
PrintMotd no
PrintLastLog no
AcceptEnv TERM COLORTERM LC_ALL
"""


def missing() -> str:
    """What is not installed, empty where the tests can run."""
    lacking = [name for name, path in (("sshd", SSHD), ("ssh", SSH), ("ssh-keygen", KEYGEN)) if path is None]
    return f"{' and '.join(lacking)} not installed (Debian: openssh-server)" if lacking else ""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Server:
    """sshd in the foreground, as a child of the test."""

    def __init__(self, folder: Path) -> None:
        assert SSHD is not None
        assert KEYGEN is not None
        self.folder = folder
        self.port = free_port()
        for name in ("host", "user"):
            subprocess.run([KEYGEN, "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
        (folder / "config").write_text(CONFIG.format(port=self.port, folder=folder))
        if os.getuid() == 0:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # where Debian's sshd separates its privileges
        self._process = subprocess.Popen(
            [SSHD, "-D", "-e", "-f", str(folder / "config")],
            stderr=(folder / "log").open("wb"),
            stdin=subprocess.DEVNULL,
        )
        self._wait()

    def _wait(self) -> None:
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return
            time.sleep(0.05)
        raise AssertionError(f"sshd does not listen: {(self.folder / 'log').read_text()}")

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(60)

    def command(self, remote: str, port: int | None = None) -> list[str]:
        """The ssh command line that runs `remote` in a terminal of its own."""
        assert SSH is not None
        options = {
            "StrictHostKeyChecking": "no",
            "UserKnownHostsFile": "/dev/null",
            "LogLevel": "ERROR",
            "IdentitiesOnly": "yes",
            "SendEnv": "COLORTERM LC_ALL",
        }
        flags = [part for name, value in options.items() for part in ("-o", f"{name}={value}")]
        where = f"{getpass.getuser()}@127.0.0.1"
        key = str(self.folder / "user")
        return [SSH, "-tt", "-F", "/dev/null", "-i", key, "-p", str(port or self.port), *flags, where, remote]


class Relay:
    """Passes bytes on to a port of this machine, no faster than a line of `rate` bytes a second with a round trip of
    `round_trip` seconds would."""

    def __init__(self, target: int, *, rate: int = 32_000, round_trip: float = 0.2) -> None:
        self._target = target
        self._rate = rate
        self._delay = round_trip / 2
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._sockets: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self._target))
                self._sockets += [near, far]
                for source, sink in ((near, far), (far, near)):
                    threading.Thread(target=self._pass, args=(source, sink), daemon=True).start()

    def _pass(self, source: socket.socket, sink: socket.socket) -> None:
        """One direction: what is read leaves half a round trip later, one piece after the other at the line's rate."""
        waiting: list[tuple[float, bytes]] = []
        ready = threading.Condition()
        ended = threading.Event()

        def send() -> None:
            free = 0.0
            while True:
                with ready:
                    while not waiting and not ended.is_set():
                        ready.wait(0.5)
                    if not waiting:
                        break
                    due, data = waiting.pop(0)
                begin = max(due, free)
                free = begin + len(data) / self._rate
                time.sleep(max(free - time.monotonic(), 0))
                with suppress(OSError):
                    sink.sendall(data)
            with suppress(OSError):
                sink.shutdown(socket.SHUT_WR)

        threading.Thread(target=send, daemon=True).start()
        with suppress(OSError):
            while data := source.recv(2048):
                with ready:
                    waiting.append((time.monotonic() + self._delay, data))
                    ready.notify()
        ended.set()
        with ready:
            ready.notify()

    def drop(self) -> None:
        """Cut every connection, as a train does in a tunnel's end."""
        self._listener.close()
        for each in self._sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
                each.close()
