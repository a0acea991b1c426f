from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actions import write_audit
from accounts.models import User
from grids.models import Place
from partyorg.kinds import Role
from partyorg.models import Pairing, Post


def pair(grid: Place, *, guide: Post, secretary: Post, since: date, by: User | None, at: datetime) -> Pairing:
    """搭档: a guide who serves the grid and the secretary of its branch. The pair before them ends that day.

    Raises ValidationError where one of the two does not hold such a post there on that day.
    """
    if not Post.objects.guiding(grid).in_force(since).filter(pk=guide.pk).exists():
        raise ValidationError({"guide": f"{guide.person}那一天不是{grid}的引导员。"})
    if secretary.role != Role.BRANCH_SECRETARY or not (
        Post.objects.in_force(since).filter(pk=secretary.pk, organisation__place=grid).exists()
    ):
        raise ValidationError({"secretary": f"{secretary.person}那一天不是{grid}的支部书记。"})
    with transaction.atomic():
        if Pairing.objects.filter(grid=grid, until=None, since__gt=since).exists():
            raise ValidationError({"since": "现在的搭档比这一天开始得更晚。"})
        Pairing.objects.filter(grid=grid, until=None).update(until=since)
        made = Pairing.objects.create(grid=grid, guide=guide, secretary=secretary, since=since)
        write_audit(action="结成搭档", of=made, by=by, at=at, detail={"grid": grid.code, "since": since.isoformat()})
    return made
