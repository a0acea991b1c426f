"""What the telephone keeps of a report that is being written (static/js/draft.js): a moment after the last key."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

# The page makes the store, never the test: one that was made empty would stay so.
_STORE = """
  const had = (asked) => new Promise((done, failed) => {
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  const opened = indexedDB.open("shaodao", 1);
  opened.onupgradeneeded = () => opened.transaction.abort();
"""
_KEPT = f"""async () => {{ {_STORE}
  const base = await had(opened).catch(() => null);
  const draft = base && await had(base.transaction("drafts").objectStore("drafts").get("report"));
  base?.close();
  return draft ?? null;
}}"""
_OLDER = f"""async (days) => {{ {_STORE}
  const base = await had(opened), store = base.transaction("drafts", "readwrite").objectStore("drafts");
  const draft = await had(store.get("report"));
  if (!draft) throw new Error("nothing is kept that could grow old");
  await had(store.put({{...draft, lat: "36.08", lon: "120.35", at: draft.at - days * 86400e3}}, "report"));
  base.close();
}}"""


def kept(page: Page, words: str) -> dict[str, Any]:
    """The draft, once it has these words."""
    found = None
    for _ in range(500):
        found = page.evaluate(_KEPT)
        if found and found["words"] == words:
            return dict(found)
        page.wait_for_timeout(20)
    raise AssertionError(f"{words} was never kept, but {found}")


def nothing_kept(page: Page) -> None:
    """Wait until the draft is gone."""
    found = None
    for _ in range(500):
        found = page.evaluate(_KEPT)
        if found is None:
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"still kept: {found}")


def grows_older(page: Page, days: int) -> None:
    """Written as long ago, somewhere. Not on the page where one writes: it keeps anew what stands there."""
    page.evaluate(_OLDER, days)
