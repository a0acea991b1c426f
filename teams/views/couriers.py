"""四员 and dynamic grid workers: who covers which grid, who holds what, and what their reports speak for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts.door import both
from cases.models import Case
from grids.models import Place
from partyorg.hats import Hat
from partyorg.kinds import Role
from partyorg.models import Post
from teams import actions
from teams.door import organising
from teams.forms import CourierPostForm, SureForm
from teams.fourposts import FourPost, suggested
from teams.models import CourierPost, Team, couriers_of
from volunteers.asking import Question, ask_at_desk, desk_page, page_of, sent
from volunteers.standing import communities_of

NEWEST = 20  # reports of one courier
TABS = {"tab": "teams", "cut": "couriers"}


@dataclass(frozen=True, slots=True)
class Spoken:
    """A report, the post for which it speaks, and whether its reporter holds that post."""

    case: Case
    post: FourPost | None
    held: bool


@require_safe
@organising
def couriers(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    today = localdate(at)
    held = CourierPost.objects.visible_to(hat).open()
    walked = Post.objects.in_force(today).filter(role=Role.DYNAMIC_WORKER).select_related("place")
    people = couriers_of(hat, today).prefetch_related(
        Prefetch("courier_posts", held, to_attr="held"), Prefetch("posts", walked, to_attr="walked")
    )
    return desk_page(request, hat, "teams/couriers.html", {**TABS, "page": page_of(request, people)})


@require_safe
@organising
def courier(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """Their posts, and their newest reports with what each speaks for; of nobody who stayed unnamed."""
    person = get_object_or_404(couriers_of(hat, localdate(at)), pk=pk)
    held = list(CourierPost.objects.visible_to(hat).open().filter(person=person).select_related("community"))
    kinds = {post.kind for post in held}
    named = Case.objects.visible_to(hat).filter(reporter=person, anonymous=False, confidential=False)
    cases = named.select_related("category__parent", "place").order_by("-id")[:NEWEST]
    shown = {"person": person, "held": held, "reports": [_spoken(case, kinds) for case in cases]}
    return desk_page(request, hat, "teams/courier.html", {**TABS, **shown})


def _spoken(case: Case, kinds: set[str]) -> Spoken:
    category = case.category
    above = category.parent.code if category and category.parent else ""
    post = suggested(purpose=case.purpose, category=category.code if category else "", above=above)
    return Spoken(case, post, post in kinds)


@both
@organising
def give_post(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    person = couriers_of(hat, localdate(at)).filter(pk=_number(request.GET.get("person"))).first()
    asked = {"person": person.name if person else "", "kind": request.GET.get("kind", "")}
    form = CourierPostForm(sent(request), communities=communities_of(hat), today=localdate(at), asked=asked)
    question = Question(
        "任命四员", "任命", reverse("teams:couriers"), "任命好了。", 
        advice="由骑手和快递员担任：本社区的动态网格员，或者骑手快递员队的人。一个人可以担任几种。",
        at_field={"not_of_here": "person", "minor": "person", "no_courier": "person"},
    )  # fmt: skip

    def do() -> str:
        post = actions.give_post(**form.cleaned_data, by=hat, at=at)
        return reverse("teams:courier", args=[post.person_id])

    return ask_at_desk(request, hat, question, form, do)


@both
@organising
def end_post(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    seen = CourierPost.objects.visible_to(hat).open().select_related("community", "person")
    post = get_object_or_404(seen, pk=pk)
    question = Question("免去四员", "免去", reverse("teams:couriers"), "已免去。", about=f"{post.person} · {post}")
    sure = SureForm(sent(request))
    return ask_at_desk(request, hat, question, sure, lambda: actions.end_post(post, by=hat, at=at))


@require_safe
@organising
def coverage(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """业态服务区域 × 社区网格: of each grid, the dynamic workers who cover it today and the couriers' teams."""
    communities = communities_of(hat)
    grids = Place.objects.not_closed().grids().filter(parent__in=communities).order_by("tree_id", "lft")
    page = page_of(request, grids)
    workers, teams = _workers(page.object_list, at), _teams(communities)
    rows = [(grid, workers[grid.pk], teams[grid.pk] + teams[-(grid.parent_id or 0)]) for grid in page]
    return desk_page(request, hat, "teams/coverage.html", {**TABS, "page": page, "rows": rows})


def _workers(grids: Iterable[Place], at: datetime) -> dict[int, list[Post]]:
    found: dict[int, list[Post]] = defaultdict(list)
    posts = Post.objects.in_force(localdate(at)).filter(role=Role.DYNAMIC_WORKER, place__in=grids)
    for post in posts.select_related("person").prefetch_related("rounds"):
        found[post.place_id or 0].append(post)
    return found


def _teams(communities: list[Place]) -> dict[int, list[Team]]:
    """By grid; those that serve the whole community by the community's number, negative."""
    found: dict[int, list[Team]] = defaultdict(list)
    teams = Team.objects.active().filter(kind=Team.Kind.COURIERS, community__in=communities)
    for team in teams.prefetch_related("grids"):
        for number in [grid.pk for grid in team.grids.all()] or [-team.community_id]:
            found[number].append(team)
    return found


def _number(sent: str | None) -> int:
    return int(sent) if sent and sent.isascii() and sent.isdecimal() and len(sent) < 19 else 0
