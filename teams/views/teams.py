"""志愿队伍 at the desk: who is in them, what they can do, where."""

from collections.abc import Sequence
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts.door import both
from accounts.models import User
from partyorg.hats import Hat
from teams import actions
from teams.door import organising
from teams.forms import DisbandForm, FoundingForm, JoinForm, PersonForm, SkillsForm, SureForm, TeamForm
from teams.models import Team, TeamMember
from volunteers.asking import Question, ask_at_desk, desk_page, page_of, sent
from volunteers.standing import communities_of

LEAD_AT = {"not_of_here": "lead", "minor": "lead", "team_there": "name"}
PERSON_AT = {"not_of_here": "person", "minor": "person", "in_the_team": "person"}


@require_safe
@organising
def teams(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """The teams of one's communities, of one kind or of all."""
    rows = Team.objects.visible_to(hat).active().with_faces()
    kind = request.GET.get("kind", "")
    if kind in Team.Kind.values:
        rows = rows.filter(kind=kind)
    shown = {"page": page_of(request, rows), "kinds": Team.Kind.choices, "kind": kind}
    return desk_page(request, hat, "teams/teams.html", {"tab": "teams", "cut": "teams", **shown})


@both
@organising
def new_team(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    form = FoundingForm(sent(request), communities=communities_of(hat), today=localdate(at))
    back = reverse("teams:list")
    question = Question("成立志愿队伍", "成立", back, "队伍已经成立，请接着登记队员。", at_field=LEAD_AT)

    def do() -> str:
        return reverse("teams:team", args=[actions.found(form.founding(), by=hat, at=at).pk])

    return ask_at_desk(request, hat, question, form, do)


def team_or_404(pk: int, hat: Hat) -> Team:
    return get_object_or_404(Team.objects.visible_to(hat).with_faces(), pk=pk)


@require_safe
@organising
def team(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found = team_or_404(pk, hat)
    members = found.members.on(localdate(at)).select_related("person__volunteer").prefetch_related("skills")
    shown = {"team": found, "page": page_of(request, members)}
    return desk_page(request, hat, "teams/team.html", {"tab": "teams", "cut": "teams", **shown})


@both
@organising
def change_team(request: HttpRequest, hat: Hat, at: datetime, pk: int, deed: str) -> HttpResponse:
    """What it does, who leads it, who is new in it, its end: each on a page of its own."""
    found = team_or_404(pk, hat)
    back, today, who = reverse("teams:team", args=[pk]), localdate(at), {"community": found.community}
    match deed:
        case "describe":
            described = TeamForm(sent(request), team=found)
            question = Question("修改队伍", "保存", back, "已保存。", about=found.name, at_field=LEAD_AT)
            return ask_at_desk(
                request, hat, question, described,
                lambda: actions.describe(found, **described.cleaned_data, by=hat, at=at),
            )  # fmt: skip
        case "lead":
            chosen = PersonForm(sent(request), **who, today=today)
            question = Question("换队长", "换", back, "队长换好了。", about=found.name, at_field=PERSON_AT)
            return ask_at_desk(
                request, hat, question, chosen, lambda: actions.lead(found, **chosen.cleaned_data, by=hat, at=at)
            )
        case "join":
            return _join(request, hat, at, found, Question("登记队员", "加入", back, "已加入。", about=found.name))
        case "disband":
            ended = DisbandForm(sent(request))
            advice = _given_back("解散", actions.people_in(found), found)
            question = Question(
                "解散队伍", "解散", reverse("teams:list"), "队伍已经解散。", about=found.name, advice=advice
            )
            return ask_at_desk(
                request, hat, question, ended, lambda: actions.disband(found, **ended.cleaned_data, by=hat, at=at)
            )
    raise Http404


def _join(request: HttpRequest, hat: Hat, at: datetime, team: Team, question: Question) -> HttpResponse:
    form = JoinForm(sent(request), community=team.community, today=localdate(at))
    question.at_field.update(PERSON_AT)

    def do() -> None:
        actions.join(team, **form.cleaned_data, by=hat, at=at)

    return ask_at_desk(request, hat, question, form, do)


@both
@organising
def change_member(request: HttpRequest, hat: Hat, at: datetime, pk: int, deed: str) -> HttpResponse:
    seen = TeamMember.objects.filter(team__in=Team.objects.visible_to(hat), until=None)
    member = get_object_or_404(seen.select_related("team__community", "person__volunteer"), pk=pk)
    back = reverse("teams:team", args=[member.team_id])
    about = f"{member.team} · {member.known_name}"
    if deed == "skills":
        form = SkillsForm(sent(request), member=member)
        question = Question("登记特长", "保存", back, "特长已登记。", about=about)
        return ask_at_desk(
            request, hat, question, form, lambda: actions.teach(member, form.cleaned_data["skills"], by=hat, at=at)
        )
    if deed == "leave":
        advice = _given_back("退出", [member.person], member.team)
        question = Question("退出队伍", "退出", back, "已退出。", about=about, advice=advice)
        sure = SureForm(sent(request))
        return ask_at_desk(request, hat, question, sure, lambda: actions.leave(member, by=hat, at=at))
    raise Http404


def _given_back(deed: str, people: Sequence[User], team: Team) -> str:
    """What whoever presses the button ought to know before; "" where there is nothing."""
    number = actions.bookings_in_hand(people, team.community)
    if not number:
        return ""
    whose = "他" if deed == "退出" else "队员"
    return f"{whose}手里还有 {number} 单接了没办的帮办：{deed}以后，别的队里也不能去的，退回等人接单，并告诉预约人。"
