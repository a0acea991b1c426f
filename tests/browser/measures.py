"""What a page for residents keeps to, asked of the browser: letters, lines, targets, the edge of the window."""

from collections.abc import Callable
from dataclasses import dataclass

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route

WIDTHS = (320, 390, 768)
GRAVE = {"serious", "critical"}


@dataclass(frozen=True)
class Bounds:
    """In CSS pixels; `line` is the height of a line as a part of its letters'."""

    letters: float
    target: float
    line: float = 1.3


STANDARD, ELDER = Bounds(letters=12, target=44), Bounds(letters=18, target=60)

# Each text that is seen, by its own box: letters and lines too small, said with the first of the words.
SMALL_TEXT = """({letters, line}) => {
  const found = new Set(), walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode());) {
    const words = node.textContent.trim(), box = node.parentElement;
    if (!words || !box.checkVisibility({visibilityProperty: true}) || box.closest('.only-heard, .skip')) continue;
    const style = getComputedStyle(box), size = parseFloat(style.fontSize);
    if (size === 0) continue;
    if (size < letters) found.add(`${size}px: ${words.slice(0, 12)}`);
    const high = parseFloat(style.lineHeight) / size;
    if (words.length > 30 && high < line - 0.001) found.add(`line ${high}: ${words.slice(0, 12)}`);
  }
  return [...found];
}"""

# What is tapped. A link within a sentence is as high as its line (WCAG 2.5.8); a tick or a file has its label's size.
SMALL_TARGETS = """(target) => [...document.querySelectorAll(
  'a[href], button, summary, select, textarea, label:has(input), '
  + 'input:not([type=hidden], [type=radio], [type=checkbox], [type=file])'
)].filter(box => {
  if (!box.checkVisibility({visibilityProperty: true}) || box.closest('.only-heard, .skip')) return false;
  const inSentence = box.tagName === 'A' && getComputedStyle(box).display === 'inline'
    && box.parentElement.textContent.trim().length > box.textContent.trim().length;
  const {width, height} = box.getBoundingClientRect();
  return !inSentence && (width < target - 0.5 || height < target - 0.5);
}).map(box => {
  const {width, height} = box.getBoundingClientRect();
  const named = box.textContent.trim().slice(0, 12) || box.name || box.className;
  return `${box.tagName} ${Math.round(width)}x${Math.round(height)}: ${named}`;
})"""

# By how much, and what reaches furthest.
TOO_WIDE = """() => { const page = document.documentElement, by = page.scrollWidth - page.clientWidth;
  if (by <= 0) return '';
  const reach = box => box.getBoundingClientRect().right;
  const last = [...document.querySelectorAll('main *, header *, nav *')].reduce((a, b) => reach(b) >= reach(a) ? b : a);
  return `${by}: ${last.tagName}.${last.className} ${last.textContent.trim().slice(0, 12)}`; }"""
TWICE_AS_LARGE = """(on) => { const root = document.documentElement; root.style.fontSize = '';
  if (on) root.style.fontSize = 2 * parseFloat(getComputedStyle(root).fontSize) + 'px'; }"""


def whole(page: Page) -> None:
    """Wait until all of it has come. After a click the head of the next page is there, and perhaps no more."""
    until(page, "document.readyState === 'complete'")


def until(page: Page, condition: str) -> None:
    """Wait until the script says so: asked from outside, for within the page its policy lets nothing be evaluated
    (Playwright's own `wait_for_function` fails there unless its first try succeeds)."""
    for _ in range(500):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"never came true: {condition}")


def held_back(page: Page, address: str) -> Callable[[], None]:
    """From now on what is asked for there waits. Called, what comes back lets the first go on once it was asked for."""
    held: list[Route] = []
    page.route(address, lambda route: held.append(route))

    def let_go() -> None:
        for _ in range(500):
            if held:
                return held[0].continue_()
            page.wait_for_timeout(20)
        raise AssertionError(f"nothing was asked for at {address}")

    return let_go


def faults(page: Page, bounds: Bounds) -> list[str]:
    """What is wrong with the page as it stands, each in a line. The window is left as wide as it was."""
    whole(page)
    found = [f"axe {one}" for one in _by_axe(page)]
    found += page.evaluate(SMALL_TEXT, {"letters": bounds.letters, "line": bounds.line})
    found += page.evaluate(SMALL_TARGETS, bounds.target)
    found += [f"moves sideways by {by} at {where}" for where, by in _sideways(page).items() if by]
    return found


def _by_axe(page: Page) -> list[str]:
    seen = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in seen if one["impact"] in GRAVE for node in one["nodes"]]


def _sideways(page: Page) -> dict[str, str]:
    """How far the page moves sideways at each width, and at the smallest with letters twice as large."""
    size = page.viewport_size
    assert size
    moved: dict[str, str] = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": size["height"]})
        moved[f"{width} px"] = page.evaluate(TOO_WIDE)
    page.set_viewport_size({"width": WIDTHS[0], "height": size["height"]})
    page.evaluate(TWICE_AS_LARGE, True)
    moved["200 %"] = page.evaluate(TOO_WIDE)
    page.evaluate(TWICE_AS_LARGE, False)
    page.set_viewport_size(size)
    return moved
