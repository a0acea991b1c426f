"""A proof of service on paper."""

from __future__ import annotations

from pathlib import Path

import segno
from django.conf import settings
from django.template.loader import render_to_string

from accounts.printing import pdf_of, unwritten
from grids.models import Place
from volunteers.models import Proof

LOOKS_LIKE = Path(settings.BASE_DIR) / "static/css/paper.css"


def lacking(name: str, community: Place) -> str:
    """The signs of who and where for which this machine has no font: without them it is no proof of anybody."""
    return unwritten(name + community.full_name)


def paper_of(proof: Proof, address: str) -> bytes:
    """The PDF. `address`: where it can be checked, as the QR says it. Only where nothing is `missing`."""
    picture = segno.make(address, error="m").svg_data_uri(scale=4, border=1)
    html = render_to_string("volunteers/proof/paper.html", {"proof": proof, "address": address, "picture": picture})
    return pdf_of(html, LOOKS_LIKE)
