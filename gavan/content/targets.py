"""What a link's or an image's target, as an editor writes it, leads to: a key, a file beside the guide, or the world outside.

Links between guides are paths to Markdown files (`../kazakhstan/registration.md#iin`), so that they also work in an editor
and on a forge; here they become keys. Whether there is such a page or file is for the checks and the plan to say.
"""

from __future__ import annotations

import posixpath
import re

_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")


def scheme_of(target: str) -> str:
    """The scheme in lower case; empty for a path, an anchor and an address without scheme (//host/path)."""
    found = _SCHEME.match(target)
    return found.group(1).lower() if found else ""


def is_external(target: str) -> bool:
    """Whether a target leads out of the site: it has a scheme or begins with two slashes (RFC 3986, section 4.2)."""
    return bool(scheme_of(target)) or target.lstrip().replace("\\", "/").startswith("//")


def internal_target(key: str, target: str) -> tuple[str, str] | None:
    """Key and anchor ("" for none) to which a target in the guide with this key leads.

    An empty path with an anchor is the guide itself. None where the target is empty, is no .md file, or leaves the
    language's folder.
    """
    path, _, anchor = target.partition("#")
    if not path:
        return (key, anchor) if anchor else None
    if is_external(target) or path.startswith("/") or not path.endswith(".md"):
        return None
    found = posixpath.normpath(posixpath.join(posixpath.dirname(key), path.removesuffix(".md")))
    return None if found.startswith("../") or found in ("..", ".") else (found, anchor)


def image_path(language: str, key: str, source: str) -> str | None:
    """The path below content/ of an image that a version of a guide shows; None where it leaves content/."""
    if not source or is_external(source) or source.startswith("/"):
        return None
    found = posixpath.normpath(posixpath.join(language, posixpath.dirname(key), source))
    return None if found.startswith("../") or found in ("..", ".") else found


def target_from(key: str, other: str) -> str:
    """What to type in the guide with this key for a link to another key: ../kazakhstan/registration.md."""
    return posixpath.relpath(f"{other}.md", posixpath.dirname(key) or ".")
