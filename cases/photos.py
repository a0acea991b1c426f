"""Photos from strangers: proved by their content, made small, and without the camera's metadata."""

import logging
from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

register_heif_opener()  # what iPhones keep

LARGEST_MEGABYTES = 15
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 1920
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "HEIF")
QUALITY = 82

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CleanPhoto:
    """A picture that we encoded ourselves: JPEG, upright, at most LONGEST_SIDE pixels long, no metadata."""

    jpeg: bytes
    width: int
    height: int


def clean_photo(upload: UploadedFile) -> CleanPhoto:
    """The picture in an upload, whatever the file is called. Raises ValidationError with a sentence for the screen."""
    name = _said(upload)
    if not upload.size:
        raise ValidationError(f"照片{name}是空的，请重新拍一张或换一张。", code="empty")
    if upload.size > LARGEST_MEGABYTES * 1024 * 1024:
        size = f"{upload.size / 1024 / 1024:.0f} MB"
        raise ValidationError(
            f"照片{name}太大（{size}），每张最多 {LARGEST_MEGABYTES} MB。请换一张，或在手机里选“压缩”后再传。",
            code="too_large",
        )
    try:
        return _clean(upload, name)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels(name) from error
    except ValidationError:
        raise
    except Exception as error:  # on a crafted or cut-off file Pillow's decoders raise nearly anything
        logger.info("A photo could not be read: %r", error)
        raise ValidationError(
            f"照片{name}打不开：它不是照片，或者没有传完整。请换一张（手机拍的、JPG、PNG 都可以）。", code="unreadable"
        ) from error


def _clean(upload: UploadedFile, name: str) -> CleanPhoto:
    upload.seek(0)
    with Image.open(upload, formats=FORMATS) as image:
        if image.width * image.height > MOST_PIXELS:  # the header says so: nothing has been decoded yet
            raise _too_many_pixels(name)
        image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        picture = _on_white(ImageOps.exif_transpose(image))
    picture.info.clear()  # else a comment would be written into the new file
    written = BytesIO()
    picture.save(written, "JPEG", quality=QUALITY)
    return CleanPhoto(written.getvalue(), picture.width, picture.height)


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB")
    opaque = image.convert("RGBA")
    ground = Image.new("RGB", opaque.size, "white")
    ground.paste(opaque, mask=opaque.getchannel("A"))
    return ground


def _too_many_pixels(name: str) -> ValidationError:
    return ValidationError(
        f"照片{name}的像素太多（最多 {MOST_PIXELS // 10_000} 万像素），请换一张普通照片。", code="too_many_pixels"
    )


def _said(upload: UploadedFile) -> str:
    name = upload.name or ""
    return f"“{name if len(name) <= 30 else '…' + name[-29:]}”" if name else ""
