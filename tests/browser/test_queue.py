"""The list of cases as it is seen: what stands in a row keeps to its own column."""

from datetime import datetime, timedelta

import pytest
from pytest_django.live_server_helper import LiveServer

from cases.models import Case
from tests.browser.conftest import OpenPage
from tests.browser.widths import signed_in
from tests.factories import build_town

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.enough_on("sqlite")]

# By how much the chip of a row stands out of the column that it has.
STANDING_OUT = """() => [...document.querySelectorAll('a.lrow')].map(row => {
  const chip = row.querySelector('.chip').getBoundingClientRect(), room = row.children[0].getBoundingClientRect();
  const what = row.querySelector('.what').getBoundingClientRect();
  const beside = chip.bottom > what.top && chip.top < what.bottom;
  return Math.max(chip.right - room.right, room.left - chip.left, beside ? chip.right - what.left : 0);
}).filter(out => out > 0.5)"""


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1000, 700), (1366, 768)])
def test_a_long_date_keeps_to_its_column(
    open_page: OpenPage, live_server: LiveServer, noon: datetime, width: int, height: int
) -> None:
    """The longest there is: of a day in another year than the server's own."""
    town = build_town()
    far = noon + timedelta(days=400)
    Case.objects.filter(pk=town.handling().pk).update(handle_by=far, due_at=far, contact_by=None)
    page = signed_in(open_page(width, height), live_server, "secretary")
    chip = page.locator("a.lrow .chip").first
    assert "年12月21日" in chip.inner_text()
    assert page.evaluate(STANDING_OUT) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
