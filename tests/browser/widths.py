"""Whether a page keeps to the window: what to ask the browser, and who is asked."""

from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.factories import PASSWORD

# Boxes in the page that can be moved sideways. Rows of links under the header are meant to be: the next one peeps in.
MOVES_SIDEWAYS = """() => [...document.querySelectorAll('main *')].filter(box => {
  const moves = ['auto', 'scroll'].includes(getComputedStyle(box).overflowX);
  return moves && box.clientWidth && box.scrollWidth > box.clientWidth + 1 && !box.matches('.queues, .choose');
}).map(box => `${box.tagName}.${box.className} ${box.scrollWidth} > ${box.clientWidth}`)"""
# How far the window itself can be scrolled, in both directions.
WINDOW = """() => { const page = document.documentElement;
  return [page.scrollWidth - page.clientWidth, page.scrollHeight - page.clientHeight]; }"""


def signed_in(page: Page, server: LiveServer, who: str, path: str = "/desk/") -> Page:
    page.goto(server.url + path)
    page.fill("input[name=username]", who)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(server.url + path)
    return page
