"""E13 新就业群体党员到属地街道社区报到备案: nobody is filed twice; the street sees the list of its communities."""

from django.urls import reverse

from checkins.models import NewWorker
from tests.checkins import conftest as desk
from tests.checkins.conftest import monday, town
from tests.factories import Town

__all__ = ["monday", "town"]


def test_the_same_person_is_not_filed_twice_wherever_they_go(town: Town) -> None:
    desk.filed(town)
    elsewhere = town.places["far_community"].pk
    by_id = desk.post(town, "far_community", "file", **desk.rider(town, place=elsewhere, phone="13899990002"))
    assert (by_id.status_code, desk.says(by_id, "filed_by_id", place="别处")) == (409, True)
    again = desk.rider(town, place=elsewhere, id_number=desk.ANOTHER_ID)
    by_phone = desk.post(town, "far_community", "file", **again)
    assert (by_phone.status_code, desk.says(by_phone, "filed_by_phone", place="别处")) == (409, True)
    here = desk.post(town, "street_secretary", "file", **desk.rider(town))
    assert desk.says(here, "filed_by_id", place="太平镇社区")  # where, is for those alone whose territory it is
    assert NewWorker.objects.count() == 1


def test_the_street_sees_the_list_of_its_communities_masked(town: Town) -> None:
    desk.filed(town, name="马骑手")
    desk.filed(
        town, "far_community", name="远快递", phone="13899990002", id_number=desk.ANOTHER_ID,
        place=town.places["far_community"].pk,
    )  # fmt: skip
    page = town.client("street_secretary").get(reverse("checkins:list", args=["workers"])).content.decode()
    assert "马骑手" in page
    assert "远快递" not in page
    assert "138****0001" in page
    assert "13899990001" not in page
    assert desk.AN_ID not in page
