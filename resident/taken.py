"""Where and when a photo was taken, as the camera wrote it into the file. Read before we make our own copy of it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO, Any

from django.utils.timezone import get_default_timezone
from PIL import ExifTags, Image

from cases.photos import FORMATS

HEAD_BYTES = 128 * 1024  # of a JPEG: all that the camera says of it stands before the picture
OLDEST = timedelta(days=7)
AHEAD = timedelta(minutes=5)  # clocks of telephones go wrong by as much


@dataclass(frozen=True, slots=True)
class Taken:
    lat: float
    lon: float
    at: datetime | None = None


def plausible(moment: datetime | None, at: datetime) -> datetime | None:
    return moment if moment and at - OLDEST <= moment <= at + AHEAD else None


def taken_by(file: IO[bytes], at: datetime) -> Taken | None:
    """None where the camera said nothing that can be read: most telephones leave the place out."""
    try:
        file.seek(0)
        with Image.open(file, formats=FORMATS) as image:  # the header; no pixel is decoded
            exif = image.getexif()
            gps, shot = exif.get_ifd(ExifTags.IFD.GPSInfo), exif.get_ifd(ExifTags.IFD.Exif)
            lat, lon = _degrees(gps, "Latitude", "S"), _degrees(gps, "Longitude", "W")
            moment = _moment(shot.get(ExifTags.Base.DateTimeOriginal) or exif.get(ExifTags.Base.DateTime))
    except Exception:  # on a crafted or cut-off file Pillow's decoders raise nearly anything (cases/photos.py)
        return None
    finally:
        file.seek(0)
    on_earth = abs(lat) <= 90 and abs(lon) <= 180 and (lat, lon) != (0, 0)
    return Taken(lat, lon, plausible(moment, at)) if on_earth else None


def _degrees(gps: Mapping[int, Any], which: str, negative: str) -> float:
    """Not a number where it is missing, which then lies nowhere on earth."""
    parts = gps.get(ExifTags.GPS[f"GPS{which}"])
    if not parts:
        return math.nan
    degrees, minutes, seconds = (float(part) for part in parts)
    size = degrees + minutes / 60 + seconds / 3600
    return -size if gps.get(ExifTags.GPS[f"GPS{which}Ref"]) == negative else size


def _moment(written: str | None) -> datetime | None:
    try:
        return datetime.strptime(written or "", "%Y:%m:%d %H:%M:%S").replace(tzinfo=get_default_timezone())
    except ValueError:
        return None
