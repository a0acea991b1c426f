"""What tells who a reporter is, in whatever spelling; and what a person comes upon by following links.

Every secret of tests/desk/test_confidential.py begins with a mark found nowhere else, so that what is masked (张*,
138****0001) is found by it as well.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from django.test import Client

LINK = re.compile(r"""(?:href|src|action|hx-get)=["']([^"'#]*)""")
ELSEWHERE = ("/static/", "/desk/sign-out/", "data:", "tel:", "mailto:", "http")
PAGED = ("/desk/", "/desk/messages/")


def leaks(text: str, marks: Iterable[str]) -> set[str]:
    """The marks that stand in the text: plain, masked, escaped for an address, for HTML or JSON, or in base64.

    What is not text as a whole when decoded is a form's token, a key, a cipher: a mark's three bytes in it are chance.
    """
    spelt = list(_spellings(text))
    return {mark for mark in marks for one in spelt if mark in one}


def _spellings(text: str) -> Iterator[str]:
    for one in (text, unquote(text), html.unescape(text), _without_escapes(text), *_decoded(text)):
        yield one
        yield re.sub(r"[\s\-]", "", one)  # 139 1234 0001, a code without its dashes


def _without_escapes(text: str) -> str:
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)


def _decoded(text: str) -> Iterator[str]:
    runs = re.findall(r"[A-Za-z0-9+/_-]{12,}", text)
    for run in {*runs, *"/".join(runs).split("/")}:  # in an address it is one part
        bare = run.translate(str.maketrans("-_", "+/"))
        with suppress(binascii.Error, UnicodeDecodeError):
            yield base64.b64decode(bare + "=" * (-len(bare) % 4)).decode()


def heard(answer: Any) -> str:
    """All that comes back: headers, cookies, body; of a picture its bytes, with what a camera may have written."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    cookies = " ".join(f"{name}={cookie.value}" for name, cookie in answer.cookies.items())
    return f"{answer.serialize_headers().decode()}\n{cookies}\n{body.decode('latin-1' if answer.streaming else 'utf8')}"


def crawl(client: Client, start: Iterable[str], *, each: int) -> dict[str, str]:
    """What was heard at each of these addresses, and wherever links lead from them; of pages of the same sort
    (…/cases/<number>/finish/, …/messages/<number>/) at so many. By address.
    """
    found: dict[str, str] = {}
    sorts: Counter[str] = Counter()
    waiting = list(start)
    while waiting:
        address = waiting.pop(0)
        if address in found:
            continue
        answer = client.get(address)
        found[address] = heard(answer)
        links = [link for link in LINK.findall(found[address]) if not link.startswith(ELSEWHERE)]
        for link in [answer["Location"]] if "Location" in answer else links:
            onward = _inside(address, link)
            if onward not in found and onward not in waiting and sorts[_sort(onward)] < each:
                sorts[_sort(onward)] += 1
                waiting.append(onward)
    return found


def _sort(address: str) -> str:
    return re.sub(r"[0-9][0-9-]*", "#", address)


def _inside(address: str, link: str) -> str:
    """The address to which a link leads. A case beside the list is the same beside any list: one will do; and what is
    asked of the other pages (the last 90 days, the rules of a role) cuts down the same words.
    """
    parts = urlsplit(urljoin(address, html.unescape(link)))
    if beside := re.search(r"case=([^&]+)", parts.query):
        return f"{parts.path}?case={beside[1]}"
    query = re.sub(r"&?narrow=1", "", parts.query)  # the same filters stand above any list
    return f"{parts.path}?{query}" if query and parts.path in PAGED else parts.path
