"""Gives browser tests a real Chromium, and tools that say what a reader would meet there.

    def test_home(new_page, served, axe, overflow):
        tab = new_page(width=320, dark=True)
        tab.goto(served(folder, "/mirror").at("ru/index.html"))
        assert tab.blocked == tab.errors == tab.csp == []
        assert axe(tab) == []
        assert overflow(tab) == []

Nothing leaves the machine: no name and no address but this machine's own can be reached from the browser. Without a
browser these tests fail and are not skipped, or else nobody would notice that they no longer run.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import axe_playwright_python
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

if TYPE_CHECKING:
    from tests.built import BuiltSite

HERE = Path(__file__).resolve().parent
CHROMIUM_RECORD = HERE.parent.parent / ".venv" / "chromium-path"

HEADLESS = (
    "--no-sandbox",  # Chromium refuses to start as root with it, and root is who runs CI
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Unlike Playwright's routes this holds for redirects, service workers and prefetching too, and leaves the cache on.
ONLY_THIS_MACHINE = (
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    "--no-proxy-server",
)
LOCAL_HOSTS = {"localhost", "127.0.0.1"}
NETWORK_SCHEMES = {"http", "https", "ws", "wss", "ftp"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks everything in this folder `browser`: `-m "not browser"` leaves it out."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")


# The sites to look at, built once. They are imported where they are made, so that the rest of this file stands alone.


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> "BuiltSite":
    """The real site, as on 22 November 2026."""
    from tests.built import real_site

    return real_site(tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="session")
def kinds(tmp_path_factory: pytest.TempPathFactory) -> "BuiltSite":
    """The site with a page of every kind and state; kinds.py says where."""
    from tests.built import kinds_site

    return kinds_site(tmp_path_factory.mktemp("kinds"))


@pytest.fixture(scope="session")
def persian(tmp_path_factory: pytest.TempPathFactory) -> "BuiltSite":
    """A small site with Persian as its fourth language."""
    from tests.built import persian_site

    return persian_site(tmp_path_factory.mktemp("persian"))


# The browser and its pages


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The Chromium that GAVAN_CHROMIUM names, else the one that scripts/set_up_browser.py has found."""
    path = os.environ.get("GAVAN_CHROMIUM") or (
        CHROMIUM_RECORD.read_text(encoding="utf-8").strip() if CHROMIUM_RECORD.is_file() else ""
    )
    program = shutil.which(path) if path else None
    if program is None:
        which = f"no Chromium at {path!r}" if path else "no Chromium has been set up"
        pytest.fail(f"{which}: run `make browser`, or set GAVAN_CHROMIUM to the path of one", pytrace=False)
    return program


# Not for the whole session: as long as Playwright runs, no other test in the process can start an asyncio loop. A
# module is what one process keeps together (`make test`), and starting takes about a second.
@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    """A headless Chromium that reaches nothing but this machine."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path, args=[*HEADLESS, *ONLY_THIS_MACHINE])
        yield chromium
        chromium.close()


class Tab:
    """A page in a context of its own, and what has happened in it. Whatever else is asked goes to Playwright's page.

    All lists are in the order of events. They are complete for what happened before the last answer of the page.
    """

    page: Page
    """Playwright's page; `expect(tab.page)` needs it as it is."""
    requests: list[str]
    """Addresses that the page, its workers and its pop-ups asked for, over the network or as files."""
    blocked: list[str]
    """Those of them that would have gone to another machine. They got no answer."""
    console: list[str]
    """`type: text` of what came up in the console, the browser's own complaints included."""
    errors: list[str]
    """What scripts threw and nobody caught."""
    csp: list[str]
    """`directive: what (where)` for each violation of the Content Security Policy, also with scripts off.

    `what` is an address (only `file` for a file) or a kind such as kInlineViolation."""

    def __init__(self, context: BrowserContext, *, scripts: bool) -> None:
        self.requests, self.blocked, self.console, self.errors, self.csp = [], [], [], [], []
        context.on("request", lambda request: self._note_request(request.url))
        context.on("console", lambda message: self.console.append(f"{message.type}: {message.text}"))
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        self.page = context.new_page()
        self.page.on("websocket", lambda socket: self._note_request(socket.url))
        self.scripts = scripts
        self._devtools = context.new_cdp_session(self.page)
        self._devtools.on("Audits.issueAdded", lambda event: self._note_issue(event["issue"]))
        self._devtools.send("Audits.enable")
        self._let_scripts_run(scripts)

    def __getattr__(self, name: str) -> object:
        return getattr(self.page, name)

    @contextmanager
    def with_scripts(self) -> Iterator[Page]:
        """Lets our own asynchronous scripts run in a page whose scripts are off; the page's own are not made up for."""
        self._let_scripts_run(True)
        yield self.page
        self._let_scripts_run(self.scripts)

    def _let_scripts_run(self, allowed: bool) -> None:
        # Playwright's own switch, java_script_enabled, can't be turned back, and axe needs promises.
        self._devtools.send("Emulation.setScriptExecutionDisabled", {"value": not allowed})

    def _note_request(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in NETWORK_SCHEMES or parts.scheme == "file":
            self.requests.append(url)
        if parts.scheme in NETWORK_SCHEMES and parts.hostname not in LOCAL_HOSTS:
            self.blocked.append(url)

    def _note_issue(self, issue: dict) -> None:
        if issue["code"] != "ContentSecurityPolicyIssue":
            return
        details = issue["details"]["contentSecurityPolicyIssueDetails"]
        what = details.get("blockedURL") or details["contentSecurityPolicyViolationType"]
        place = details.get("sourceCodeLocation", {"url": "?", "lineNumber": -1})
        # Lines count from 0; -1 stands for a page that Chromium had not read so far.
        line = f":{place['lineNumber'] + 1}" if place["lineNumber"] >= 0 else ""
        self.csp.append(f"{details['violatedDirective']}: {what} ({place['url']}{line})")


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Tab]]:
    """`new_page(width=360, height=640, dark=False, scripts=True, lang="en", **more)` opens a `Tab` for one test.

    `lang` is the language that the browser asks for; `more` goes to Playwright's `new_context` (`offline`, `has_touch`,
    `reduced_motion`, `forced_colors`, `device_scale_factor`, …). No tab shares storage with another.
    """
    with ExitStack() as closing:

        def open_tab(
            width: int = 360,
            height: int = 640,
            dark: bool = False,
            scripts: bool = True,
            lang: str = "en",
            **more: object,
        ) -> Tab:
            settings = {
                "viewport": {"width": width, "height": height},
                "color_scheme": "dark" if dark else "light",
                "locale": lang,
                "timezone_id": "UTC",
                **more,
            }
            context = browser.new_context(**settings)
            closing.callback(context.close)
            context.set_default_timeout(10_000)
            return Tab(context, scripts=scripts)

        yield open_tab


# What a page is asked


@dataclass(frozen=True)
class Violation:
    """A rule of axe-core that a page breaks."""

    rule: str
    """axe-core's id of the rule, such as `image-alt`."""
    impact: str
    """minor, moderate, serious or critical."""
    help: str
    """What the rule asks for, in a sentence."""
    places: tuple[str, ...]
    """For each element: its selector, and what is wrong with it."""


AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def axe() -> Callable[[Tab], list[Violation]]:
    """`axe(tab)` returns what axe-core finds against WCAG 2.2 A and AA and its own best practice, empty if nothing."""
    script = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
    # preload: fetching style sheets a second time serves a single experimental rule, and offends a strict policy.
    options = {"runOnly": AXE_TAGS, "resultTypes": ["violations"], "preload": False}

    def violations(tab: Tab) -> list[Violation]:
        with tab.with_scripts() as page:
            if not page.evaluate("'axe' in window"):
                page.evaluate(script)
            found = page.evaluate("options => axe.run(options)", options)["violations"]
        return [
            Violation(
                rule=rule["id"],
                impact=rule["impact"],
                help=rule["help"],
                places=tuple(f"{node['target']}: {node['failureSummary']}" for node in rule["nodes"]),
            )
            for rule in found
        ]

    return violations


# Text counts as well as boxes: a long word sticks out of a paragraph whose own box fits. Sticking out inside something
# that scrolls or clips on its own is no overflow of the page; html and body are not such, or nothing would ever be.
FIND_OVERFLOW = """() => {
  const width = document.documentElement.clientWidth
  const rtl = getComputedStyle(document.documentElement).direction === 'rtl'
  const contained = element => {
    for (let up = element.parentElement; up && up !== document.body; up = up.parentElement)
      if (getComputedStyle(up).overflowX !== 'visible') return true
    return false
  }
  const reach = box => (rtl ? -box.left : box.right - width)
  const wide = new Map()
  const note = (element, box) => {
    if (box.width > 0 && box.height > 0 && reach(box) > 0.5)
      wide.set(element, Math.max(reach(box), wide.get(element) ?? 0))
  }
  for (const element of document.body.querySelectorAll('*'))
    note(element, element.getBoundingClientRect())
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const range = document.createRange()
    range.selectNodeContents(texts.currentNode)
    for (const box of range.getClientRects()) note(texts.currentNode.parentElement, box)
  }
  const own = element => getComputedStyle(element).visibility !== 'hidden' && !contained(element)
    && (getComputedStyle(element).overflowX === 'visible' || reach(element.getBoundingClientRect()) > 0.5)
  const all = [...wide].filter(([element]) => own(element))
  const innermost = all.filter(([element]) => !all.some(([other]) => other !== element && element.contains(other)))
  const id = element => element.id ? '#' + element.id : ''
  const classes = element => [...element.classList].map(name => '.' + name).join('')
  const start = element => element.textContent.trim().replace(/\\s+/g, ' ').slice(0, 60)
  const found = innermost.map(([element, by]) =>
    `${element.localName}${id(element)}${classes(element)} sticks out by ${Math.ceil(by)} px: ${start(element)}`)
  const page = document.scrollingElement
  if (!found.length && page.scrollWidth > page.clientWidth)
    found.push(`the page scrolls sideways by ${page.scrollWidth - page.clientWidth} px, for no element that was found`)
  return found
}"""


@pytest.fixture(scope="session")
def overflow() -> Callable[[Tab], list[str]]:
    """`overflow(tab)` names the innermost elements that stick out of the page sideways, empty if none does."""
    return lambda tab: tab.page.evaluate(FIND_OVERFLOW)


# A letter that no font has is drawn as the same box as any other such letter; U+0378 will never be one that a font has.
FIND_BOXES = """letters => {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 64
  const context = canvas.getContext('2d', { willReadFrequently: true })
  const drawn = letter => {
    context.clearRect(0, 0, 64, 64)
    context.font = '32px ' + getComputedStyle(document.body).fontFamily
    context.fillText(letter, 16, 44)
    return context.getImageData(0, 0, 64, 64).data.join()
  }
  const box = drawn('\\u0378')
  const nothing = drawn('')
  return letters.filter(letter => [box, nothing].includes(drawn(letter)))
}"""


@pytest.fixture(scope="session")
def letters_without_font() -> Callable[[Tab, str], list[str]]:
    """`letters_without_font(tab, text)` returns the letters of a text that the page's fonts can only show as boxes."""

    def missing(tab: Tab, text: str) -> list[str]:
        letters = sorted({letter for letter in text if not letter.isspace()})
        return tab.page.evaluate(FIND_BOXES, letters)

    return missing


# A web host


CONTENT_TYPES = {
    "": "text/plain; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}


@dataclass(frozen=True)
class Served:
    """A folder that is being served on this machine."""

    url: str
    """Where it is, with a slash at the end."""
    answers: list[tuple[str, int]] = field(default_factory=list)
    """The path and the status of each answer so far, in order, the browser's own question for an icon included."""

    def at(self, path: str) -> str:
        """The address of a file in the folder."""
        return self.url + path.lstrip("/")


class FolderHandler(SimpleHTTPRequestHandler):
    """Answers as a plain web host does: index.html for a folder, the nearest 404.html for what is not there."""

    protocol_version = "HTTP/1.1"

    def __init__(
        self, *args: object, prefix: str, headers: dict[str, str], answers: list[tuple[str, int]], **more: object
    ) -> None:
        self.prefix, self.extra_headers, self.answers = prefix, headers, answers
        super().__init__(*args, **more)

    def translate_path(self, path: str) -> str:
        if path.startswith(f"{self.prefix}/"):
            return super().translate_path(path.removeprefix(self.prefix))
        return super().translate_path("/outside of the served folder")

    def guess_type(self, path: str) -> str:
        return CONTENT_TYPES.get(PurePosixPath(path).suffix, "application/octet-stream")

    def list_directory(self, path: str) -> None:
        self.send_error(404)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = self.nearest_404() if code == 404 else None
        if page is None:
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def nearest_404(self) -> Path | None:
        """404.html in the folder asked for or the nearest above it; None if there is none, or outside the prefix."""
        path = urlsplit(self.path).path
        if not path.startswith(f"{self.prefix}/"):
            return None
        root = Path(self.directory)
        asked = Path(self.translate_path(path))
        folders = [folder for folder in asked.parents if folder.is_relative_to(root)]
        return next((folder / "404.html" for folder in folders if (folder / "404.html").is_file()), None)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        for name, value in self.extra_headers.items():
            self.send_header(name, value)
        super().end_headers()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        self.answers.append((self.path, int(code)))

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def serving(folder: Path, prefix: str = "", headers: dict[str, str] | None = None) -> Iterator[Served]:
    """Serves a folder while the context lasts, at a free port of this machine."""
    prefix = f"/{prefix.strip('/')}" if prefix.strip("/") else ""
    answers: list[tuple[str, int]] = []
    handler = partial(FolderHandler, directory=str(folder), prefix=prefix, headers=headers or {}, answers=answers)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        # The default of half a second is what every shutdown would wait for.
        thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.02), daemon=True)
        thread.start()
        yield Served(url=f"http://127.0.0.1:{server.server_port}{prefix}/", answers=answers)
        server.shutdown()
        thread.join()


@pytest.fixture
def served() -> Iterator[Callable[..., Served]]:
    """`served(folder, prefix="", headers=None)` serves a folder at the root or under a sub-path until the test ends."""
    with ExitStack() as closing:
        yield lambda *args, **more: closing.enter_context(serving(*args, **more))


@pytest.fixture(scope="module")
def served_for_module() -> Iterator[Callable[..., Served]]:
    """The same for fixtures that a whole module shares."""
    with ExitStack() as closing:
        yield lambda *args, **more: closing.enter_context(serving(*args, **more))
