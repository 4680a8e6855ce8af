"""Links in guides: inside the site they lead to a page and a section that exist, outside to addresses that can be opened.

Whether an address outside answers is not asked here: a build needs no network.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pydantic_core import PydanticCustomError

from gavan.content.targets import internal_target, is_external, scheme_of, target_from
from gavan.fields import safe_url
from gavan.model import Library, Version
from gavan.plan import Page, Plan, Shown, part_of
from gavan.problems import Place, Problem, did_you_mean
from gavan.settings import Settings

SCHEMES = ("https", "http", "mailto", "tel")
_MAIL = re.compile(r"mailto:[^@\s?]+@[^@\s?]+\.[^@\s?]+(?:\?\S*)?", re.IGNORECASE)
_PHONE = re.compile(r"tel:\+?[0-9][0-9()./-]{1,20}", re.IGNORECASE)


def judge_links(library: Library, plan: Plan, settings: Settings) -> Iterator[Problem]:
    for guide in library.guides.values():
        for version in guide.versions.values():
            met: Counter[str] = Counter()
            for link in version.body.links:
                met[link.target] += 1
                place = version.place_of_use("links", link.target, met[link.target])
                found = _outside(link.target, place) if is_external(link.target) else \
                    _inside(link.target, place, version, library, plan, settings)
                if found:
                    yield found


def _outside(target: str, place: Place) -> Problem | None:
    scheme = scheme_of(target)
    if scheme not in SCHEMES:
        return Problem(code="link-scheme", place=place, message='a link cannot begin with "{scheme}"',
                       hint="links begin with https://, http://, mailto: or tel:, or are paths of .md files",
                       values={"scheme": f"{scheme}:" if scheme else "//"})
    if scheme == "mailto":
        return None if _MAIL.fullmatch(target) else _wrong(place, "this is not a mail address", "write mailto:name@example.org")
    if scheme == "tel":
        return None if _PHONE.fullmatch(target) else _wrong(place, "this is not a telephone number",
                                                            "write tel: and digits without spaces: tel:+900000000")
    try:
        safe_url(target)
    except PydanticCustomError as error:
        return _wrong(place, error.message_template, str((error.context or {}).get("hint", "")))
    return None


def _wrong(place: Place, message: str, hint: str) -> Problem:
    return Problem(code="wrong-url", place=place, message=message, hint=hint)


def _inside(target: str, place: Place, version: Version, library: Library, plan: Plan,
            settings: Settings) -> Problem | None:
    found = internal_target(version.key, target)
    if found is None:
        return _no_target(target, place, version, library)
    key, anchor = found
    linked = library.guides.get(key)
    if linked and linked.head.draft and (version.language, key) not in plan.shown:
        mine = library.guides[version.key].head.draft
        return None if mine else Problem(
            code="draft-link", place=place, message='"{key}" is a draft and is not published', values={"key": key},
            hint="take draft: true out there, or link to it when it is published", related=Place(path=linked.original.path))
    page = _page(version.language, key, anchor, plan, settings)
    if page is None:
        return None if _is_broken(key, library) else _no_page(target, place, version, plan)
    if not anchor or anchor in page.anchors or _is_unread(page, anchor, library) or _is_withdrawn(page):
        return None
    hint, values = did_you_mean(anchor, _anchors(page, plan))
    return Problem(code="broken-anchor", place=place, values={"anchor": anchor, "key": page.key, **values},
                   hint=hint or "write the id that stands in braces behind the heading, or of a record its name",
                   message='there is no section "{anchor}" on the page "{key}"')


def _page(language: str, key: str, anchor: str, plan: Plan, settings: Settings) -> Page | None:
    """The page a link leads to: in this language, else (a guide restricted by `only`) in the best other one."""
    found = (plan.page(code, key, anchor) for code in settings.chain(language))
    return next((page for page in found if page), None)


def _no_target(target: str, place: Place, version: Version, library: Library) -> Problem:
    """A target that cannot be a link within the edition: empty, another ending, or outside the language's folder."""
    values = {"target": target}
    if not target:
        return Problem(code="broken-link", place=place, message="this link leads nowhere",
                       hint="write a path or an address between the round brackets")
    path = target.partition("#")[0]
    if path.endswith(".md"):
        inner = re.sub(r"^(?:\.\./)*(?:[a-z-]+/)?", "", path).removesuffix(".md")
        if inner in library.guides:
            return Problem(code="broken-link", place=place, values={**values, "suggestion": target_from(version.key, inner)},
                           message='"{target}" leads out of the folder of this language',
                           hint='write "{suggestion}": Gavan finds the reader\'s language by itself')
        return Problem(code="broken-link", place=place, message='"{target}" leads out of the folder of this language',
                       hint="link within the same language: Gavan finds the reader's language by itself", values=values)
    return Problem(code="broken-link", place=place, message='"{target}" is not the path of a Markdown file',
                   hint="links within the site are paths that end in .md, such as {example}: Gavan makes pages of them",
                   values={**values, "example": target_from(version.key, "emergency")})


def _no_page(target: str, place: Place, version: Version, plan: Plan) -> Problem:
    path = target.partition("#")[0]
    known = [target_from(version.key, key) for language, key in plan.by_key
             if language == version.language and key not in ("404", version.key)]
    hint, values = did_you_mean(path, known)
    return Problem(code="broken-link", place=place, message='no guide or page "{target}"', values={"target": path, **values},
                   hint=hint or "links are paths from this file's folder, such as ../turkey/residence-permit.md")


def _is_broken(key: str, library: Library) -> bool:
    """A page that is missing only because its file has problems of its own."""
    return key in library.unreadable or key.replace("shelters/", "countries/") in library.unreadable


def _is_unread(page: Page, anchor: str, library: Library) -> bool:
    """An anchor that may be missing only because what it stands for has problems of its own."""
    if isinstance(page.subject, Shown):
        return page.subject.is_fallback and page.key in library.unreadable
    kind = page.key.partition("/")[0].rstrip("-0123456789")
    code = page.key.partition("/")[2][:2].upper()
    names = {kind, page.key[:len("countries/tr")], f"{kind}/{anchor}", f"{code}.{anchor}"}
    return not names.isdisjoint(library.unreadable)


def _is_withdrawn(page: Page) -> bool:
    """Withdrawing is urgent: it must not ask for other guides to be mended first. Such a link leads to the notice."""
    return isinstance(page.subject, Shown) and page.subject.guide.head.withdrawn is not None


def _anchors(page: Page, plan: Plan) -> frozenset[str]:
    """Of all parts of a list together."""
    part = part_of(page)
    keys = part.keys if part else (page.key,)
    return frozenset(anchor for key in keys for anchor in plan.by_key[page.language, key].anchors)
