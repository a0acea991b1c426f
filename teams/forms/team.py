from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms

from accounts.once import mark
from accounts.written import named, open_line, reason_line
from grids.models import Place
from teams.actions import Founding
from teams.forms.fields import WHO_HINT, CommunityField, GridsOf, PersonHere, SkillsField
from teams.models import Team, TeamMember

NO_KIND = dict.fromkeys(["required", "invalid_choice"], "请选一种队伍。")
EVERYWHERE = "一个也不选，就是服务整个社区。"


def name_field() -> forms.CharField:
    return named("队名", missing="请写队名。", longest=30)


def kind_field() -> forms.ChoiceField:
    return forms.ChoiceField(label="类型", choices=[("", "请选择"), *Team.Kind.choices], error_messages=NO_KIND)


class FoundingForm(forms.Form):
    """The lead is somebody of the community that is chosen in the same form."""

    community = CommunityField()
    name = name_field()
    kind = kind_field()
    about = open_line("做什么", longest=200)
    lead = PersonHere(label="队长", missing="请写明队长是谁。", help_text=WHO_HINT)
    grids = GridsOf(hint=EVERYWHERE)
    key = mark()

    def __init__(self, data: Any = None, *, communities: Sequence[Place], today: date) -> None:
        super().__init__(data)
        self._communities = communities
        cast(CommunityField, self.fields["community"]).offer(communities)
        cast(GridsOf, self.fields["grids"]).offer(communities[:1] if len(communities) == 1 else self._chosen())
        lead = cast(PersonHere, self.fields["lead"])
        lead.offer(self._chosen() or communities, today)

    def _chosen(self) -> list[Place]:
        """The community that was sent: without one there are no grids to tick yet."""
        sent = str(self.data.get("community", "")) if self.is_bound else ""
        return [place for place in self._communities if str(place.pk) == sent]

    def founding(self) -> Founding:
        return Founding(**self.cleaned_data)


class TeamForm(forms.Form):
    name = name_field()
    kind = kind_field()
    about = open_line("做什么", longest=200)
    grids = GridsOf(hint=EVERYWHERE)

    def __init__(self, data: Any = None, *, team: Team) -> None:
        grids = [grid.pk for grid in team.grids.all()]
        said = {"name": team.name, "kind": team.kind, "about": team.about, "grids": grids}
        super().__init__(data, initial=said)
        cast(GridsOf, self.fields["grids"]).offer([team.community])


class PersonForm(forms.Form):
    person = PersonHere(label="谁", missing="请写明是谁。", help_text=WHO_HINT)

    def __init__(self, data: Any = None, *, community: Place, today: date) -> None:
        super().__init__(data)
        cast(PersonHere, self.fields["person"]).offer([community], today)


class JoinForm(PersonForm):
    skills = SkillsField(hint="会这些的，居民可以预约上门帮办。")


class SkillsForm(forms.Form):
    skills = SkillsField()

    def __init__(self, data: Any = None, *, member: TeamMember) -> None:
        super().__init__(data, initial={"skills": [skill.pk for skill in member.skills.all()]})
        cast(SkillsField, self.fields["skills"]).keep(member)


class DisbandForm(forms.Form):
    reason = reason_line("为什么解散", missing="请写明为什么解散。", longest=200)


class SureForm(forms.Form):
    """Nothing to say: only whether it is meant."""
