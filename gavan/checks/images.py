"""Images: there, with words for those who cannot see them, small, and telling nothing but their picture.

Files are judged once each, also those that no guide uses yet: what lies in the repository is public.
"""

from __future__ import annotations

import io
import re
import warnings
from collections import Counter
from collections.abc import Iterator

from PIL import Image as Picture
from PIL import UnidentifiedImageError

from gavan.checks.image_metadata import metadata_in
from gavan.content.targets import image_path, is_external, scheme_of
from gavan.model import Library, Version
from gavan.problems import Place, Problem, did_you_mean
from gavan.settings import Settings

MAX_BYTES = 40_000
MAX_PIXELS = 4_000
"""Per side. Four screens of a good telephone; checked before anything is unpacked."""
FORMATS = {"PNG": (".png",), "JPEG": (".jpg", ".jpeg"), "WEBP": (".webp",)}
NAME = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)*/[a-z0-9_-]+\.[a-z]+")
ENDINGS = tuple(ending for endings in FORMATS.values() for ending in endings)


def judge_images(library: Library, settings: Settings) -> Iterator[Problem]:
    used: dict[str, Place] = {}
    for guide in library.guides.values():
        for version in guide.versions.values():
            yield from _uses(version, library, used)
    for path, data in library.images.items():
        yield from _name(Place(path=f"content/{path}"), path, settings)
        yield from _file(Place(path=f"content/{path}"), path, data, used.get(path))


def _name(place: Place, path: str, settings: Settings) -> Iterator[Problem]:
    """An image's path becomes an address, like a guide's."""
    if path.partition("/")[0] not in settings.languages:
        yield Problem(code="stray-file", place=place, message="nothing shows an image in this folder",
                      hint="put it beside the guides, below content/{language}", values={"language": settings.default_language})
    elif not NAME.fullmatch(path):
        yield Problem(code="key", place=place, message="the path of this image does not make an address",
                      hint="name it with a-z, 0-9, hyphens and underscores only, its ending too: stamp.png")


def _uses(version: Version, library: Library, used: dict[str, Place]) -> Iterator[Problem]:
    """Problems of what a version's text says about images; `used` gathers where each file is first shown."""
    met: Counter[str] = Counter()
    for image in version.body.images:
        met[image.source] += 1
        place = version.place_of_use("images", image.source, met[image.source])
        if not image.alt.strip():
            yield Problem(code="image-alt", place=place, message="this image has no words for those who cannot see it",
                          hint="say between the square brackets what it shows: ![Stamp in a passport](stamp.png)")
        path = image_path(version.language, version.key, image.source)
        if is_external(image.source) and scheme_of(image.source) in ("", "http", "https"):
            yield Problem(code="image-remote", place=place, message="this image would be fetched from another site",
                          hint="save it beside the guide, if its licence allows that, and write the file's name")
        elif path in library.images:
            used.setdefault(str(path), place)
        elif path not in library.unreadable:
            yield _missing(image.source, path, place, version, library)


def _missing(source: str, path: str | None, place: Place, version: Version, library: Library) -> Problem:
    if path and not path.lower().endswith(ENDINGS):
        return Problem(code="image-format", place=place, message='"{source}" is not a PNG, JPEG or WebP file',
                       hint="save the image in one of these formats", values={"source": source})
    known = [name for name in library.images if name.startswith(f"{version.language}/")]
    near = {name.rpartition("/")[2]: name for name in known}
    hint, values = did_you_mean(source.rpartition("/")[2], near)
    return Problem(code="image-missing", place=place, message='there is no image "{source}" here',
                   hint=hint or "put the file beside the guide and write its name", values={"source": source, **values})


def _file(place: Place, path: str, data: bytes, used: Place | None) -> Iterator[Problem]:
    if len(data) > MAX_BYTES:
        yield Problem(code="image-too-large", place=place, related=used,
                      message="the image has {size} bytes, more than {limit}",
                      values={"size": f"{len(data):,}", "limit": f"{MAX_BYTES:,}"},
                      hint="make it smaller: fewer pixels, fewer colours, or save it as WebP")
    kind, wrong = _format(data)
    if wrong:
        yield Problem(code="image-format", place=place, related=used, message=wrong,
                      hint="save the image as PNG, JPEG or WebP, at most {pixels} pixels wide and high",
                      values={"pixels": f"{MAX_PIXELS:,}"})
        return
    if not path.lower().endswith(FORMATS[kind]):
        yield Problem(code="image-format", place=place, related=used, message="this is a {kind} file under another ending",
                      hint="rename it so that it ends in {ending}", values={"kind": kind, "ending": FORMATS[kind][0]})
    found = metadata_in(data, kind)
    if found:
        yield Problem(code="image-metadata", place=place, related=used, values={"found": ", ".join(found)},
                      message="the image carries more than its picture: {found}",
                      hint="save a copy without metadata, or take a screenshot of it")


def _format(data: bytes) -> tuple[str, str]:
    """PNG, JPEG or WEBP by content, and what is wrong with it, one of them empty. Nothing large is ever unpacked."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Picture.DecompressionBombWarning)
            with Picture.open(io.BytesIO(data), formats=tuple(FORMATS)) as picture:
                kind = "JPEG" if picture.format == "MPO" else str(picture.format)
                if max(picture.size) > MAX_PIXELS:
                    return "", "the image has more pixels than allowed"
                picture.load()
    except UnidentifiedImageError:
        return "", "this is not a PNG, JPEG or WebP file"
    except (Picture.DecompressionBombError, Picture.DecompressionBombWarning):
        return "", "the image has more pixels than allowed"
    except (OSError, SyntaxError, ValueError, EOFError):
        return "", "the image is damaged"
    return kind, ""
