"""审核: what waits, what raised a question, what was appealed; many at once or one by one."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.door import both
from partyorg.hats import Hat
from volunteers import actions
from volunteers.asking import ROWS, Question, ask_at_desk, desk_page, page_of, sent
from volunteers.deciding import hindrance, not_on_own_word
from volunteers.forms.deciding import HeapForm
from volunteers.models import Service
from volunteers.referring import newcomers_of
from volunteers.standing import kept_by
from volunteers.views.door import as_keeper, as_organiser
from volunteers.workflow import State

HEAP = 10_000  # at once, at the desk
NONE = "一条也没有通过：有疑问的要一条一条看，您自己记的由别人审核。"
CUTS = {
    "waiting": ("待审核", Q(state=State.WAITING, held=[])),
    "held": ("有疑问", Q(state=State.WAITING) & ~Q(held=[])),
    "appealed": ("申诉", Q(state=State.APPEALED)),
}


@require_safe
@as_organiser
def review(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """An unknown cut shows what waits. Whoever only calls volunteers together goes on to who they are."""
    if not kept_by(hat):
        return redirect("volunteers:list")
    cut = request.GET.get("show", "")
    cut = cut if cut in CUTS else "waiting"
    undecided = Service.objects.visible_to(hat).undecided()
    counts = undecided.order_by().aggregate(**{name: Count("pk", filter=q) for name, (_, q) in CUTS.items()})
    rows = undecided.filter(CUTS[cut][1]).with_faces().order_by("id")  # who waits longest comes first
    page = page_of(request, rows)
    newcomers = newcomers_of(page)
    shown = {
        "tab": "review", "cut": cut, "page": page,
        "cuts": [(name, label, counts[name]) for name, (label, _) in CUTS.items()],
        "ticked": "all" in request.GET,
        "rows": [(one, not hindrance(one, hat), newcomers.get(one.pk)) for one in page],
    }  # fmt: skip
    return desk_page(request, hat, "volunteers/review.html", shown)


@both
@as_keeper
def approve_heap(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """全部通过, asked once more with how many; what came in meanwhile waits for the next time."""
    waiting = Service.objects.visible_to(hat).filter(CUTS["waiting"][1], not_on_own_word(hat))
    pks = list(waiting.order_by("pk").values_list("pk", flat=True)[:HEAP])
    question = Question(
        title=f"{len(pks)} 条全部通过", button="全部通过", back=reverse("volunteers:review"), done="", tab="review",
        advice="没有疑问的才在这里面，您自己的、您补录的和您收下的捐赠不算，由别人审核。通过后时长和积分马上记给本人。",
    )  # fmt: skip
    form = HeapForm(sent(request), initial={"last": pks[-1] if pks else 0})

    def do() -> None:
        seen = [pk for pk in pks if pk <= form.cleaned_data["last"]]
        _say(request, len(seen), *actions.approve_heap(seen, by=hat, at=at))

    return ask_at_desk(request, hat, question, form, do)


@require_POST
@as_keeper
def approve_all(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """批量通过 of what was ticked; what is held or not theirs to decide is left."""
    ticked = {int(one) for one in request.POST.getlist("record") if one.isdecimal() and len(one) < 19}
    if not ticked:
        messages.warning(request, "请先勾上要通过的记录。")
        return redirect("volunteers:review")
    try:
        seen = Service.objects.visible_to(hat).filter(pk__in=ticked)  # of others it says nothing
        asked = list(seen.order_by("pk").values_list("pk", flat=True)[:ROWS])
        approved, left = actions.approve_all(asked, by=hat, at=at)
    except actions.Refused as refused:
        messages.warning(request, str(refused))
        return redirect("volunteers:review")
    _say(request, len(asked), approved, left)
    return redirect(reverse("volunteers:review"))


def _say(request: HttpRequest, asked: int, approved: int, left: int) -> None:
    over = asked - approved - left  # decided meanwhile, in another tab or by another
    rest = f"还有 {left} 条要一条一条看，您自己记的由别人审核。" if left else ""
    if approved:
        done = f"另外 {over} 条已经有人办了。" if over else ""
        messages.success(request, f"已通过 {approved} 条，时长和积分已经记给本人。{rest}{done}")
        return
    done = f"{'另外' if left else '这'} {over} 条已经有人办了。" if over else ""
    messages.warning(request, f"一条也没有通过：{rest}{done}" if rest or done else NONE)
