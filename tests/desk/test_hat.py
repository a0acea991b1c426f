"""换岗位: who holds several posts has all of them on, or one; the desk shows, offers and writes down what is on."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from cases import actions
from notifications import actions as notifications
from notifications.models import Message
from partyorg.actions import appoint
from partyorg.door import WORN
from partyorg.kinds import Role
from partyorg.models import Post
from tests.desk.conftest import listed, move, page, text
from tests.factories import LONG_AGO, MONDAY, Town

pytestmark = pytest.mark.enough_on("sqlite")

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


@pytest.fixture
def posts(town: Town) -> dict[str, Post]:
    """The community's secretary is also the worker of the grid next door, and keeps the register of the party."""
    person = town.people["community"]
    appoint(person, role=Role.GRID_WORKER, place=town.places["next_grid"], from_date=LONG_AGO, by=None, at=MONDAY)
    appoint(
        person, role=Role.PARTY_OFFICER, organisation=town.units["community_unit"], from_date=LONG_AGO, by=None,
        at=MONDAY,
    )  # fmt: skip
    return {post.role: post for post in Post.objects.filter(person=person)}


def wear(client: Client, post: Post | str) -> Any:
    return client.post("/desk/hat/", {"post": post if isinstance(post, str) else post.pk}, follow=True)


def counts(client: Client) -> dict[str, int]:
    return {queue.label: count for queue, count in client.get("/desk/?q=all").context["queues"]}


def test_all_posts_are_on_until_one_is_chosen_and_every_page_says_which(town: Town, posts: dict[str, Post]) -> None:
    client = town.client("community")
    assert "全部岗位（3）" in text(client.get("/desk/"))
    assert "现在的岗位：太平镇社区第2网格·网格员。" in text(wear(client, posts["GRID_WORKER"]))
    for address in ("/desk/", "/desk/report/", "/desk/figures/", "/desk/rules/", "/desk/messages/"):
        assert "<summary><span>太平镇社区第2网格·网格员</span>" in text(client.get(address)), address
    wear(client, "")
    assert "<summary><span>全部岗位（3）</span>" in text(client.get("/desk/"))


def test_who_holds_one_post_has_nothing_to_choose(town: Town) -> None:
    assert 'action="/desk/hat/"' not in text(town.client("secretary").get("/desk/"))


def test_queues_and_buttons_are_those_of_the_post_that_is_on(town: Town, posts: dict[str, Post]) -> None:
    case = town.handled_by(2, words="社区在办")
    client = town.client("community")
    assert counts(client)["处置中"] == 1
    assert "finish" in {button.event for button in client.get(page(case)).context["buttons"]}
    wear(client, posts["GRID_WORKER"])
    assert counts(client)["处置中"] == 0
    assert listed(client.get("/desk/?q=open")) == []
    assert client.get(page(case)).status_code == 404
    wear(client, posts["COMMUNITY_SECRETARY"])
    assert listed(client.get("/desk/?q=handling")) == ["社区在办"]


def test_each_event_keeps_the_post_that_gave_the_right(town: Town, posts: dict[str, Post]) -> None:
    client = town.client("community")
    case = town.handled_by(2)
    wear(client, posts["COMMUNITY_SECRETARY"])
    move(client, case, "finish", result="修好了")
    assert case.events.get(kind="finish").post == posts["COMMUNITY_SECRETARY"]
    checked = actions.finish(town.handling(words="第一网格的"), result="好了", by=town.hat("worker"), at=MONDAY)
    wear(client, posts["GRID_WORKER"])
    move(client, checked, "check_pass", on_site="on")
    event = checked.events.get(kind="check_pass")
    assert (event.by, event.post) == (town.people["community"], posts["GRID_WORKER"])


def test_a_strangers_post_is_not_there_and_what_is_on_stays_on(town: Town, posts: dict[str, Post]) -> None:
    client = town.client("community")
    wear(client, posts["GRID_WORKER"])
    assert wear(client, Post.objects.get(person=town.people["street"])).status_code == 404
    assert client.session[WORN] == posts["GRID_WORKER"].pk


def test_a_post_that_has_ended_falls_back_to_all(town: Town, posts: dict[str, Post]) -> None:
    client = town.client("community")
    wear(client, posts["GRID_WORKER"])
    Post.objects.filter(pk=posts["GRID_WORKER"].pk).update(to_date=(MONDAY - timedelta(days=1)).date())
    assert "<summary><span>全部岗位（2）</span>" in text(client.get("/desk/"))


@pytest.mark.parametrize("said", [{"post": "x"}, {"post": "0"}, {"post": "9" * 30}, {"post": "全部"}, {}])
def test_nonsense_puts_nothing_else_on(town: Town, posts: dict[str, Post], said: dict[str, str]) -> None:
    client = town.client("community")
    wear(client, posts["GRID_WORKER"])
    assert client.post("/desk/hat/", said).status_code == 404
    assert client.session[WORN] == posts["GRID_WORKER"].pk


def test_the_wrong_method_and_nobody(town: Town, client: Client) -> None:
    assert town.client("secretary").get("/desk/hat/").status_code == 405
    assert client.post("/desk/hat/", {"post": "1"})["Location"] == "/desk/sign-in/?next=/desk/hat/"


def test_what_another_post_sees_is_one_button_away(town: Town, posts: dict[str, Post]) -> None:
    client, case = town.client("community"), town.handled_by(2)
    wear(client, posts["GRID_WORKER"])
    address = page(case) + "?from=letter"
    gone = client.get(address)
    assert gone.status_code == 404
    assert "您现在的岗位是“太平镇社区第2网格·网格员”" in text(gone)
    assert f'name="next" value="{address}"' in text(gone)
    opened = client.post("/desk/hat/", {"post": "", "next": address}, follow=True)
    assert opened.redirect_chain == [(address, 302)]
    assert opened.status_code == 200
    nowhere = text(client.post("/desk/hat/", {"post": "", "next": "/desk/cases/370203-20261116-999999/"}, follow=True))
    assert "现在的岗位：全部岗位。" in nowhere
    assert "换成全部岗位再打开" not in nowhere
    wear(client, posts["GRID_WORKER"])
    assert "换成全部岗位再打开" not in text(client.get("/desk/no-such-address/"))


@pytest.mark.parametrize("address", ["/desk/shop/", "/desk/volunteers/paper/?from=letter"])
def test_what_is_another_posts_to_do_is_one_button_away_too(town: Town, posts: dict[str, Post], address: str) -> None:
    client = town.client("community")
    wear(client, posts["GRID_WORKER"])
    refused = client.get(address)
    assert (refused.status_code, f'name="next" value="{address}"' in text(refused)) == (403, True)
    assert client.post("/desk/hat/", {"post": "", "next": address}, follow=True).status_code == 200
    assert "换成全部岗位再打开" not in text(town.client("worker").get("/desk/shop/"))


@pytest.mark.parametrize("onward", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
def test_the_button_leads_to_no_other_site(town: Town, posts: dict[str, Post], onward: str) -> None:
    client = town.client("community")
    wear(client, posts["GRID_WORKER"])
    assert client.post("/desk/hat/", {"post": "", "next": onward})["Location"] == "/desk/"


def test_a_page_of_the_board_that_is_not_there_leads_back_to_the_desk(town: Town) -> None:
    gone = town.client("secretary").get("/board/scores/999999/")
    assert gone.status_code == 404
    assert "回处置台" in text(gone)


# --- two tabs ---------------------------------------------------------------------------------------------------------


def worn_in(answer: Any) -> set[str]:
    return set(re.findall(r'name="worn" value="(\w+)"', answer.content.decode()))


def test_a_form_is_done_with_the_post_that_it_was_opened_with(town: Town, posts: dict[str, Post]) -> None:
    client, case = town.client("community"), town.handled_by(2)
    wear(client, posts["COMMUNITY_SECRETARY"])
    opened = client.get(page(case) + "finish/")
    assert worn_in(opened) == {str(posts["COMMUNITY_SECRETARY"].pk)}
    wear(client, posts["GRID_WORKER"])  # in the other tab
    sent = {"result": "修好了", "version": case.version, "worn": posts["COMMUNITY_SECRETARY"].pk}
    answer = client.post(page(case) + "finish/", sent, follow=True)
    assert answer.redirect_chain == [(page(case), 303)]
    assert "打开的，已经换回这个岗位" in text(answer)
    assert case.events.get(kind="finish").post == posts["COMMUNITY_SECRETARY"]
    assert client.session[WORN] == posts["COMMUNITY_SECRETARY"].pk


def test_what_was_typed_is_there_again_with_the_post_that_it_was_typed_for(town: Town, posts: dict[str, Post]) -> None:
    client = town.client("community")
    assert worn_in(client.get("/desk/report/")) == {"all"}
    wear(client, posts["PARTY_OFFICER"])  # which may take down nothing
    assert client.get("/desk/report/").status_code == 403
    answer = client.post("/desk/report/", {"worn": "all", "words": "楼道灯坏了", "address": ""})
    assert answer.status_code == 422
    assert "楼道灯坏了" in text(answer)
    assert worn_in(answer) == {"all"}
    assert "<summary><span>全部岗位（3）</span>" in text(answer)


def test_what_is_asked_beside_a_form_changes_nothing(town: Town, posts: dict[str, Post]) -> None:
    client = town.client("community")
    wear(client, posts["PARTY_OFFICER"])
    asked = client.post("/desk/report/beside/", {"worn": "all", "words": "楼道灯"}, headers={"HX-Request": "true"})
    assert asked.status_code == 200
    assert client.session[WORN] == posts["PARTY_OFFICER"].pk


@pytest.mark.parametrize("whose", ["street", "ended"])
def test_a_form_with_a_post_that_is_not_ones_own_is_done_with_what_is_on(
    town: Town, posts: dict[str, Post], whose: str
) -> None:
    client, case = town.client("community"), town.handled_by(2)
    wear(client, posts["GRID_WORKER"])
    forged = Post.objects.filter(person=town.people["street"]).first() or posts["PARTY_OFFICER"]
    if whose == "ended":
        forged = posts["COMMUNITY_SECRETARY"]
        Post.objects.filter(pk=forged.pk).update(to_date=(MONDAY - timedelta(days=1)).date())
    sent = {"result": "修好了", "version": case.version, "worn": forged.pk}
    gone = client.post(page(case) + "finish/", sent)
    assert gone.status_code == 404  # the grid next door does not see it
    assert "打开这张表时的岗位已经不在任" in text(gone)
    assert client.session[WORN] == posts["GRID_WORKER"].pk


def test_every_form_of_the_desk_says_with_which_post_it_was_opened() -> None:
    without = {
        "desk/base.html",
        "desk/way_out.html",
        "desk/hat.html",
        "desk/no_post.html",
        "checkins/alone.html",
    }  # signing out, hats
    bare = [
        str(path.relative_to(TEMPLATES))
        for path in TEMPLATES.glob("*/*.html")
        if path.parent.name not in ("accounts", "resident", "admin")
        and len(re.findall(r"{% csrf_token %}(?!{% include \"desk/worn.html\" %})", path.read_text())) > 0
    ]
    assert set(bare) == without


def test_what_is_said_to_another_post_is_opened_when_that_is_on(town: Town, posts: dict[str, Post]) -> None:
    town.handled_by(2)
    notifications.announce(at=MONDAY)
    client = town.client("community")
    message = Message.objects.filter(recipient=town.people["community"], catching_up=None).latest("id")
    wear(client, posts["GRID_WORKER"])
    assert "这件事归您的另一个岗位看" in text(client.get(f"/desk/messages/{message.pk}/", follow=True))
    wear(client, "")
    assert client.get(f"/desk/messages/{message.pk}/", follow=True).status_code == 200


# --- offices ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "says"),
    [
        ("party_officer", "党员登记"),
        ("system_admin", "时限"),
        ("security_admin", "权限"),
        ("audit_admin", "审计"),
    ],
)
def test_who_holds_an_office_alone_reads_what_it_is_for_and_where_to_go(town: Town, who: str, says: str) -> None:
    shown = text(town.client(who).get("/desk/"))
    assert says in shown
    assert "不办案件" in shown
    assert "待签收" not in shown
    for address in ("/desk/messages/", "/desk/rules/", "/report/"):
        assert f'href="{address}"' in shown


def test_with_an_office_on_among_posts_the_way_back_is_said(town: Town, posts: dict[str, Post]) -> None:
    client = town.client("community")
    assert "您还有别的岗位，在右上角换" in text(wear(client, posts["PARTY_OFFICER"]))


def test_what_an_office_holder_reported_is_still_to_be_found(town: Town) -> None:
    town.reported("我自己看见的", by=town.hat("party_officer"))
    assert listed(town.client("party_officer").get("/desk/?q=open")) == ["我自己看见的"]
