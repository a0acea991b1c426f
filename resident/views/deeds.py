"""What somebody may do with their case: the forms of its page, each with its verb and its thanks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cases import actions
from cases.models import Case
from cases.terms import Kind, Notice, State
from resident.forms import AddForm, AnswerForm, ReopenForm, WithdrawForm
from resident.forms.fields import DeedForm


@dataclass(frozen=True, slots=True)
class Deed:
    """`kind`: the move by which the page knows whether it is offered. `thanks`: what is said afterwards."""

    kind: Kind | Notice
    form: type[DeedForm]
    verb: Callable[..., Case]
    thanks: Callable[[Case], str]


def _answered(case: Case) -> str:
    return "谢谢您，这件事结案了。" if case.state == State.CLOSED else "记下了，已请他们重办。"


def _said(thanks: str) -> Callable[[Case], str]:
    return lambda _case: thanks


DEEDS: Mapping[str, Deed] = {
    "answer": Deed(Kind.REVISIT_OK, AnswerForm, actions.revisit, _answered),
    "add": Deed(Notice.ADDED, AddForm, actions.attach, _said("已补充，办事的人看得到。")),
    "reopen": Deed(
        Notice.ASK_REOPENING, ReopenForm, actions.ask_reopening, _said("记下了，受理的人会看要不要重新打开。")
    ),
    "withdraw": Deed(Kind.WITHDRAW, WithdrawForm, actions.withdraw, _said("已撤回。以后还有事，随时再报。")),
}
