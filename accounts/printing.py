"""Papers: HTML to PDF by WeasyPrint, with nothing fetched from anywhere.

WeasyPrint stands on Pango, a library of the system, and needs a font with Chinese signs. Where one of them is missing
the pages say so; `manage.py check --deploy` says what to install.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from PIL import ImageFile

SIGN = "证"  # a font that has it has what our own words are written with; not every name (`unwritten`)

# what to install, by Debian's names
LIBRARY, FONT = "libpango-1.0-0 libpangoft2-1.0-0", "fonts-wqy-microhei"


@cache
def missing() -> str:
    """What keeps this machine from making papers; "" where nothing does.

    Asked once for each process: whoever installs what is missing starts it anew.
    """
    try:
        ffi = import_module("weasyprint.text.ffi")
        ImageFile.LOAD_TRUNCATED_IMAGES = False  # importing it lets every picture be cut off, those of residents too
    except (ImportError, OSError):  # OSError: Pango itself is not there
        return LIBRARY
    return "" if _writes_chinese(_font_for_chinese(ffi)) else FONT


def unwritten(text: str) -> str:
    """Those signs of it that no font of this machine has, each once: on paper they would be empty boxes. Of a machine
    on which something is `missing` nobody can say; "".
    """
    left = "" if missing() else "".join(dict.fromkeys("".join(text.split())))
    for file in _fonts() if left else ():
        left = "".join(sign for sign in left if ord(sign) not in _signs_in(file))
        if not left:
            break
    return left


def pdf_of(html: str, looks_like: Path) -> bytes:
    """The page as it looks by this style sheet. Only where nothing is `missing`."""
    weasyprint = import_module("weasyprint")
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # see above
    fetcher = import_module("weasyprint.urls").URLFetcher(allowed_protocols=["data"])
    made: bytes = weasyprint.HTML(string=html, url_fetcher=fetcher).write_pdf(
        stylesheets=[weasyprint.CSS(filename=str(looks_like))]
    )
    return made


@cache
def _fonts() -> list[str]:
    """The files of all fonts that a paper may be set with, the one for Chinese first: most texts need no other."""
    ffi = import_module("weasyprint.text.ffi")
    system = ffi.fontconfig
    known = system.FcConfigGetFonts(system.FcInitLoadConfigAndFonts(), system.FcSetSystem)
    file, found = ffi.ffi.new("FcChar8 **"), [_font_for_chinese(ffi)]
    for number in range(known.nfont):
        if system.FcPatternGetString(known.fonts[number], b"file", 0, file) == system.FcResultMatch:
            found.append(str(ffi.ffi.string(file[0]).decode()))
    return list(dict.fromkeys(found))


@cache
def _signs_in(file: str) -> frozenset[int]:
    """Of a font, or of all that lie in one file; nothing of one that cannot be read."""
    library = import_module("fontTools.ttLib")
    opened = library.TTCollection if file.endswith((".ttc", ".otc")) else library.TTFont
    try:
        with opened(file, lazy=True) as font:
            return frozenset(sign for one in getattr(font, "fonts", [font]) for sign in one.getBestCmap() or ())
    except (OSError, library.TTLibError):  # an old format, which no paper is set with
        return frozenset()


def _font_for_chinese(ffi: Any) -> str:
    """The file that the system would take for Chinese, as fontconfig says; "" where it knows no font at all."""
    system, new = ffi.fontconfig, ffi.ffi.new
    config = system.FcInitLoadConfigAndFonts()
    wanted = system.FcPatternCreate()
    system.FcPatternAddString(wanted, b"lang", b"zh-cn")
    system.FcConfigSubstitute(config, wanted, system.FcMatchPattern)
    system.FcDefaultSubstitute(wanted)
    found = system.FcFontMatch(config, wanted, new("FcResult *"))
    file = new("FcChar8 **")
    known = found != ffi.ffi.NULL and system.FcPatternGetString(found, b"file", 0, file) == system.FcResultMatch
    return str(ffi.ffi.string(file[0]).decode()) if known else ""


def _writes_chinese(file: str) -> bool:
    if not file:
        return False
    with import_module("fontTools.ttLib").TTFont(file, fontNumber=0, lazy=True) as font:
        return ord(SIGN) in font.getBestCmap()
