"""A form that is sent twice, by a double tap or from a page gone back to, is one deed with one answer."""

import re
from uuid import uuid4

from accounts.models import AuditEntry
from checkins.models import JointItem, Wish
from tests.checkins.conftest import announced, get, monday, post, text, town
from tests.factories import Town

__all__ = ["monday", "town"]


def mark_in(page: str) -> str:
    [mark] = re.findall(r'<input type="hidden" name="key" value="([^"]+)"', page)
    return str(mark)


def test_a_wish_is_published_once(town: Town) -> None:
    key = mark_in(text(get(town, "community", "publish")))
    said = {"community": town.places["community"].pk, "title": "换一盏灯", "detail": "三楼", "key": key}
    answers = [post(town, "community", "publish", **said) for _ in range(2)]
    assert [(one.status_code, one.headers["Location"]) for one in answers] == [(302, "/desk/checkins/wishes/")] * 2
    assert Wish.objects.count() == AuditEntry.objects.filter(action="发布微心愿").count() == 1
    post(town, "community", "publish", **{**said, "key": str(uuid4())})  # the same wish again is another one
    assert Wish.objects.count() == 2


def test_lines_of_the_lists_are_added_once(town: Town) -> None:
    check_in = announced(town)
    before = JointItem.objects.count()
    key = mark_in(text(get(town, "housing", "add_items", check_in.pk)))
    for _ in range(2):
        answer = post(town, "housing", "add_items", check_in.pk, need="修灯\n修门", project="义诊", key=key)
        assert answer.status_code == 302
    assert JointItem.objects.count() == before + 3


def test_a_mark_that_is_none_is_told(town: Town) -> None:
    said = {"community": town.places["community"].pk, "title": "换一盏灯", "key": "x"}
    answer = post(town, "community", "publish", **said)
    assert (answer.status_code, "这张表已经失效" in text(answer)) == (422, True)
