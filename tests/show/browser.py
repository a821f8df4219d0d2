"""A headless Chromium, driven over a pipe: no other package, no port, no network."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--hide-scrollbars", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--disable-dev-shm-usage", "--remote-debugging-pipe"),
)


def find_chromium() -> str | None:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    return None


class Browser:
    """One page in one browser; ``messages`` and ``requests`` keep what it said and asked for."""

    def __init__(self) -> None:
        self.home = tempfile.mkdtemp(prefix="framing-browser-")
        self.messages: list[str] = []
        self.requests: list[str] = []
        self._number = 0

    def __enter__(self) -> Browser:
        read_end, to_browser = os.pipe()
        from_browser, write_end = os.pipe()

        def wire() -> None:  # Chromium reads commands from 3 and answers on 4
            os.dup2(read_end, 13)
            os.dup2(write_end, 14)
            os.dup2(13, 3)
            os.dup2(14, 4)

        self._process = subprocess.Popen(
            [str(find_chromium()), *FLAGS, f"--user-data-dir={self.home}"],
            preexec_fn=wire,
            pass_fds=(3, 4),
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        os.close(read_end)
        os.close(write_end)
        self._out = os.fdopen(to_browser, "wb", buffering=0)
        self._in = os.fdopen(from_browser, "rb", buffering=0)
        self._held = b""
        self._session = ""
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        attached = self.send("Target.attachToTarget", targetId=target, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.terminate()
        self._process.wait(timeout=20)
        self._out.close()
        self._in.close()
        shutil.rmtree(self.home, ignore_errors=True)

    def send(self, method: str, **params: Any) -> dict[str, Any]:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        self._out.write(json.dumps(message).encode() + b"\0")
        number = self._number
        while True:
            answer = self._receive()
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return dict(answer.get("result", {}))
            self._note(answer)

    def _receive(self) -> dict[str, Any]:
        while b"\0" not in self._held:
            piece = self._in.read(1 << 20)
            if not piece:
                raise RuntimeError("the browser went away")
            self._held += piece
        first, _, self._held = self._held.partition(b"\0")
        return dict(json.loads(first))

    def _note(self, event: dict[str, Any]) -> None:
        method, params = event.get("method"), event.get("params", {})
        if method == "Runtime.consoleAPICalled":
            self.messages.append(str([x.get("value") for x in params["args"]]))
        elif method == "Runtime.exceptionThrown":
            details = params["exceptionDetails"]
            self.messages.append(str(details.get("exception", details)))
        elif method == "Log.entryAdded":
            self.messages.append(params["entry"]["text"])
        elif method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])

    def run(self, code: str) -> Any:
        """Run JavaScript in the page and return its value; promises are awaited."""
        answer = self.send(
            "Runtime.evaluate", expression=code, awaitPromise=True, returnByValue=True
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def open(
        self, file: Path, *, width: int = 1200, height: int = 900, dark: bool = False
    ) -> float:
        """Open a page of ours and wait until its script is done; return the seconds it took."""
        self.size(width, height)
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.send("Emulation.setEmulatedMedia", media="screen", features=scheme)
        begun = time.monotonic()
        self.send("Page.navigate", url=file.resolve().as_uri())
        while not self.run("document.documentElement?.dataset.ready === 'true'"):
            if time.monotonic() - begun > 60:
                raise RuntimeError(f"the page is not ready: {self.messages}")
            time.sleep(0.02)
        return time.monotonic() - begun

    def size(self, width: int, height: int) -> None:
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=width < 600,
        )

    def picture(self, path: Path, *, whole: bool = False) -> None:
        data = self.send("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(data["data"]))

    def key(self, name: str, code: str = "", text: str = "", modifiers: int = 0) -> None:
        given = {"key": name, "code": code or name, "modifiers": modifiers}
        number = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32}.get(name, 0)
        if number:
            given["windowsVirtualKeyCode"] = number
        typed = {"text": "\r"} if name == "Enter" else {"text": text} if text else {}
        self.send("Input.dispatchKeyEvent", type="keyDown", **given, **typed)
        self.send("Input.dispatchKeyEvent", type="keyUp", **given)
