"""What is wrong with the words of a rule, and what should be known of them: sentences for whoever edits them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import ceil

from cases.notes import ROWS
from cases.terms import Kind, Notice, State, Who
from cases.workflow import Move
from notifications.owed import owed_words
from notifications.placeholders import BRACED, PLACEHOLDERS, available, names_in
from notifications.rules import BY_SYSTEM, RULES
from notifications.terms import Key, Rule

ONE_TEXT, A_PART = 70, 67  # characters of a text message that is sent as one; of each part of a longer one
NAMES: dict[str, str] = dict([*Kind.choices, *Notice.choices])
_ROWS: dict[str, Move] = {str(kind): row for kind, row in ROWS.items()}


def problems(words: str, key: Key) -> list[str]:
    """Why these words cannot be used for this rule; none when they can."""
    return [*_misspelt(words), *_misplaced(words, key), *_missing(words, key)]


def _misspelt(words: str) -> Iterator[str]:
    if spaced := [name for name in BRACED.findall(words) if name != name.strip()]:
        yield f"花括号里不要有空格：{{{spaced[0]}}} 请写成 {{{spaced[0].strip()}}}。"
    rest = BRACED.sub("", words)
    if brace := re.search(r"[{}]", rest):
        yield f"花括号不成对：“{rest[max(0, brace.start() - 6) : brace.end() + 6]}”。占位符要写成 {{title}} 这样。"
    if re.search(r"[｛｝]", words):
        yield "花括号要用半角的 { }，不是全角的 ｛ ｝。"
    if "\n" in words:
        yield "一条消息写成一段，不要换行。"


def _misplaced(words: str, key: Key) -> Iterator[str]:
    names = dict.fromkeys(name.strip() for name in BRACED.findall(words))
    fitting = available(key)
    if unknown := [name for name in names if name not in PLACEHOLDERS]:
        yield f"没有这样的占位符：{_braced(unknown)}。这一条可以用的有：{_braced(fitting)}。"
    if elsewhere := [name for name in names if name in PLACEHOLDERS and name not in fitting]:
        kind = NAMES.get(key.kind, key.kind)
        yield f"“{kind}”这一步没有{_braced(elsewhere)}可填，发出去是空的。这一条可以用的有：{_braced(fitting)}。"


def _missing(words: str, key: Key) -> Iterator[str]:
    if missing := sorted(owed_words(key) - names_in(words)):
        said = "、".join(f"{{{name}}}（{PLACEHOLDERS[name].meaning}）" for name in missing)
        yield f"这一条按规定要让居民知道，不能少了：{said}。"


def _braced(names: Iterable[str]) -> str:
    return "、".join(f"{{{name}}}" for name in names)


def parts(text: str) -> int:
    """As how many text messages it is sent."""
    return 1 if len(text) <= ONE_TEXT else ceil(len(text) / A_PART)


def never(key: Key) -> str:
    """Why this rule can never be applied; "" when it can."""
    move, kind = _ROWS.get(key.kind), NAMES.get(key.kind, key.kind)
    if not _exists(key):
        return f"现在的规则里没有“{kind}”的这一条，改过的措辞不再使用。"
    if move and key.by_system and Who.SYSTEM not in move.who:
        return f"“{kind}”不由系统代办，这条消息永远不会发出。"
    if move and not key.by_system and move.who == {Who.SYSTEM} and key.kind in BY_SYSTEM:
        return f"“{kind}”只由系统进行，发的是系统代办的那一条，这一条永远不会发出。"
    if move and key.state and key.state not in _states_after(move):
        return f"“{kind}”之后案件不会是“{State(key.state).label}”，这条消息永远不会发出。"
    if _is_said_before(key):
        return "同一步已经有一条不分状态的消息告诉同样的人，这一条永远轮不到。"
    return ""


def _exists(key: Key) -> bool:
    return any((rule.audience, rule.state) == (key.audience, key.state) for rule in _beside(key))


def _beside(key: Key) -> tuple[Rule, ...]:
    return (BY_SYSTEM if key.by_system else RULES).get(key.kind, ())


def _states_after(move: Move) -> frozenset[State]:
    return frozenset({move.target}) if move.target else move.sources


def _is_said_before(key: Key) -> bool:
    """Whether an earlier rule of the step always reaches the same audience first."""
    for rule in _beside(key):
        if (rule.audience, rule.state) == (key.audience, key.state):
            return False
        if (rule.audience, rule.state) == (key.audience, ""):
            return True
    return False
