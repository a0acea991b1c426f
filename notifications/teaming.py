"""What is told to those whom the desk puts into a team or out of it, has lead one, or sends on patrol: read from the
trail, which knows who did it. Nobody is told what they did themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.models import AuditEntry
from notifications.helping import cut
from notifications.letters import News, Stretch, finds
from patrols.actions import ENDED, PLANNED
from patrols.models import PatrolPlan
from teams.actions import DISBANDED, FOUNDED, JOINED, LED, LEFT
from teams.models import Team, TeamMember

Telling = Callable[[Team, AuditEntry], Iterator[News]]


@finds
def in_teams(now: Stretch) -> Iterator[News]:
    """In the app alone: nobody has to be anywhere for it."""
    for line in _lines(Team._meta.label, now).filter(action__in=TELLING):
        team = Team.objects.select_related("community").get(pk=line.object_id)
        yield from (news for news in TELLING[line.action](team, line) if news.person != line.by_id)


@finds
def on_patrol(now: Stretch) -> Iterator[News]:
    """A volunteer by text as well: they have to be there. Who walks on duty reads it at the desk."""
    for line in _lines(PatrolPlan._meta.label, now).filter(action__in=(PLANNED, ENDED)):
        plan = PatrolPlan.objects.with_faces().get(pk=line.object_id)
        if plan.patroller_id == line.by_id:
            continue
        words = _planned(plan) if line.action == PLANNED else _ended(plan)
        link = reverse("patrols:today") if plan.post_id else ""
        yield News(f"patrol:{line.pk}", plan.patroller_id, cut(words), urgent=not link, link=link)


def _lines(label: str, now: Stretch) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(object_type=label, at__gt=now.since, at__lte=now.to).order_by("pk")


def _founded(team: Team, line: AuditEntry) -> Iterator[News]:
    yield _led(team, line, line.detail["lead"])


def _lead_changed(team: Team, line: AuditEntry) -> Iterator[News]:
    yield _led(team, line, line.detail["lead"])
    if before := line.detail["before"]:
        yield News(f"lead:{line.pk}:before", before, f"{_called(team)}换了队长，您不再担任，仍是队员。")


def _led(team: Team, line: AuditEntry, person: int) -> News:
    return News(f"lead:{line.pk}:now", person, f"社区请您担任{_called(team)}的队长。不方便的，请告诉社区。")


def _joined(team: Team, line: AuditEntry) -> Iterator[News]:
    member = TeamMember.objects.prefetch_related("skills").get(pk=line.detail["member"])
    can = "、".join(skill.name for skill in member.skills.all())
    asked = f"登记的特长：{can}，有人约的时候会告诉您。" if can else ""
    words = f"社区把您登记为{_called(team)}的队员。{asked}没有答应过的，请告诉社区。"
    yield News(f"member:{member.pk}:in", member.person_id, cut(words))


def _left(team: Team, line: AuditEntry) -> Iterator[News]:
    member = TeamMember.objects.get(pk=line.detail["member"])
    yield News(f"member:{member.pk}:out", member.person_id, f"您不再是{_called(team)}的队员。")


def _disbanded(team: Team, line: AuditEntry) -> Iterator[News]:
    """Once a membership: who was taken out on the same day has been told."""
    words = cut(f"{_called(team)}解散了：{line.reason}")
    for member in team.members.filter(until=localdate(line.at)).order_by("pk"):
        yield News(f"member:{member.pk}:out", member.person_id, words)


TELLING: dict[str, Telling] = {
    FOUNDED: _founded, LED: _lead_changed, JOINED: _joined, LEFT: _left, DISBANDED: _disbanded,
}  # fmt: skip


def _planned(plan: PatrolPlan) -> str:
    until = f"到 {plan.until:%Y-%m-%d}" if plan.until else "起"
    items = "、".join(item.name for item in plan.items.all())
    how = "" if plan.post_id else "走不了的请告诉社区；去的时候在“我今天巡查”里按“开始巡查”。"
    return f"社区安排您巡查{plan}：{plan.days}，{plan.since:%Y-%m-%d} {until}。{how}看：{items}。"


def _ended(plan: PatrolPlan) -> str:
    if plan.stopped or plan.until is None:
        return f"您在{plan}的巡查（{plan.days}）社区取消了，不用去。"
    return f"您在{plan}的巡查（{plan.days}）到 {plan.until:%Y-%m-%d} 为止，以后不用去。"


def _called(team: Team) -> str:
    return f"“{team}”（{team.community.short_name}）"
