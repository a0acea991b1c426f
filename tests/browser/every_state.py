"""Every page a resident can come to, in every state: empty, wrong, at work, done.

    for state in STATES:
        state.come(visit)          the browser of `visit` now shows it

`make shots` makes a picture of each, the proof in test_every_state.py measures each: one table for both.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils.timezone import localdate
from playwright.sync_api import Page

from accounts.models import User
from accounts.personal import lookup_hash
from cases.models import Case
from cases.terms import State as CaseState
from tests.browser.activity_states import ACTIVITY_STATES
from tests.browser.measures import whole
from tests.browser.shopping import SHOPPING
from tests.browser.volunteering import WAYS
from tests.browser.ways_of_helping import HELPING
from tests.cases.reaching import brought_to
from tests.factories import IN_FIRST_GRID, Town
from volunteers.actions import Done, Joining, approve, issue_proof, record, show_in_ranking
from volunteers.actions import join as volunteer
from volunteers.kinds import Ranked, Work
from volunteers.models import Proof
from worktime import clock

WORDS = "地下室的墙漏水，地上积了一指深的水，老人下楼容易滑倒。"
PHONE = "13812345678"
AT_LEVELS = [
    (CaseState.SUBMITTED, 1), (CaseState.ACCEPTED, 1), (CaseState.DISPATCHED, 2), (CaseState.HANDLING, 3),
    (CaseState.SUSPENDED, 4), (CaseState.CHECKING, 1), (CaseState.REVISIT, 1), (CaseState.CLOSED, 1),
]  # fmt: skip


@dataclass
class Visit:
    """A resident with a telephone. `codes`: the newest code that came as a text."""

    page: Page
    url: str
    town: Town
    photo: Path
    code: Callable[[], str]

    def to(self, path: str) -> Page:
        self.page.goto(self.url + path)
        return self.page

    def taps(self, name: str | re.Pattern[str]) -> None:
        self.page.get_by_role("button", name=name).first.click()
        whole(self.page)


@dataclass(frozen=True)
class Shown:
    name: str
    come: Callable[[Visit], object]


def fills(visit: Visit, words: str = WORDS) -> None:
    visit.page.context.grant_permissions(["geolocation"])
    visit.page.context.set_geolocation({"latitude": IN_FIRST_GRID[0], "longitude": IN_FIRST_GRID[1]})
    visit.to("/report/")
    visit.page.locator("input[type=file]").first.set_input_files(visit.photo)
    visit.taps("用我现在的位置")
    visit.page.get_by_text("位置").first.wait_for()
    visit.page.get_by_label("什么事").fill(words)


def nothing_filled_in(visit: Visit) -> None:
    visit.to("/report/")
    visit.taps("下一步")


def snapped_nothing(visit: Visit) -> None:
    visit.page.context.clear_permissions()  # else it is placed by itself
    visit.to("/snap/")
    visit.taps("发送")


def snapped_nowhere(visit: Visit) -> None:
    visit.page.get_by_label("从相册选").set_input_files([visit.photo] * 3)
    visit.taps("发送")
    visit.page.get_by_text("照片收着呢").wait_for()


def streets(visit: Visit) -> None:
    visit.to("/report/")
    visit.taps("按小区、路名、楼号找")


def placed(visit: Visit) -> None:
    visit.page.get_by_label("写小区、路名或楼号").fill("太平镇社区第1网格")
    visit.page.get_by_role("button", name="找", exact=True).click()
    visit.page.get_by_role("button", name="太平镇社区第1网格").first.click()
    visit.page.get_by_role("button", name="换一个地方").wait_for()


def looked_over(visit: Visit) -> None:
    fills(visit)
    visit.taps("下一步")


def alike(visit: Visit) -> None:
    case = visit.town.accepted(words="地下室漏水，墙皮洇湿")
    assert case.pk
    looked_over(visit)


def urgent(visit: Visit) -> None:
    fills(visit, "楼道里煤气泄漏，味道很大")
    visit.taps("下一步")


def sent(visit: Visit) -> None:
    looked_over(visit)
    visit.taps("发送")


def not_found(visit: Visit) -> None:
    visit.to("/progress/?code=K7QF-2M9X-4TPD")


def case_in(state: CaseState, level: int) -> Callable[[Visit], object]:
    def come(visit: Visit) -> None:
        Case.objects.update(reporter_phone_hash="")  # else the same person's same words are the same case
        visit.to(f"/progress/{brought_to(visit.town, state, level).case.tracking_code}/")

    return come


def newest(visit: Visit) -> Page:
    return visit.to(f"/progress/{Case.objects.latest('pk').tracking_code}/")


def asks_for_code(visit: Visit) -> None:
    visit.to("/me/sign-in/")
    visit.page.get_by_role("textbox", name="手机号").fill(PHONE)
    visit.page.locator("input[name=who]").first.check()
    visit.taps("发验证码")


def without_phone(visit: Visit) -> None:
    visit.to("/me/sign-in/")
    visit.taps("发验证码")


def wrong_code(visit: Visit) -> None:
    visit.page.get_by_label("验证码").fill("000000" if visit.code() != "000000" else "000001")
    visit.taps("登录")


def signed_in(visit: Visit) -> None:
    visit.page.get_by_label("验证码").fill(visit.code())
    visit.taps("登录")


def may_ask_for_a_proof(visit: Visit) -> None:
    at, here = clock.now(), visit.town.places["community"]
    person = User.objects.get(phone_hash=lookup_hash(PHONE))
    said = Done(
        key="proof", person=person, community=here, work=Work.HELP, title="看望独居老人", minutes=90,
        source="tests.something 1", day=localdate(at),
    )  # fmt: skip
    approve(record(said, by=None, at=at), by=visit.town.hat("community"), at=at)
    visit.to("/volunteer/proofs/ask/")


def proof_issued(visit: Visit) -> None:
    issued = issue_proof(Proof.objects.get(), by=visit.town.hat("community"), at=clock.now())
    visit.to(f"/volunteer/proof/{issued.code}/")


def stands_in_the_ranking(visit: Visit) -> None:
    at, person = clock.now(), User.objects.get(phone_hash=lookup_hash(PHONE))
    said = Joining("林志愿", date(1955, 3, 7), visit.town.places["community"])
    show_in_ranking(volunteer(person, said, at=at), Ranked.NAMED, by=person, at=at)
    visit.to("/volunteer/ranking/")


STATES = [
    Shown("home", lambda visit: visit.to("/")),
    Shown("report", lambda visit: visit.to("/report/")),
    Shown("report-wrong", nothing_filled_in),
    Shown("report-filled", fills),
    Shown("snap", lambda visit: visit.to("/snap/")),
    Shown("snap-wrong", snapped_nothing),
    Shown("snap-nowhere", snapped_nowhere),
    Shown("places-none", lambda visit: visit.to("/report/places/?q=没有这条路")),
    Shown("places-found", lambda visit: visit.to("/report/places/?q=太平镇")),
    Shown("places", streets),
    Shown("report-placed", placed),
    Shown("check", looked_over),
    Shown("check-alike", alike),
    Shown("check-urgent", urgent),
    Shown("sent", sent),
    Shown("home-mine", lambda visit: visit.to("/")),
    Shown("find", lambda visit: visit.to("/progress/")),
    Shown("find-wrong", not_found),
    *(Shown(f"progress-{state.name.lower()}", case_in(state, level)) for state, level in AT_LEVELS),
    Shown("sign-in", lambda visit: visit.to("/me/sign-in/")),
    Shown("sign-in-wrong", without_phone),
    Shown("code", asks_for_code),
    Shown("code-wrong", wrong_code),
    Shown("me-empty", signed_in),
    Shown("shop-not-yet", lambda visit: visit.to("/volunteer/shop/")),
    *(Shown(name, come) for name, come in [*WAYS, *SHOPPING]),
    *(Shown(name, come) for name, come in HELPING),
    Shown("proofs-none", lambda visit: visit.to("/volunteer/proofs/")),
    Shown("proofs-ask", may_ask_for_a_proof),
    Shown("proofs-asked", lambda visit: visit.taps("申请")),
    Shown("proof", proof_issued),
    Shown("proof-unknown", lambda visit: visit.to("/volunteer/proof/K7QF2M9X4TPD8HJW/")),
    Shown("proof-look-up", lambda visit: visit.to("/volunteer/proof/?code=K7QF")),
    Shown("proofs", lambda visit: visit.to("/volunteer/proofs/")),
    Shown("ranking", stands_in_the_ranking),
    Shown("rules", lambda visit: visit.to("/volunteer/rules/")),
    *(Shown(name, come) for name, come in ACTIVITY_STATES),
    Shown("leave", lambda visit: visit.to("/me/leave/")),
    Shown("privacy", lambda visit: visit.to("/privacy/")),
    Shown("communities", lambda visit: visit.to("/community/")),
    Shown("community", lambda visit: visit.to("/community/370203022001/")),
    Shown("community-grids", lambda visit: visit.to("/community/370203022001/grids/")),
    Shown("offline", lambda visit: visit.to("/offline/")),
]
