"""巡查 in the demo's home community: the grid's worker on duty, a volunteer in the evening, a week of rounds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from io import BytesIO

from django.utils.timezone import localdate
from PIL import Image, ImageDraw

from accounts.models import User
from cases.photos import CleanPhoto
from governance.demo.checkins import Home
from grids.models import Place
from partyorg.hats import Hat, hat_of
from partyorg.kinds import Role
from partyorg.models import Post
from patrols import actions
from patrols.actions import Found, Planned
from patrols.kinds import Outcome
from patrols.models import CheckItem, PatrolPlan
from volunteers.models import Volunteer

ITEMS = ["车辆乱停", "私接电线", "杂乱无章", "堵塞消防通道"]
SIZE = (480, 320)


def add_patrols(*, at: datetime) -> None:
    """By the real actions: who walks, what was stopped on the spot, with a picture."""
    home = Home.of(at)
    items = list(CheckItem.objects.filter(name__in=ITEMS))
    worker = Post.objects.filter(role=Role.GRID_WORKER, place=home.grids[0]).select_related("person")[0].person
    neighbour = Volunteer.objects.filter(community=home.place).select_related("person").order_by("id")[0].person
    on_duty = _plan(home, home.grids[0], worker, items, at)
    free = _plan(home, home.grids[1 % len(home.grids)], neighbour, items[:3], at)
    for days in (3, 2, 1):
        _walk(on_duty, hat_of(worker, at), items[days % len(items)], at - timedelta(days=days))
    _walk(free, Hat(person=neighbour), items[0], at - timedelta(days=1, hours=2))


def _plan(home: Home, grid: Place, person: User, items: Sequence[CheckItem], at: datetime) -> PatrolPlan:
    since = localdate(at - timedelta(days=14))
    return actions.plan(Planned(grid, person, items, "1234567", since), by=home.keeper, at=at - timedelta(days=14))


def _walk(plan: PatrolPlan, by: Hat, item: CheckItem, at: datetime) -> None:
    patrol = actions.start(plan, by=by, at=at - timedelta(minutes=40))
    found = Found(item, Outcome.STOPPED, "当场劝离，已经恢复原样", "2号楼东侧", photos=[drawn(patrol.number)])
    actions.find(patrol, found, by=by, at=at - timedelta(minutes=20))
    actions.finish(patrol, by=by, at=at)


def drawn(words: str) -> CleanPhoto:
    """Drawn, no photograph: each another one, since the same picture twice would be held."""
    image = Image.new("RGB", SIZE, "#c9d3de")
    ImageDraw.Draw(image).text((24, 24), words, fill="#44515f")
    written = BytesIO()
    image.save(written, "JPEG")
    return CleanPhoto(written.getvalue(), *SIZE)
