"""Residents' browsers, many at once: each fetches the form once, for its cookie and token, then sends report after
report. Real HTTP over a connection of its own for each, as gunicorn's sync workers want it."""

import http.client
import re
import threading
import time
from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

TIMEOUT_SECONDS = 60
PAGE = "/report/"


class Browser:
    def __init__(self, port: int) -> None:
        self.port = port
        page = self._asked("GET", b"", {})
        self.cookie = (page.getheader("Set-Cookie") or "").split(";")[0]
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.read().decode())
        if page.status != 200 or found is None:
            raise RuntimeError(f"no form with a token at {PAGE}: status {page.status}")
        self.token = found[1]

    def letter(self, fields: Mapping[str, str]) -> bytes:
        return urlencode({**fields, "csrfmiddlewaretoken": self.token}).encode()

    def send(self, letter: bytes) -> None:
        """Raises RuntimeError for anything but the redirect that follows a report."""
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": self.cookie}
        answer = self._asked("POST", letter, headers)
        said = answer.read()
        if answer.status != 302:
            raise RuntimeError(f"status {answer.status}: {said.decode(errors='replace')[:500]}")

    def _asked(self, method: str, body: bytes, headers: dict[str, str]) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_SECONDS)
        connection.request(method, PAGE, body, headers)
        return connection.getresponse()


def send_all(browsers: list[Browser], reports: Iterable[Mapping[str, str]]) -> float:
    """Send the reports from all browsers at once; the seconds from the first request to the last answer."""
    reports = list(reports)
    letters = [
        [browser.letter(fields) for fields in reports[number :: len(browsers)]]
        for number, browser in enumerate(browsers)
    ]
    failures: list[Exception] = []
    threads = [
        threading.Thread(target=_send, args=(browser, share, failures))
        for browser, share in zip(browsers, letters, strict=True)
    ]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.perf_counter() - began
    if failures:
        raise failures[0]
    return took


def _send(browser: Browser, letters: list[bytes], failures: list[Exception]) -> None:
    try:
        for letter in letters:
            browser.send(letter)
    except Exception as failure:  # of a thread: raised again by whoever started it
        failures.append(failure)
