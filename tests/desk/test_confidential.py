"""A hidden reporter is found nowhere that a host or an assisting unit can reach: no page, picture, message, log.

Each form of the desk is used once on a matter of somebody who asked to stay unnamed, with an account, a name, a phone,
residents they speak for and somebody who follows. Then those who host, assist or were invited look everywhere.
"""

from __future__ import annotations

import base64
import json
import logging
from collections.abc import Iterable, Iterator
from datetime import timedelta
from io import BytesIO
from typing import Any
from urllib.parse import quote, unquote

import pytest
import time_machine
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from PIL import Image

from accounts.models import User
from accounts.personal import lookup_hash, masked_name, masked_phone
from cases import actions
from cases.actions import Represented
from cases.models import Case, SetAside
from cases.terms import Channel
from notifications import actions as notifications
from notifications.models import Message
from partyorg.hats import Hat
from tests.desk.conftest import jpeg, listed, page, rule, text
from tests.desk.every_move import SCENES, signed, with_minutes
from tests.desk.leaks import crawl, heard, leaks
from tests.factories import IN_FIRST_GRID, MONDAY, Town

LOOKING = {"housing": 5, "finance": 2, "station": 2}  # how many pages of each sort they read, beside every case's own
AFTER_AN_OUTAGE = MONDAY + timedelta(days=5)

# How what belongs to somebody begins, here and nowhere else; of a phone what is left when it is masked, too.
NAME, ACCOUNT, LOGIN, PHONE = "鬯", "彧", "quiet-resident", "1391234"
SPOKEN_FOR, THEIR_PHONE, FOLLOWING, ITS_PHONE = "黹", "1371234", "黻", "1361234"
PLAIN = [NAME, ACCOUNT, LOGIN, PHONE, SPOKEN_FOR, THEIR_PHONE, FOLLOWING, ITS_PHONE]
MARKS = [*PLAIN, "139****", "137****", "136****"]
IMPOSSIBLE = {"contacted": "can_be_reached", "merge": "not_confidential"}  # with a matter that is confidential
START = [
    "/desk/", "/desk/?q=open", "/desk/?q=open&narrow=1", "/desk/?q=closed", "/desk/rules/", "/desk/figures/?days=365",
    "/desk/messages/", "/desk/tasks/", "/", "/report/", "/progress/", "/healthz", "/admin/", "/admin/cases/",
    "/desk/nowhere/",
]  # fmt: skip


def said_by(number: int, **kept: bool) -> dict[str, Any]:
    """What the report of the so-manyeth resident holds; each is somebody else."""
    account = User.objects.create_user(f"{LOGIN}-{number}", name=f"{ACCOUNT}{number}")
    represented = [Represented(f"{SPOKEN_FOR}{number}", f"{THEIR_PHONE}{number:04}")]
    said = {"name": f"{NAME}{number}", "phone": f"{PHONE}{number:04}", "represented": represented}
    return {"by": Hat(person=account), **said, **kept}


def followed(case: Case) -> Case:
    case.followers.create(name=f"{FOLLOWING}{case.pk}", phone=f"{ITS_PHONE}{case.pk:04}")
    return case


def live_through(town: Town, monday: time_machine.Traveller, names: Iterable[str], **kept: bool) -> list[Case]:
    """A case for each of these forms, which is then sent; people are told meanwhile, and late, after an outage."""
    cases = []
    for number, name in enumerate(names):
        scene = SCENES[name]
        case = followed(scene.case(town, **said_by(number, **kept)))
        monday.move_to(scene.at)
        answer = town.client(scene.who).post(page(case, name), scene.filled(town, case))
        expected = IMPOSSIBLE.get(name)
        assert (rule(answer) == expected) if expected else answer.status_code == 303, f"{name}: {text(answer)}"
        cases.append(case)
    notifications.announce(at=MONDAY)
    monday.move_to(AFTER_AN_OUTAGE)
    assert actions.sweep(at=AFTER_AN_OUTAGE).set_aside == 0
    notifications.announce(at=AFTER_AN_OUTAGE)
    notifications.deliver(at=AFTER_AN_OUTAGE)
    return cases


def secrets_of(cases: Iterable[Case]) -> list[str]:
    """Also the codes, which open a case to whoever has one, and the hashes by which a number may be tried out."""
    codes = [case.tracking_code.replace("-", "") for case in cases]
    return [*MARKS, *codes, *(case.reporter_phone_hash for case in cases if case.reporter_phone_hash)]


def looked_everywhere(town: Town, who: str, cases: Iterable[Case]) -> Iterator[tuple[str, str]]:
    """(where, what was heard): by links from every beginning, and from every form sent empty, late or by force."""
    client = town.client(who)
    yield from crawl(client, [*START, *(page(case) for case in cases)], each=LOOKING[who]).items()
    for case in cases:
        for event in ("finish", "return"):
            yield f"{event} sent to {case.number}", heard(client.post(page(case, event), {"version": "0"}))
    told = Message.objects.filter(recipient=town.people[who]).values_list("text", flat=True)
    yield "messages", "\n".join(told)


def found_by(town: Town, who: str, cases: list[Case]) -> dict[str, set[str]]:
    secrets = secrets_of(cases)
    everywhere = looked_everywhere(town, who, cases)
    return {where: seen for where, words in everywhere if (seen := leaks(words, secrets))}


@pytest.fixture(autouse=True)
def sms_log(settings: Any, tmp_path: Any) -> None:
    settings.SMS_LOG = tmp_path / "sms.log"


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """Everything that any logger has to say."""
    caplog.set_level(logging.DEBUG)
    for name in list(logging.root.manager.loggerDict):
        caplog.set_level(logging.DEBUG, logger=name)
    return caplog


@pytest.mark.parametrize("names", [list(SCENES)[start::4] for start in range(4)], ids=lambda names: names[0])
@pytest.mark.proof
def test_a_confidential_reporter_is_found_nowhere(
    town: Town, monday: time_machine.Traveller, settings: Any, logged: pytest.LogCaptureFixture, names: list[str]
) -> None:
    cases = live_through(town, monday, names, confidential=True)
    for who in LOOKING:
        assert found_by(town, who, cases) == {}, who
    assert leaks(settings.SMS_LOG.read_text(encoding="utf8"), PLAIN) == set()
    assert leaks(logged.text, MARKS) == set()
    assert kept_in_plain_words() == {}


@pytest.mark.enough_on("sqlite")
def test_an_anonymous_reporter_is_found_nowhere(
    town: Town, monday: time_machine.Traveller, logged: pytest.LogCaptureFixture
) -> None:
    cases = live_through(town, monday, ["ruling", "finish", "check_fail", "reopen", "added"], anonymous=True)
    for who in LOOKING:
        assert found_by(town, who, cases) == {}, who
    assert leaks(logged.text, MARKS) == set()
    assert kept_in_plain_words() == {}
    assert not any(case.reporter_id or case.reporter_name or case.reporter_phone for case in cases)


def test_whoever_hides_nothing_is_found_masked_so_the_search_does_search(
    town: Town, monday: time_machine.Traveller
) -> None:
    [case] = live_through(town, monday, ["finish"])
    found = found_by(town, "housing", [case])
    assert {NAME, "139****"} <= found[page(case)]
    assert found[f"/desk/?case={case.number}"] >= {NAME, "139****"}


@pytest.mark.parametrize(
    "spelt",
    [
        f"{NAME}某 {PHONE}0001", masked_name(f"{NAME}某"), quote(f"{NAME}某"), json.dumps(f"{NAME}某"),
        f"&#{ord(NAME)};某", base64.b64encode(f"诉求人是{NAME}某".encode()).decode(),
        f"eyJ{base64.urlsafe_b64encode(NAME.encode() * 9).decode()}"[3:],
        f"/verify/{base64.urlsafe_b64encode(f'{NAME}某某某'.encode()).decode()}/",
    ],
)  # fmt: skip
def test_a_name_is_known_in_every_spelling(spelt: str) -> None:
    assert NAME in leaks(f'<a title="{spelt}">', MARKS)


@pytest.mark.parametrize("spelt", [f"{PHONE}0001", "139 1234 0001", "139-1234-0001", masked_phone(f"{PHONE}0001")])
def test_so_is_a_number(spelt: str) -> None:
    assert leaks(f"<b>{spelt}</b>", MARKS)


def test_chance_is_not_a_name() -> None:
    token = base64.b64encode(b"\xff\x07" + NAME.encode() + b"\x80\xc3").decode()
    assert leaks(f'<input name="csrfmiddlewaretoken" value="{token}">', MARKS) == set()


def kept_in_plain_words() -> dict[str, set[str]]:
    """By table: in none but that of accounts does it say who somebody is, not in what is noted of an error either."""
    found = {}
    for model in apps.get_models():
        if model is not User:
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
                found[model._meta.db_table] = leaks(str(cursor.fetchall()), MARKS)
    return {table: seen for table, seen in found.items() if seen}


@pytest.mark.parametrize("kept", ["confidential", "anonymous"])
def test_no_question_put_to_the_search_gives_a_hidden_reporter_away(town: Town, kept: str) -> None:
    said = said_by(7, **{kept: True})
    case = followed(signed(town, **said))
    needles = [
        said["name"], said["phone"], masked_phone(said["phone"]), f"{LOGIN}-7", f"{ACCOUNT}7", f"{SPOKEN_FOR}7",
        f"{THEIR_PHONE}0007", f"{ITS_PHONE}{case.pk:04}", case.tracking_code, lookup_hash(said["phone"]),
    ]  # fmt: skip
    for who in ("housing", "finance"):
        client = town.client(who)
        assert listed(client.get("/desk/", {"words": case.number})) == [case.title]
        nothing = text(client.get("/desk/", {"words": "无此人"}))
        for needle in needles:
            found = client.get("/desk/", {"words": needle})
            assert listed(found) == [], needle
            same = unquote(text(found)).replace(needle, "无此人")
            assert _without_tokens(same) == _without_tokens(unquote(nothing)), needle


def _without_tokens(shown: str) -> str:
    return "\n".join(line for line in shown.splitlines() if "csrfmiddlewaretoken" not in line)


@pytest.mark.parametrize("hidden_too", [{}, {"confidential": "on"}])
def test_nobody_learns_by_reporting_the_same_under_a_number_whose_it_is(town: Town, hidden_too: dict[str, str]) -> None:
    words, phone = "地下室漏水，墙皮洇湿", f"{PHONE}0007"
    case = town.reported(words, by=said_by(7)["by"], phone=phone, confidential=True)
    before = case.events.count()
    typed = {"words": words, "phone": phone, "lat": IN_FIRST_GRID[0], "lon": IN_FIRST_GRID[1], **hidden_too}
    sent = town.client("housing").post("/report/", typed, follow=True)
    assert case.tracking_code not in text(sent)
    assert Case.objects.count() == 2
    assert case.events.count() == before


def test_a_confidential_matter_is_merged_into_none_and_none_into_it(town: Town) -> None:
    hidden, open_one = town.accepted(**said_by(1, confidential=True)), town.accepted(words="又漏了")
    secretary = town.client("secretary")
    for case, parent in [(hidden, open_one), (open_one, hidden)]:
        answer = secretary.post(page(case, "merge"), {"number": parent.number})
        assert (answer.status_code, rule(answer)) == (409, "not_confidential")
        assert NAME not in text(answer)
    assert not open_one.followers.exists()


def test_a_page_that_breaks_gives_nobody_away(
    town: Town, monkeypatch: pytest.MonkeyPatch, logged: pytest.LogCaptureFixture
) -> None:
    """The page says sorry; the log says where, without the values that stood there."""
    case = followed(signed(town, **said_by(7, confidential=True)))

    def broken(case: Case, *_: object, **__: object) -> None:
        raise RuntimeError(f"nothing works for {case}")

    monkeypatch.setattr("cases.telling.promise", broken)
    client = town.client("housing")
    client.raise_request_exception = False
    answers = [client.get(page(case)), client.get("/desk/"), client.post(page(case, "finish"), {"result": ""})]
    assert {answer.status_code for answer in answers} == {500}
    assert "RuntimeError" in logged.text
    for words in (*map(heard, answers), logged.text):
        assert leaks(words, secrets_of([case])) == set()


def test_a_case_that_the_sweep_cannot_move_is_noted_without_its_row(town: Town, monday: time_machine.Traveller) -> None:
    """PostgreSQL quotes the whole row when it refuses one: what was said stands in it."""
    case = town.reported("住在三号楼的老人说的", **said_by(7, confidential=True))
    monday.move_to(AFTER_AN_OUTAGE)
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr("cases.actions.expiry.NO_RESPOND", {"respond_by": None, "owner_level": 9})
        assert actions.sweep(at=AFTER_AN_OUTAGE).set_aside == 1
    error = SetAside.objects.get(case=case).error
    assert "owner_level" in error
    assert "老人" not in error


def test_a_grid_worker_who_found_it_on_patrol_and_asks_to_stay_unnamed_does(town: Town) -> None:
    said = {"by": town.hat("worker"), "channel": Channel.PATROL, "confidential": True}
    case = with_minutes(town, **said)
    actions.dispatch(case, host=town.units["housing"], by=town.hat("platform"), at=MONDAY)
    first = text(town.client("housing").get(page(case))).rsplit("已上报", 1)[1]
    assert "李格员" not in first


def test_the_pictures_of_a_hidden_reporter_tell_no_more_than_they_show(town: Town) -> None:
    """By what the camera wrote into the file, and by the file's name."""
    client, said = Client(), said_by(7, confidential=True)
    client.force_login(said["by"].person)
    typed = {"words": "地下室漏水", "lat": IN_FIRST_GRID[0], "lon": IN_FIRST_GRID[1], "confidential": "on"}
    assert client.post("/report/", {**typed, "photos": _taken_by(NAME)}).status_code == 302
    case = Case.objects.latest("id")
    Case.objects.filter(pk=case.pk).update(host_org=town.units["housing"])
    shown = town.client("housing").get(reverse("cases:photo", args=[case.photos.get().pk]))
    assert leaks(heard(shown), [LOGIN, PHONE]) == set()
    assert LOGIN not in str(case.photos.get().file.name)


def _taken_by(name: str) -> Any:
    picture = Image.open(BytesIO(jpeg()))
    exif = picture.getexif()
    exif[0x013B] = f"{LOGIN} {PHONE}0007"  # Artist
    exif[0x9C9D] = f"{name}某".encode("utf-16-le")
    written = BytesIO()
    picture.save(written, "JPEG", exif=exif, comment=f"{LOGIN}")
    assert LOGIN.encode() in written.getvalue()
    return SimpleUploadedFile(f"{LOGIN}.jpg", written.getvalue(), content_type="image/jpeg")
