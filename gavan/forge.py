"""Addresses of a file's editor on a forge, from the `repository` of site.yaml: GitHub, GitLab, Forgejo and Gitea.

Which of them it is, the host's name tells, else `forge` in site.yaml. Of a repository whose kind is not known only its own
address is sure. Forms as the forges have them in 2026: GitHub /edit/ and /new/ with `filename` and `value`; GitLab /-/edit/
and /-/new/ with `file_name` (gitlab-org/gitlab#532221 took contents away); Gitea and Forgejo /_edit/ and /_new/ with
`filename` and `value` (go-gitea/gitea#16556).
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from gavan.settings import Settings

_HOSTS = {"github": "github", "gitlab": "gitlab", "forgejo": "forgejo", "gitea": "forgejo", "codeberg": "forgejo"}
"""A word in a host's name and the forge it stands for; Gitea's addresses are Forgejo's."""
_EDIT = {"github": "/edit/{branch}/{path}", "gitlab": "/-/edit/{branch}/{path}", "forgejo": "/_edit/{branch}/{path}"}
_NEW = {"github": "/new/{branch}?filename={name}&value={text}", "gitlab": "/-/new/{branch}?file_name={name}",
        "forgejo": "/_new/{branch}/?filename={name}&value={text}"}
_LIST = {"github": "/tree/{branch}/{path}", "gitlab": "/-/tree/{branch}/{path}", "forgejo": "/src/branch/{branch}/{path}"}


def kind_of(settings: Settings) -> str:
    """github, gitlab or forgejo; empty where neither site.yaml nor the host's name tells."""
    host = (urlsplit(settings.repository or "").hostname or "").split(".")
    return settings.forge or next((kind for word, kind in _HOSTS.items() if word in host), "")


def edit_address(settings: Settings, path: str) -> str:
    """Where a file of the repository is edited; a path that ends in a slash gives the list of that folder.

    Empty without a repository; the repository's own address where the kind of forge is not known.
    """
    return _address(settings, _LIST if path.endswith("/") else _EDIT, path=quote(path.strip("/")))


def new_address(settings: Settings, path: str, text: str) -> str:
    """Where a new file is written, with its path and, where the forge takes it, a first text filled in."""
    return _address(settings, _NEW, name=quote(path, safe=""), text=quote(text, safe=""))


def _address(settings: Settings, forms: dict[str, str], **values: str) -> str:
    if not settings.repository:
        return ""
    root = settings.repository.rstrip("/").removesuffix(".git")
    form = forms.get(kind_of(settings), "")
    return root + form.format(branch=quote(settings.branch), **values)
