"""The page of rules as a reader sees it: what its parts say, where its links lead, what its picture lights."""

import re
from html import unescape
from xml.etree import ElementTree

from django.urls import reverse

from cases.notes import TOLD
from tests.desk.conftest import text
from tests.factories import Town

RULES_PAGE = reverse("cases:rules")
SVG = "{http://www.w3.org/2000/svg}"


def shown(town: Town, reader: str = "street", **asked: str) -> str:
    answer = town.client(reader).get(RULES_PAGE, asked)
    assert answer.status_code == 200
    return text(answer)


def part(html: str, tag: str, name: str) -> str:
    """What stands inside the one element with this id."""
    [inside] = re.findall(rf'<{tag}[^>]* id="{name}"[^>]*>(.*?)</{tag}>', html, re.DOTALL)
    return str(inside)


def heard(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def links(html: str, prefix: str = "") -> set[str]:
    return set(re.findall(rf'href="#{prefix}([\w-]+)"', html))


def stops(html: str) -> dict[str, set[str]]:
    """State → the events that may happen from there, as told in «每个状态能做什么»."""
    steps = html.split('id="part-steps"')[1].split("</ol>")[0]
    cards = re.findall(r'<li class="card"(?: id="state-(\w+)")?>(.*?)(?=<li class="card"|$)', steps, re.DOTALL)
    return {state: links(card) & {str(kind) for kind in TOLD} for state, card in cards}


def picture(html: str) -> ElementTree.Element:
    return ElementTree.fromstring(html[html.index("<svg") : html.index("</svg>") + len("</svg>")])


def ways(html: str, *, lit: bool = False) -> set[tuple[str, str]]:
    found = [way for way in picture(html).iter(f"{SVG}path") if "data-from" in way.attrib]
    return {(way.get("data-from", ""), way.get("data-to", "")) for way in found if not lit or "on" in classes(way)}


def lit_names(html: str) -> list[str]:
    groups = [group for group in picture(html).iter(f"{SVG}g") if "on" in classes(group)]
    return [
        text.text or "" for group in groups for text in group.iter(f"{SVG}text") if {"event", "on"} <= {*classes(text)}
    ]


def classes(element: ElementTree.Element) -> list[str]:
    return element.get("class", "").split()
