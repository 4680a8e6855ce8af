"""A guide's page: its sections with links and facts filled in, and what its original has that the translation lacks."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from posixpath import dirname, join, normpath

from markupsafe import Markup
from PIL import Image

from gavan.content.markup import Section, fill
from gavan.content.targets import internal_target
from gavan.model import Behind, Version
from gavan.plan import Shown
from gavan.rendering.view import View, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    date: str
    note: Words
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BehindView:
    """What a translation's reader is told about one section."""

    kind: str
    """fact or safety."""
    section: str
    title: str
    """Heading of the section as shown; empty for the introduction."""
    changes: tuple[ChangeView, ...]
    is_new: bool
    original: str
    """Link to the section in the original."""
    text: Markup | None
    """For safety, the original's section; the reader sees it beside the old translation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    id: str
    level: int
    title: str
    head: Markup
    """The heading element; empty for the introduction."""
    body: Markup
    lang: str
    """Set where the section stands in another language than the page's article."""
    dir: str
    behind: BehindView | None


def sections(view: View, shown: Shown) -> tuple[SectionView, ...]:
    """The sections of the shown version in order, new ones of the original among them in the original's language."""
    version, original = shown.version, shown.guide.original
    late = {b.section: b for b in shown.behind}
    out = [_section(view, shown, s, version, late.get(s.id)) for s in (version.body.intro, *version.body.sections)]
    new = [s for s in original.body.sections if s.id in late and late[s.id].is_new]
    order = [s.id for s in original.body.sections]
    for section in new:
        before = set(order[:order.index(section.id)])
        at = max((n for n, s in enumerate(out) if s.id in before), default=0) + 1
        out.insert(at, _section(view, shown, section, original, late[section.id]))
    return tuple(out)


def footnotes(view: View, version: Version) -> Markup:
    return _filled(view, version, version.body.footnotes)


def behind_views(view: View, shown: Shown) -> tuple[BehindView, ...]:
    return tuple(_behind(view, shown, b) for b in shown.behind)


def _section(view: View, shown: Shown, section: Section, version: Version, late: Behind | None) -> SectionView:
    foreign = version.language != shown.version.language
    html = _without_notes(_filled(view, version, section.html)) if foreign else _filled(view, version, section.html)
    close = f"</h{section.level}>"
    head, found, body = html.partition(close) if section.level else ("", "", html)
    return SectionView(id=section.id, level=section.level, title=section.title, head=Markup(head + found), body=Markup(body),
                       lang=version.language if foreign else "", dir=view.direction(version.language) if foreign else "",
                       behind=_behind(view, shown, late) if late else None)


def _behind(view: View, shown: Shown, late: Behind) -> BehindView:
    original = shown.guide.original
    titles = {s.id: s.title for s in (*original.body.sections, *shown.version.body.sections)}
    anchor = "" if late.section == "intro" else late.section
    text = next((s for s in (original.body.intro, *original.body.sections) if s.id == late.section), None)
    beside = late.kind == "safety" and text is not None and not late.is_new
    return BehindView(kind=late.kind, section=late.section, title=titles.get(late.section, ""), is_new=late.is_new,
                      original=view.link(shown.guide.key, anchor, original.language),
                      changes=tuple(ChangeView(date=view.day(c.date), note=view.words(c.note), kind=c.kind)
                                    for c in late.changes if c.kind != "wording"),
                      text=_without_ids(_without_notes(_filled(view, original, text.html))) if beside and text else None)


def _without_notes(html: Markup) -> Markup:
    """A section of another version: the numbers of its footnotes would lead to this one's."""
    return Markup(re.sub(r'<sup id="fnref[^"]*">.*?</sup>', "", html))


def _without_ids(html: Markup) -> Markup:
    """A section shown a second time: its ids would clash, and its heading must not stand in the outline."""
    html = re.sub(r' id="[^"]*"', "", html)
    return Markup(re.sub(r"<(/?)h[2-6]>", r"<\1p>", html))


def _filled(view: View, version: Version, html: str) -> Markup:
    body, tongue = version.body, view.languages[version.language]
    return Markup(fill(_framed(html),
                       link=lambda n: f'href="{escape(_href(view, version, body.links[n].target))}"',
                       image=lambda n: _image(view, version, body.images[n].source),
                       fact=lambda n: view.inline_fact(body.facts[n], tongue)))


def _framed(html: str) -> str:
    """Tables may be wider than a phone: their frame scrolls and can be reached by keyboard (WCAG 2.1.1)."""
    return html.replace("<table>", '<div class="scroll" tabindex="0"><table>').replace("</table>", "</table></div>")


def _href(view: View, version: Version, target: str) -> str:
    found = internal_target(version.key, target)
    return view.link(*found) if found else target


def _image(view: View, version: Version, source: str) -> str:
    path = normpath(join(version.language, dirname(version.key), source))
    data = view.plan.published.images.get(path, b"")
    try:
        width, height = Image.open(io.BytesIO(data)).size
        size = f' width="{width}" height="{height}"'
    except OSError:
        size = ""
    return f'src="{escape(view.to(path))}"{size} loading="lazy"'


def contents(shown: Iterable[SectionView]) -> tuple[SectionView, ...]:
    """The h2 sections, for the list at the top; none where there are fewer than three."""
    found = tuple(s for s in shown if s.level == 2 and s.id)
    return found if len(found) >= 3 else ()
