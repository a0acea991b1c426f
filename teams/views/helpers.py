"""帮办 on a telephone: a helper booked by what they can do; for those in a team, what they could take."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts.door import as_resident, both
from accounts.models import User
from accounts.pageform import PageForm
from teams import actions, helping
from teams.forms import BookingForm, CommunityForm, ConfirmForm, DisputeForm, DoneForm, SurePageForm
from teams.models import Booking, Station
from teams.workflow import MOVES, OPEN, Deed, Part, State, deeds_of
from volunteers.asking import Question, ask_resident, page_of, sent
from worktime import clock

AT_FIELD = {
    "help_needed": "help", "not_served": "grid", "nobody_can": "skill", "day_passed": "wanted_on",
    "day_too_far": "wanted_on", "part_over": "part",
}  # fmt: skip
DONE = {
    Deed.TAKE: "接单了，地址和电话在下面。",
    Deed.GIVE_BACK: "已退回，别的队员可以接。",
    Deed.SAY_DONE: "记下了，等对方确认。",
    Deed.CONFIRM: "谢谢您。队员的时长已经报给社区。",
    Deed.DISPUTE: "记下了，队员看到以后会重新报；社区也看得到。",
    Deed.CANCEL: "预约取消了。",
}
DEEDS: dict[Deed, Callable[..., Booking]] = {
    Deed.TAKE: actions.take,
    Deed.GIVE_BACK: actions.give_back,
    Deed.SAY_DONE: actions.say_done,
    Deed.CONFIRM: actions.confirm,
    Deed.DISPUTE: actions.dispute,
    Deed.CANCEL: actions.cancel,
}
ONCE = (Deed.TAKE, Deed.GIVE_BACK, Deed.CONFIRM, Deed.CANCEL)  # a second tap of one's own is told that it is done
LETS_GO = (Deed.GIVE_BACK, Deed.CANCEL)  # after which its page is not theirs, or says nothing more
ADVICE = {
    Deed.TAKE: "接单以后您会看到地址和电话，请先打个电话再上门。",
    Deed.GIVE_BACK: "退回以后，别的队员可以接。",
    Deed.SAY_DONE: "写真实的时间；对方确认以后报给社区。",
    Deed.DISPUTE: "写上对的分钟数，或者一句话。队员重新报时长，您再确认。",
    Deed.CANCEL: "取消以后没有人上门。",
}


@require_safe
@as_resident
def home(request: HttpRequest, person: User) -> HttpResponse:
    """What is mine and not done yet, what I could take, the stations of my community; below, what is over."""
    form = CommunityForm(request.GET or None, communities=helping.communities())
    chosen = form.cleaned_data["community"] if form.is_bound and form.is_valid() else helping.community_of(person)
    stations = Station.objects.active().filter(community=chosen).prefetch_related("grids") if chosen else []
    mine, at = Booking.objects.with_faces(), clock.now()
    context = {
        "person": person, "form": form, "community": chosen, "stations": stations,
        "asked": mine.open().filter(person=person).order_by("wanted_on", "id"),
        "bookings": page_of(request, mine.filter(person=person).exclude(state__in=OPEN)),
        "taken": mine.open().filter(helper=person)[:20],
        "waiting": mine.for_helper(person, at)[:20], "kept_back": helping.is_kept_back(person, localdate(at)),
    }  # fmt: skip
    return render(request, "teams/resident/home.html", context)


@both
@as_resident
def book(request: HttpRequest, person: User, pk: int) -> HttpResponse:
    community, today = get_object_or_404(helping.served(), pk=pk), localdate(clock.now())
    skills, grids = helping.skills_of(community, today), helping.grids_of(community)
    if not skills:
        return render(request, "teams/resident/nobody.html", {"community": community})
    last = Booking.objects.filter(person=person, grid__in=grids).first()
    form = BookingForm(sent(request), grids=grids, skills=skills, at_grid=last.grid_id if last else None, today=today)
    question = Question(
        "约人帮办", "约", reverse("helpers:home"), "约好了。有人接单，这里会写明。", about=community.short_name,
        advice="免费。接单的人会先打您登录用的手机号，再上门。", at_field=AT_FIELD,
    )  # fmt: skip

    def do() -> str:
        return reverse("helpers:booking", args=[actions.book(form.wanted(), by=person, at=clock.now()).pk])

    return ask_resident(request, question, form, do)


def booking_or_404(pk: int, person: User, taken: bool = False) -> tuple[Booking, Part]:
    """One's own, one's to go to, or one that one could take (`taken`: or could have taken); else it is not there."""
    found = get_object_or_404(Booking.objects.with_faces(), pk=pk)
    parts = actions.parts_of(found, person, localdate(clock.now()))
    part = next(iter(parts), None)
    if part is None or (part == Part.TEAM and found.state != State.ASKED and not (taken and found.state in OPEN)):
        raise Http404
    return found, part


@require_safe
@as_resident
def booking(request: HttpRequest, person: User, pk: int) -> HttpResponse:
    found, part = booking_or_404(pk, person)
    at = clock.now()
    now = found.stand(at)
    deeds = [(deed.lower(), _label(deed, found)) for deed in deeds_of(part, now)]
    goes = part == Part.HELPER and found.state == State.TAKEN
    shown = {
        "booking": found, "deeds": deeds, "own": part == Part.BOOKER, "goes": goes, "begun": now.begun,
        "is_late": found.is_late(at),
    }  # fmt: skip
    return render(request, "teams/resident/booking.html", shown)


@both
@as_resident
def step(request: HttpRequest, person: User, pk: int, deed: str) -> HttpResponse:
    asked = next((one for one in DEEDS if one.lower() == deed), None)
    posted, home, back = request.method == "POST", reverse("helpers:home"), reverse("helpers:booking", args=[pk])
    if posted and asked in ONCE and helping.was_just_done(pk, asked, person):
        messages.success(request, DONE[asked])
        return redirect(home if asked in LETS_GO else back)
    found, part = booking_or_404(pk, person, taken=posted and asked == Deed.TAKE)
    if asked is None or MOVES[asked].who != part:
        raise Http404
    if part == Part.TEAM and found.state != State.ASKED:  # somebody was quicker, and it is no page of theirs any more
        back = home
    form = _form(asked, request, found)
    question = Question(
        _label(asked, found),
        asked.label,
        back,
        DONE[asked],
        about=f"{found} · {found.when}",
        advice=_advice(asked, found),
    )

    def do() -> str:
        said = {"by": person, "at": clock.now(), **form.cleaned_data}
        DEEDS[asked](found, **said)
        return home if asked in LETS_GO else back

    return ask_resident(request, question, form, do)


def _form(deed: Deed, request: HttpRequest, booking: Booking) -> PageForm:
    form = {Deed.SAY_DONE: DoneForm, Deed.CONFIRM: ConfirmForm, Deed.DISPUTE: DisputeForm}.get(deed, SurePageForm)
    return form(sent(request), initial={"minutes": booking.minutes})


def _label(deed: Deed, booking: Booking) -> str:
    return "重新报时长" if deed == Deed.SAY_DONE and booking.has_word else deed.label


def _advice(deed: Deed, booking: Booking) -> str:
    if deed == Deed.CONFIRM:
        return f"队员说做了 {booking.minutes} 分钟。对的话请确认；不对请返回，按“不对”。"
    return ADVICE[deed]
