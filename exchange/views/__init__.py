"""The pages: each file is one noun."""

from exchange.views.exports import ask, decide, export, file
from exchange.views.home import home, sample
from exchange.views.runs import again, confirm, drop, links, new, run

__all__ = ["again", "ask", "confirm", "decide", "drop", "export", "file", "home", "links", "new", "run", "sample"]
