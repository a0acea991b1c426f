"""One queryset for who may see: list ∋ case ⇔ its page is 200 ⇔ it may be shown beside the list, for everybody."""

import pytest

from tests.desk.conftest import listed, page
from tests.factories import PEOPLE, Town


@pytest.mark.parametrize("who", PEOPLE)
def test_what_is_listed_opens_and_what_is_not_does_not_exist(town: Town, who: str):
    cases = [
        town.reported("网格一的"),
        town.reported("社区的", place=town.places["community"]),
        town.reported("邻格的", place=town.places["next_grid"]),
        town.reported("远处的", place=town.places["far_grid"]),
        town.handled_by(3, words="街道的"),
        town.handled_by(4, words="平台的"),
    ]
    client = town.client(who)
    in_list = set(listed(client.get("/desk/?q=open")))
    for case in cases:
        statuses = {client.get(page(case)).status_code, client.get("/desk/", {"case": case.number}).status_code}
        assert statuses == ({200} if case.title in in_list else {404}), case.title
        assert listed(client.get("/desk/", {"words": case.number})) == [case.title] * (case.title in in_list)


@pytest.mark.parametrize("who", PEOPLE)
def test_what_waits_for_me_i_may_see(town: Town, who: str):
    town.reported("网格一的")
    town.handled_by(3, words="街道的")
    client = town.client(who)
    assert set(listed(client.get("/desk/"))) <= set(listed(client.get("/desk/?q=open")))
