"""Where outputs lie and how they refer to each other: flat files, every internal link relative, index.html named."""

from __future__ import annotations

import posixpath
from urllib.parse import urljoin, urlsplit


def relative(target: str, *, source: str, anchor: str = "") -> str:
    """The link from one output path to another: ru/a/b.html → ../../en/c.html#x. To itself with an anchor: #x alone."""
    fragment = f"#{anchor}" if anchor else ""
    if target == source and anchor:
        return fragment
    here = posixpath.dirname(source)
    return posixpath.relpath(target, here or ".") + fragment


def absolute(target: str, address: str) -> str:
    """The address of an output path on a host; a trailing index.html is the folder itself."""
    path = target.removesuffix("index.html") if posixpath.basename(target) == "index.html" else target
    return urljoin(address if address.endswith("/") else address + "/", path)


def host_path(address: str | None) -> str:
    """The path of an address, ending in a slash: https://a.org/b → /b/; "/" where there is none."""
    path = urlsplit(address).path if address else "/"
    return path if path.endswith("/") else path + "/"
