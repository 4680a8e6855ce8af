"""What hosts expect: one list of headers and redirects, rendered as _headers, _redirects, robots.txt and .nojekyll.

The same content security policy stands in every page's <meta>, for hosts that send no headers of ours (GitHub Pages, file://).
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping

from gavan.plan import Plan
from gavan.rendering.templates import style_hash
from gavan.urls import host_path


def page_policy(style: str, *, live: bool = False) -> str:
    """The policy in a page's <meta>: nothing from anywhere else, our one style block by its hash, our own script files.

    `live` additionally allows what serve needs to reload the page: a socket to the same machine.
    """
    parts = ["default-src 'none'", f"style-src {style_hash(style)}", "script-src 'self'", "img-src 'self'", "base-uri 'none'",
             "form-action 'none'", "require-trusted-types-for 'script'"]
    if live:
        parts = [p for p in parts if not p.startswith("require")] + ["connect-src 'self' ws:"]
    return "; ".join(parts)


def headers(style: str) -> dict[str, str]:
    """What our hosts send with every page; frame-ancestors works only here, not in <meta> (CSP 3, section 6.4.2)."""
    return {"Content-Security-Policy": page_policy(style) + "; frame-ancestors 'none'",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cache-Control": "no-cache"}


def header_bytes(style: str) -> int:
    """How much an answer's head weighs: the lines a host always sends (measured with nginx 1.22, gzip on) and ours."""
    always = ("HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nDate: Sun, 22 Nov 2026 20:00:00 GMT\r\n"
              "Content-Type: text/html; charset=utf-8\r\nLast-Modified: Sun, 22 Nov 2026 20:00:00 GMT\r\n"
              "Transfer-Encoding: chunked\r\nConnection: keep-alive\r\nVary: Accept-Encoding\r\n"
              'ETag: W/"6740e0c0-1234"\r\nContent-Encoding: gzip\r\n\r\n')
    return len(always) + sum(len(name) + len(value) + 4 for name, value in headers(style).items())


def host_outputs(plan: Plan, style: str) -> dict[str, bytes]:
    """_headers, _redirects, robots.txt and .nojekyll."""
    base = host_path(plan.settings.address)
    return {"_headers": _headers(style, base).encode(), "_redirects": _redirects(plan, base).encode(),
            "robots.txt": _robots(plan, base).encode(), ".nojekyll": b""}


def _headers(style: str, base: str) -> str:
    """Netlify's and Cloudflare Pages' form. Later rules add to earlier ones, so static files detach our cache rule."""
    lines = [f"{base}*", *(f"  {name}: {value}" for name, value in headers(style).items()),
             f"{base}static/*", "  ! Cache-Control", "  Cache-Control: public, max-age=31536000, immutable", ""]
    return "\n".join(lines)


def _redirects(plan: Plan, base: str) -> str:
    """Old keys, then a 404 page per language (Netlify, Cloudflare Pages, GitLab Pages)."""
    lines = [f"{base}{page.path} {base}{page.language}/{page.subject}.html 301" for page in plan.pages if page.kind == "alias"]
    lines += [f"{base}{code}/* {base}{code}/404.html 404" for code in plan.settings.languages]
    return "\n".join(lines) + "\n"


def _robots(plan: Plan, base: str) -> str:
    lines = ["User-agent: *", f"Disallow: {base}status/"]
    if plan.settings.address:
        lines += ["", f"Sitemap: {plan.settings.address.rstrip('/')}/sitemap.xml"]
    return "\n".join(lines) + "\n"


def weights(outputs: Mapping[str, bytes]) -> dict[str, int]:
    """Bytes of every page with gzip as our hosts send it (level 6), without headers."""
    return {path: len(gzip.compress(data, 6, mtime=0)) for path, data in outputs.items() if path.endswith(".html")}
