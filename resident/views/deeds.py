"""What somebody may do with their case: the forms of its page, each with its verb and its thanks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from cases import actions, telling
from cases.deadlines import is_late
from cases.models import Case
from cases.terms import Kind, Notice, State
from resident.forms import AddForm, AnswerForm, ReopenForm, UrgeForm, WithdrawForm
from resident.forms.fields import DeedForm


@dataclass(frozen=True, slots=True)
class Deed:
    """`kind`: the move by which the page knows whether it is offered. `thanks`: what is said afterwards."""

    kind: Kind | Notice
    form: type[DeedForm]
    verb: Callable[..., Case]
    thanks: Callable[[Case, datetime], str]


def _answered(case: Case, at: datetime) -> str:
    """Not solved: to whom it goes back, and by when."""
    if case.state == State.CLOSED:
        return "谢谢您，这件事结案了。"
    promise = telling.promise(case, at)
    until = f"，{promise.opening} {promise.when} 前{promise.what}" if promise.by and not promise.is_late else ""
    return f"记下了，已请{case.host_org or case.owner_org}重办{until}。"


def _urged(case: Case, at: datetime) -> str:
    above = "已经超期，上一级也知道了。" if is_late(case, at) else ""
    return f"催过了，已告诉{case.host_org or case.owner_org}。{above}明天还没办好，可以再催。"


def _said(thanks: str) -> Callable[[Case, datetime], str]:
    return lambda _case, _at: thanks


DEEDS: Mapping[str, Deed] = {
    "answer": Deed(Kind.REVISIT_OK, AnswerForm, actions.revisit, _answered),
    "urge": Deed(Notice.URGED, UrgeForm, actions.urge, _urged),
    "add": Deed(Notice.ADDED, AddForm, actions.attach, _said("已补充，办事的人看得到。")),
    "reopen": Deed(
        Notice.ASK_REOPENING, ReopenForm, actions.ask_reopening, _said("记下了，受理的人会看要不要重新打开。")
    ),
    "withdraw": Deed(Kind.WITHDRAW, WithdrawForm, actions.withdraw, _said("已撤回。以后还有事，随时再报。")),
}
