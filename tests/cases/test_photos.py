"""What strangers send as photos: each bad file gets its sentence, each good one comes out small, upright and bare."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from cases.forms.photos import PhotosField
from cases.photos import LARGEST_MEGABYTES, clean_photo

pytestmark = pytest.mark.enough_on("sqlite")

ORIENTATION, GPS = 0x0112, 0x8825


def encoded(image: Image.Image, kind: str = "JPEG", **options) -> bytes:
    written = BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def upload(content: bytes, name: str = "漏水.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def reopened(content: bytes, name: str = "漏水.jpg") -> Image.Image:
    return Image.open(BytesIO(clean_photo(upload(content, name)).jpeg))


def colour(picture: Image.Image, x: int, y: int) -> tuple[int, ...]:
    found = picture.getpixel((x, y))
    assert isinstance(found, tuple)
    return found


def refused(content: bytes, name: str = "漏水.jpg") -> str:
    with pytest.raises(ValidationError) as raised:
        clean_photo(upload(content, name))
    return raised.value.messages[0]


def png_that_claims(width: int, height: int) -> bytes:
    """A PNG of a few bytes whose header promises a huge picture."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 4096)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def test_a_large_photo_is_shrunk_to_1920_pixels_keeping_its_shape() -> None:
    photo = clean_photo(upload(encoded(Image.new("RGB", (4000, 3000), "teal"))))
    assert (photo.width, photo.height) == (1920, 1440)
    assert Image.open(BytesIO(photo.jpeg)).size == (1920, 1440)


def test_a_small_photo_is_not_blown_up() -> None:
    assert reopened(encoded(Image.new("RGB", (320, 200)))).size == (320, 200)


def test_a_photo_taken_sideways_is_turned_upright() -> None:
    sideways = Image.new("RGB", (400, 200), "white")
    sideways.paste("red", (0, 0, 40, 200))  # left edge; turned a quarter clockwise it is the top edge
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    upright = reopened(encoded(sideways, exif=exif))
    assert upright.size == (200, 400)
    red, green, blue = colour(upright, 100, 5)
    assert red > 200
    assert green < 60
    assert blue < 60


def test_a_large_photo_taken_sideways_is_turned_too() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 8
    assert reopened(encoded(Image.new("RGB", (4000, 2000)), exif=exif)).size == (960, 1920)


def test_where_and_with_what_it_was_taken_is_removed() -> None:
    exif = Image.Exif()
    exif[0x010F] = "SECRETPHONE"
    exif.get_ifd(GPS)[1] = "N"
    original = encoded(Image.new("RGB", (50, 50)), exif=exif, comment=b"SECRETCOMMENT", icc_profile=b"SECRETPROFILE")
    assert b"SECRET" in original
    cleaned = clean_photo(upload(original)).jpeg
    assert b"SECRET" not in cleaned
    assert not Image.open(BytesIO(cleaned)).getexif()


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "RGBA"), ("PNG", "LA"), ("PNG", "P"), ("PNG", "1"), ("PNG", "L"), ("WEBP", "RGBA"), ("BMP", "RGB")],
)
def test_other_formats_and_modes_become_a_jpeg(kind: str, mode: str) -> None:
    picture = reopened(encoded(Image.new(mode, (30, 20)), kind), "画.jpg")
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (30, 20))


def test_what_was_transparent_is_white() -> None:
    picture = reopened(encoded(Image.new("RGBA", (10, 10), (0, 0, 0, 0)), "PNG"))
    assert min(colour(picture, 5, 5)) > 250


def test_a_photo_for_print_in_four_colours_becomes_an_ordinary_one() -> None:
    picture = reopened(encoded(Image.new("CMYK", (40, 40), (0, 255, 255, 0))))
    assert picture.mode == "RGB"
    assert colour(picture, 20, 20)[0] > 200


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_of_an_animation_the_first_frame_is_kept(kind: str) -> None:
    frames = [Image.new("RGB", (24, 24), colour) for colour in ("red", "blue")]
    moving = encoded(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)
    still = reopened(moving, "动图.gif")
    assert colour(still, 12, 12)[0] > 200


def test_a_photo_above_15_megabytes_is_refused_before_it_is_read() -> None:
    class Unreadable(SimpleUploadedFile):
        def read(self, *_args):
            raise AssertionError("a file that is too large was read")

    huge = Unreadable("大.jpg", b"")
    huge.size = 30 * 1024 * 1024
    with pytest.raises(ValidationError, match=f"太大（30 MB），每张最多 {LARGEST_MEGABYTES} MB"):
        clean_photo(huge)


def test_an_empty_file_is_said_to_be_empty() -> None:
    assert "“漏水.jpg”是空的" in refused(b"")


@pytest.mark.parametrize(
    "content",
    [
        b"this is a text",
        b"%PDF-1.7 not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\xff\xd8\xff",
        b"GIF89a",
    ],
)
def test_a_file_that_only_bears_the_name_of_a_photo_is_refused(content: bytes) -> None:
    assert "打不开" in refused(content, "说明.jpg")


def test_an_iphones_own_format_is_taken_without_where_it_was_taken() -> None:
    """Which side is up that format keeps in itself; libheif turns the picture."""
    exif = Image.Exif()
    exif.get_ifd(GPS)[1] = "N"
    large = encoded(Image.new("RGB", (4000, 2000), "teal"), "HEIF", exif=exif)
    picture = reopened(large, "IMG_0001.HEIC")
    assert (picture.format, picture.size) == ("JPEG", (1920, 960))
    assert not picture.getexif()


def test_what_only_begins_like_an_iphones_photo_is_refused() -> None:
    assert "打不开" in refused(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "IMG_0001.HEIC")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_a_photo_that_was_cut_off_on_its_way_is_refused(kind: str) -> None:
    noise = Image.effect_noise((300, 300), 90).convert("RGB")
    whole = encoded(noise, kind)
    assert "没有传完整" in refused(whole[: len(whole) // 2])


@pytest.mark.parametrize("side", [7_100, 12_000, 40_000])
def test_a_decompression_bomb_is_refused_by_its_header(side: int) -> None:
    assert "像素太多（最多 5000 万像素）" in refused(png_that_claims(side, side), "小.png")


def test_a_very_long_file_name_is_shortened_in_the_sentence() -> None:
    assert len(refused(b"", "长" * 500 + ".jpg")) < 80


def test_the_field_takes_six_photos_and_none() -> None:
    small = encoded(Image.new("RGB", (8, 8)))
    assert len(PhotosField().clean([upload(small) for _ in range(6)])) == 6
    assert PhotosField().clean([]) == []


def test_the_field_refuses_the_seventh_photo() -> None:
    small = encoded(Image.new("RGB", (8, 8)))
    with pytest.raises(ValidationError, match="照片最多 6 张，您选了 7 张"):
        PhotosField().clean([upload(small) for _ in range(7)])


def test_the_field_names_every_bad_file() -> None:
    good = upload(encoded(Image.new("RGB", (8, 8))), "好.jpg")
    with pytest.raises(ValidationError) as raised:
        PhotosField().clean([upload(b"", "空.jpg"), good, upload(b"text", "字.jpg")])
    assert ["空.jpg" in raised.value.messages[0], "字.jpg" in raised.value.messages[1]] == [True, True]


def test_a_field_that_needs_a_photo_says_so() -> None:
    with pytest.raises(ValidationError, match="请附照片"):
        PhotosField(required=True).clean(None)
