from tests.browser.conftest import browser, chromium, open_page, phone
from tests.front_door import door

__all__ = ["browser", "chromium", "door", "open_page", "phone"]
