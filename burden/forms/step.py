"""What each step after the first asks for: its words, and how the screens name it."""

from dataclasses import dataclass
from typing import Any

from django import forms

from accounts.written import text
from burden.workflow import MOVES, Deed


@dataclass(frozen=True, slots=True)
class Face:
    """A step as the screens say it. `asks`: the label over its words."""

    button: str
    asks: str
    done: str
    tone: str = ""
    key: str = ""
    advice: str = ""


FACES: dict[Deed, Face] = {
    Deed.ADMIT: Face("准予交办", "意见", "已准予交办，事项已到社区。", "act", "a", "准予后马上到社区，计入社区负担。"),
    Deed.BAR: Face("不予准入", "理由", "已不予准入，社区不用办。", key="b", advice="不到社区，不计入负担；记录保留。"),
    Deed.FINISH: Face("办好了", "办得怎么样", "已记下：办好了。", "act", "f"),
    Deed.OBJECT: Face("提出异议", "理由", "异议已送街道裁定。", key="o", advice="每件事只能提一次。街道裁定前不用办。"),
    Deed.KEEP: Face("维持交办", "理由", "已维持交办，社区继续办。", key="w", advice="维持后社区不能再提异议。"),
    Deed.LIFT: Face("撤销交办", "意见", "已撤销，社区不用再办。", "act", "c", "当时到过社区，负担仍然计数。"),
}


class StepForm(forms.Form):
    note = text("意见")

    def __init__(self, data: Any = None, *, deed: Deed) -> None:
        super().__init__(data)
        self.deed, self.face = deed, FACES[deed]
        note = self.fields["note"]
        note.label = self.face.asks
        note.required = bool(MOVES[deed].words_missing)
        note.error_messages["required"] = MOVES[deed].words_missing

    @property
    def name(self) -> str:
        """In the address: /desk/tasks/<pk>/<name>/"""
        return self.deed.lower()
