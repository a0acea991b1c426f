from tests.browser.conftest import browser, open_page, phone
from tests.front_door import door

__all__ = ["browser", "door", "open_page", "phone"]
