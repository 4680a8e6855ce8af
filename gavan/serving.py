"""`serve`: the site on this machine's loopback, rebuilt and reloaded when a source changes.

livereload gives the server, the protocol and the browser's script; the trigger is ours, since livereload polls every 800 ms
and injects an inline script that the pages' policy forbids. A change that breaks the content leaves the last good site.
"""

from __future__ import annotations

import datetime
import os
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from html import escape
from pathlib import Path

from livereload.handlers import LiveReloadHandler, LiveReloadJSHandler, StaticFileHandler
from livereload.watcher import get_watcher_class
from tornado.ioloop import IOLoop, PeriodicCallback
from tornado.web import Application

from gavan.building import Built, build
from gavan.language import Catalogue
from gavan.problems import Problem
from gavan.report import Reporter, lines_of
from gavan.writing import write_site

WATCHED = ("content", "templates", "locale", "site.yaml")
LOOK_EVERY = 200
"""Milliseconds between looks at the sources: a stat of each file, about 5 ms for 300 guides in three languages."""


class _Pages(StaticFileHandler):
    """The site's files; what is missing gets the 404 page of its language."""

    def write_error(self, status_code: int, **kwargs: object) -> None:
        root, language = Path(self.root), self.request.path.strip("/").partition("/")[0]
        for path in (root / language / "404.html", root / "404.html"):
            if status_code == 404 and path.is_file():
                self.set_header("Content-Type", "text/html; charset=utf-8")
                self.finish(path.read_bytes())
                return
        super().write_error(status_code, **kwargs)


class Served:
    """A site that is built again when its sources change."""

    def __init__(self, source: Path, engine: Path, folder: Path, reporter: Reporter, make: Callable[[], Built]) -> None:
        self.source, self.engine, self.folder, self.reporter, self.make = source, engine, folder, reporter, make
        self.seen: Mapping[str, tuple[int, int]] = {}

    def look(self) -> bool:
        """Build if a source has changed since the last look; whether it did."""
        now = self._stamps()
        if now == self.seen:
            return False
        first, self.seen = not self.seen, now
        built = self.make()
        self.reporter.problems(built.problems)
        if built.outputs is not None:
            write_site(built.outputs, self.folder)
            self.reporter.say("{files} files built", files=len(built.outputs))
        elif first:
            write_site({"index.html": _problems_page(built.problems), ".nojekyll": b""}, self.folder)
        return True

    def _stamps(self) -> dict[str, tuple[int, int]]:
        """Time and size of every source file, the engine's templates and catalogues among them."""
        found: dict[str, tuple[int, int]] = {}
        for root in dict.fromkeys((self.source.resolve(), self.engine.resolve())):
            for name in WATCHED:
                path = root / name
                files = [path] if path.is_file() else [Path(at) / f for at, _, files in os.walk(path) for f in files]
                for file in files:
                    try:
                        status = file.stat()
                    except FileNotFoundError:
                        continue
                    found[str(file)] = (status.st_mtime_ns, status.st_size)
        return found


def _problems_page(problems: tuple[Problem, ...]) -> bytes:
    """What the browser shows where the first build fails; it reloads by itself once the content is mended."""
    text = "\n".join(line for problem in problems for line in lines_of(problem, Catalogue()))
    return (f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Problems</title><h1>The content has problems</h1>'
            f'<pre>{escape(text)}</pre><script src="/livereload.js" defer></script></html>').encode()


def serve(source: Path, *, today: datetime.date, port: int, reporter: Reporter, engine: Path, address: str | None = None,
          strict: bool = False) -> int:
    """Serve until Ctrl-C; returns the exit status. OSError where the port is taken. The site goes into a temporary folder."""
    make = partial(build, source, today=today, address=address, strict=strict, drafts=True, live=True, engine=engine)
    with tempfile.TemporaryDirectory(prefix="gavan-serve-") as place:
        served = Served(source, engine, Path(place) / "site", reporter, make)
        served.look()
        LiveReloadHandler.watcher = get_watcher_class()()
        application = Application([(r"/livereload", LiveReloadHandler), (r"/livereload.js", LiveReloadJSHandler),
                                   (r"/(.*)", _Pages, {"path": str(served.folder), "default_filename": "index.html"})])
        server = application.listen(port, address="127.0.0.1")
        reporter.say("Look at http://127.0.0.1:{port}/ ; stop with Ctrl-C", port=port)
        watch = PeriodicCallback(lambda: served.look() and LiveReloadHandler.reload_waiters("*"), LOOK_EVERY)
        watch.start()
        try:
            IOLoop.current().start()
        except KeyboardInterrupt:
            reporter.say("Stopped.")
        finally:
            watch.stop()
            server.stop()
    return 0
