"""D28 拜师帖：社区党员拜74岁的网格党支部书记为师，传帮带: one active mentor; the letter is stored; reviews log."""

import pytest
from django.db import IntegrityError, transaction

from partyorg.models import Member
from teams.models import Apprenticeship
from tests.factories import LONG_AGO, Town
from tests.teams.conftest import get, monday, post, text, town
from tests.teams.test_apprenticeships import bound, media, members

__all__ = ["media", "members", "monday", "town"]


def test_an_apprentice_has_one_active_mentor(members: Town) -> None:
    Member.objects.create(name="第二位师父", organisation=members.units["branch"], since=LONG_AGO)
    assert bound(members).status_code == 302
    second = bound(members, mentor="第二位师父")
    assert (second.status_code, "卜小徒已经有师父" in text(second)) == (409, True)
    first = Apprenticeship.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Apprenticeship.objects.create(
            community=first.community, mentor=Member.objects.get(name="第二位师父"), apprentice=first.apprentice,
            goals="x", letter="x.jpg", since=first.since,
        )  # fmt: skip
    assert bound(members, apprentice="左小徒").status_code == 302  # a mentor may have several
    post(members, "community", "end_bond", first.pk, result="出师，能独立带网格")
    assert bound(members, mentor="第二位师父").status_code == 302


def test_the_letter_is_stored_for_those_who_may_see_it(members: Town) -> None:
    bound(members)
    bond = Apprenticeship.objects.get()
    assert get(members, "community", "letter", bond.pk)["Content-Type"] == "image/jpeg"
    assert get(members, "secretary", "letter", bond.pk).status_code == 200
    assert get(members, "far_secretary", "letter", bond.pk).status_code == 404


def test_reviews_are_logged_one_after_another(members: Town) -> None:
    bound(members)
    bond = Apprenticeship.objects.get()
    for words in ("教了怎样敲门", "自己走访了五户"):
        assert post(members, "secretary", "review_bond", bond.pk, words=words).status_code == 302
    page = text(get(members, "community", "bond", bond.pk))
    assert page.index("教了怎样敲门") < page.index("自己走访了五户")
    post(members, "community", "end_bond", bond.pk, result="出师了，能独立带网格")
    assert post(members, "secretary", "review_bond", bond.pk, words="又来补一句").status_code == 409
