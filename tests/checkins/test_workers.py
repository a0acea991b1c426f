"""新就业群体: filed with a real identity number, appointed over several grids, numbers shown for a reason."""

import pytest
from django.db import connection

from accounts.models import AuditEntry, User
from accounts.personal import lookup_hash
from checkins.models import NewWorker
from partyorg.kinds import Role
from partyorg.models import Post
from tests.checkins.conftest import A_THIRD_ID, AN_ID, ANOTHER_ID, done, filed, get, post, rider, says, text
from tests.factories import MONDAY, Town


def appoint(town: Town, worker: NewWorker, *grids: str, **said: str) -> None:
    days = {"from_date": "2026-11-16", "to_date": "2026-11-30", **said}
    done(town, "community", "appoint", worker.pk, grids=[town.places[key].pk for key in grids], **days)


def test_what_is_filed_lies_encrypted(town: Town) -> None:
    worker = filed(town)
    with connection.cursor() as cursor:
        cursor.execute("SELECT phone, id_number, phone_hash, id_hash FROM checkins_newworker")
        row = " ".join(cursor.fetchone())
    assert (AN_ID in row, "13899990001" in row) == (False, False)
    assert (worker.phone, worker.id_number, worker.masked_id) == ("13899990001", AN_ID, "3702**********4510")


@pytest.mark.parametrize("wrong", ["", "37020319900307451X", "123", "3702031990030745１１"])
def test_a_wrong_identity_number_is_told_at_its_field(town: Town, wrong: str) -> None:
    answer = post(town, "community", "file", **rider(town, id_number=wrong))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["id_number"])
    assert "飞毛腿外卖" in text(answer)


@pytest.mark.parametrize("wrong", ["=张三", "<张三>", "……"])
def test_a_name_that_deceives_is_told_at_its_field(town: Town, wrong: str) -> None:
    answer = post(town, "community", "file", **rider(town, name=wrong))
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["name"])


def test_once_it_has_ended_the_same_person_may_be_filed_anew(town: Town) -> None:
    worker = filed(town)
    appoint(town, worker, "grid")
    done(town, "community", "end_filing", worker.pk)
    assert Post.objects.get(role=Role.DYNAMIC_WORKER).to_date == MONDAY.date()
    assert post(town, "community", "end_filing", worker.pk).status_code == 409
    again = filed(town)
    assert again.pk != worker.pk
    appoint(town, again, "next_grid")
    again.refresh_from_db()
    worker.refresh_from_db()
    assert again.account == worker.account


def test_an_account_is_found_by_the_phone_or_made_without_a_password(town: Town) -> None:
    known = User.objects.create_user("ma", name="马骑手", phone="13899990001")
    worker, other = filed(town), filed(town, name="牛快递", phone="13899990002", id_number=ANOTHER_ID)
    appoint(town, worker, "grid")
    appoint(town, other, "grid")
    worker.refresh_from_db()
    other.refresh_from_db()
    assert worker.account == known
    assert other.account
    assert not other.account.has_usable_password()


def test_nobody_sees_to_their_own_filing(town: Town) -> None:
    User.objects.filter(pk=town.people["community"].pk).update(phone_hash=lookup_hash("13899990001"))
    worker = filed(town)
    grids = [town.grid.pk]
    own = post(
        town, "community", "appoint", worker.pk, grids=grids, from_date="2026-11-16", to_date="2026-11-30"
    )  # fmt: skip
    assert (own.status_code, says(own, "not_oneself", deed="聘为动态网格员")) == (409, True)
    NewWorker.objects.update(account=town.people["community"])
    assert says(post(town, "community", "end_filing", worker.pk), "not_oneself", deed="注销备案")
    done(town, "party_officer", "end_filing", worker.pk)


def test_the_times_in_one_grid_do_not_overlap(town: Town) -> None:
    worker = filed(town)
    appoint(town, worker, "grid")
    twice = post(
        town, "community", "appoint", worker.pk, grids=[town.grid.pk], from_date="2026-11-30", to_date="2026-12-31"
    )  # fmt: skip
    assert (twice.status_code, says(twice, "post_there", name="马骑手", grid=town.grid.name)) == (409, True)
    back = post(
        town, "community", "appoint", worker.pk, grids=[town.places["next_grid"].pk],
        from_date="2026-12-31", to_date="2026-12-01",
    )  # fmt: skip
    assert (back.status_code, says(back, "days_in_order")) == (409, True)
    appoint(town, worker, "grid", from_date="2026-12-01", to_date="2026-12-31")


def test_one_appoints_over_ones_own_grids_alone(town: Town) -> None:
    worker = filed(town)
    days = {"from_date": "2026-11-16", "to_date": "2026-11-30"}
    for nonsense in (town.places["far_grid"].pk, "9" * 30, "x"):
        assert post(town, "community", "appoint", worker.pk, grids=[nonsense], **days).status_code == 422


def test_the_rider_sees_their_own_filing(town: Town) -> None:
    worker = filed(town)
    appoint(town, worker, "grid", "next_grid")
    worker.refresh_from_db()
    assert worker.account
    town.people["rider"] = worker.account
    page = text(get(town, "rider", "mine"))
    assert ("138****0001" in page, "第2网格" in page) == (True, True)
    assert get(town, "rider", "worker", worker.pk).status_code == 200
    assert get(town, "rider", "appoint", worker.pk).status_code == 403


def test_the_numbers_are_shown_once_for_a_reason_and_it_is_noted(town: Town) -> None:
    worker = filed(town)
    assert AN_ID not in text(get(town, "community", "worker", worker.pk))
    assert post(town, "community", "see_numbers", worker.pk, reason="").status_code == 422
    page = text(post(town, "community", "see_numbers", worker.pk, reason="核对证件"))
    assert (AN_ID in page, "13899990001" in page) == (True, True)
    noted = AuditEntry.objects.get(action="查看新就业群体号码")
    assert (noted.by, noted.reason, AN_ID in str(noted.detail)) == (town.people["community"], "核对证件", False)
    for who, status in [("leading", 403), ("far_community", 404), ("worker", 404), ("street", 404)]:
        answer = post(town, who, "see_numbers", worker.pk, reason="想看")
        assert (answer.status_code, AN_ID in text(answer)) == (status, False), who


@pytest.mark.parametrize(
    ("who", "files"),
    [("street_secretary", True), ("street_party_officer", True), ("party_officer", True), ("secretary", False),
     ("worker", False), ("housing", False), ("street", False)],
)  # fmt: skip
def test_party_roles_of_street_and_community_file(town: Town, who: str, files: bool) -> None:
    said = rider(town, id_number=A_THIRD_ID)
    assert post(town, who, "file", **said).status_code == (302 if files else 403)


@pytest.mark.parametrize("who", ["worker", "intake", "street", "housing", "far_community"])
def test_others_do_not_know_of_it(town: Town, who: str) -> None:
    worker = filed(town)
    assert get(town, who, "worker", worker.pk).status_code == 404
    page = get(town, who, "list", "workers")
    assert page.status_code == (200 if who == "far_community" else 403)
    assert "马骑手" not in text(page)
