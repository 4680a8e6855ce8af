"""Every planned output rendered to bytes, in a fixed order; problems of templates and weight beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping

from jinja2 import Environment

from gavan.content.targets import image_path
from gavan.language import Language
from gavan.plan import Page, Plan, Shown
from gavan.problems import Place, Problem
from gavan.rendering.api import api_outputs
from gavan.rendering.feeds import feed, sitemap
from gavan.rendering.hosts import header_bytes, host_outputs, page_policy, weights
from gavan.rendering.pages import page_context
from gavan.rendering.templates import TEMPLATE_ERRORS, Templates, environment, template_problem, words

MAX_PAGE_BYTES = 11_800
"""Over the wire with gzip and our headers: the first round trip, and what filters let through (design, section 6)."""
WITHOUT_BUDGET = ("status/index.html",)


def render(plan: Plan, languages: Mapping[str, Language], templates: Templates, *,
           live: bool = False) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """All outputs by path, and what is wrong: a broken template leaves its pages out, a heavy page is still there.

    `live` is for serve: pages may reload themselves, and drafts say so.
    """
    env = environment(templates)
    published = templates.published()
    static = {name: path for name, (path, _) in published.items()}
    outputs = dict(published.values()) | _images(plan)
    style = templates.style
    problems: list[Problem] = []
    policy = page_policy(style, live=live)
    for page in plan.pages:
        try:
            context = {**page_context(page, plan, languages, static, style, policy), "live": live}
            outputs[page.path] = _html(env, page, languages[page.language], context)
        except TEMPLATE_ERRORS as error:
            problems.append(template_problem(error, f"pages/{page.kind}.html"))
    try:
        outputs |= _feeds(plan, languages, env)
    except TEMPLATE_ERRORS as error:
        problems.append(template_problem(error, "feeds/feed.xml"))
    if plan.settings.outputs.api:
        outputs |= api_outputs(plan, languages)
    outputs |= host_outputs(plan, style)
    problems += _too_heavy(plan, outputs, 0 if live else header_bytes(style))
    return dict(sorted(outputs.items())), tuple(problems)


def _html(env: Environment, page: Page, language: Language, context: Mapping[str, object]) -> bytes:
    text = env.get_template(f"pages/{page.kind}.html").render({**words(language.catalogue), **context})
    return (re.sub(r">\n{2,}<", ">\n<", text.strip()) + "\n").encode()  # empty lines between tags; code has no bare < and >


def _images(plan: Plan) -> dict[str, bytes]:
    """Images that published guides show, beside the pages as they lie beside the guides; a draft's are not published."""
    shown = [v for g in plan.published.guides.values() if not g.head.withdrawn for v in g.versions.values()]
    used = {image_path(v.language, v.key, image.source) for v in shown for image in v.body.images}
    return {path: data for path, data in plan.published.images.items() if path in used}


def _feeds(plan: Plan, languages: Mapping[str, Language], env: Environment) -> dict[str, bytes]:
    out: dict[str, bytes] = {}
    if plan.settings.outputs.feeds:
        out |= {f"{code}/feed.xml": feed(plan, languages, env, code) for code in plan.settings.languages}
    whole = sitemap(plan, env)
    return out | ({"sitemap.xml": whole} if whole else {})


def _too_heavy(plan: Plan, outputs: Mapping[str, bytes], head: int) -> list[Problem]:
    """Pages over the budget, named by their source and with the section at which to split."""
    by_path = {page.path: page for page in plan.pages}
    found = []
    for path, weight in weights(outputs).items():
        page = by_path.get(path)
        if page is None or path in WITHOUT_BUDGET or weight + head <= MAX_PAGE_BYTES:
            continue
        place, section = _source_of(page)
        found.append(Problem(code="page-too-heavy", place=place,
                             message="{path} weighs {bytes} bytes, more than {limit}",
                             hint="split it at the section {section}" if section else "make its texts shorter",
                             values={"path": path, "bytes": f"{weight + head:,}", "limit": f"{MAX_PAGE_BYTES:,}",
                                     "section": section}))
    return found


def _source_of(page: Page) -> tuple[Place, str]:
    """The file behind a page, and the h2 nearest to its middle."""
    subject = page.subject
    if not isinstance(subject, Shown):
        path = getattr(subject[0] if isinstance(subject, tuple) else subject, "path", "site.yaml")
        return Place(path=path), ""
    version = subject.version
    lengths, total = [], 0
    for section in version.body.sections:
        if section.level == 2 and section.id and total:
            lengths.append((total, section.id))
        total += len(section.html)
    middle = min(lengths, key=lambda x: abs(x[0] - total / 2), default=(0, ""))[1]
    return version.places.get(f"section:{middle}", Place(path=version.path)), middle

