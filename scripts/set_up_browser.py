"""Finds a Chromium that starts, or installs one, and writes its path to `.venv/chromium-path` for the browser tests.

Looked at in this order: the environment variable GAVAN_CHROMIUM; Chromium or Chrome among the programs of this machine;
one that Playwright has installed before; on Debian, as root, the package `chromium`; Playwright's own installer. What
is found must also start: on some systems a command `chromium` is there that only says where to get one.

Sees to a font with Persian, Russian and Turkish letters as well, since a picture of empty boxes proves nothing.

Exit status: 0 with a Chromium, 2 without one. It does not pin a version: a browser's security updates come first.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RECORD = ROOT / ".venv" / "chromium-path"

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Programs of macOS are not on PATH.
APPLICATIONS = (
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
)
# DejaVu Sans has Cyrillic, Turkish and Persian in 1 MB, and is wider than what phones use: what fits in it, fits there.
# fontconfig brings fc-list, which `languages_without_font` asks.
FONT_PACKAGES = ("fontconfig", "fonts-dejavu-core")
LANGUAGES = ("fa", "ru", "tr")


def main() -> int:
    """Returns the exit status."""
    wanted = os.environ.get("GAVAN_CHROMIUM", "")
    if recorded := still_recorded(wanted):
        print(f"Chromium: {recorded}")
        return 0
    see_to_playwright()
    chromium = found_there(wanted) if wanted else (found() or installed_by_apt() or installed_by_playwright())
    if chromium is None:
        complain(wanted)
        return 2
    see_to_fonts()
    RECORD.parent.mkdir(exist_ok=True)
    RECORD.write_text(f"{chromium}\n", encoding="utf-8")
    print(f"Chromium: {chromium}")
    return 0


def still_recorded(wanted: str) -> str | None:
    """The path that an earlier run wrote, if a program is still there and nobody wants another one."""
    if not RECORD.is_file():
        return None
    path = RECORD.read_text(encoding="utf-8").strip()
    return path if shutil.which(path) and wanted in {"", path} else None


def found_there(wanted: str) -> str | None:
    """What GAVAN_CHROMIUM names (a path, or a command on PATH), if it starts. No other one is taken in its place."""
    path = shutil.which(wanted)
    return path if path and starts(path) else None


def found() -> str | None:
    """The first Chromium of this machine that starts."""
    return next((path for path in candidates() if starts(path)), None)


def candidates() -> Iterator[str]:
    """Paths at which a Chromium may be, the system's first."""
    for name in NAMES:
        if path := shutil.which(name):
            yield path
    yield from (str(path) for path in APPLICATIONS if path.is_file())
    if (path := playwrights_own()) and path.is_file():
        yield str(path)


def playwrights_own() -> Path | None:
    """Where Playwright's installer puts its Chromium, there or not. None without Playwright, or if it does not run."""
    question = "import playwright.sync_api as api\nwith api.sync_playwright() as it: print(it.chromium.executable_path)"
    answer = subprocess.run([sys.executable, "-c", question], capture_output=True, encoding="utf-8")
    return Path(answer.stdout.strip()) if answer.returncode == 0 else None


def starts(path: str) -> bool:
    """Whether this program shows a page as Chromium does. Says why where it does not."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [path, "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        command += ["--no-first-run", f"--user-data-dir={profile}", "--dump-dom", "data:text/html,<p>gavan</p>"]
        try:
            answer = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
        except (OSError, subprocess.TimeoutExpired) as problem:
            print(f"{path} does not start: {problem}", file=sys.stderr)
            return False
    if b"<p>gavan</p>" in answer.stdout:
        return True
    words = answer.stderr.decode(errors="replace").strip().splitlines()
    print(f"{path} does not start: {words[-1] if words else 'no word why'}", file=sys.stderr)
    return False


def installed_by_apt() -> str | None:
    """Debian's Chromium, newly installed. None elsewhere and for anyone but root. (Ubuntu has only a snap: None.)"""
    return found() if may_use_apt() and apt_install("chromium", *FONT_PACKAGES) else None


def installed_by_playwright() -> str | None:
    """Playwright's Chromium, newly downloaded, with the libraries that it needs if we may install them; else None."""
    path = playwrights_own()
    if path is None:
        return None
    print("Asking Playwright for its Chromium", flush=True)
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    if may_use_apt():
        command.append("--with-deps")
    if subprocess.run(command, stdin=subprocess.DEVNULL).returncode != 0:
        return None
    return str(path) if path.is_file() and starts(str(path)) else None


def may_use_apt() -> bool:
    """Whether we are root on a Debian or something made from it."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def apt_install(*packages: str) -> bool:
    """Installs Debian packages with nothing that they merely recommend. Whether it went well."""
    print(f"Installing {' '.join(packages)}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}

    def apt_get(*words: str) -> bool:
        command = ["apt-get", "-oDPkg::Lock::Timeout=300", "-qq", *words]
        # What apt-get tells of its progress is long; what goes wrong comes by the other channel.
        run = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=environment)
        return run.returncode == 0

    # An update that fails is no reason to stop: the lists may be good enough, and the installation says so if not.
    apt_get("update")
    return apt_get("install", "-y", "--no-install-recommends", *packages)


def see_to_playwright() -> None:
    """Installs the one library that Playwright's program needs and the smallest Debians lack, or says that it fails."""
    if importlib.util.find_spec("playwright") is None:
        return
    command = [sys.executable, "-m", "playwright", "--version"]
    if subprocess.run(command, capture_output=True).returncode != 0 and may_use_apt():
        apt_install("libatomic1")
    if subprocess.run(command, capture_output=True).returncode != 0:
        print(f"Playwright does not run; see what `{' '.join(command)}` says.", file=sys.stderr)


def see_to_fonts() -> None:
    """Installs fonts for languages that have none, or says that they are missing. macOS and Windows bring theirs."""
    if not sys.platform.startswith("linux") or not languages_without_font():
        return
    if may_use_apt():
        apt_install(*FONT_PACKAGES)
    if missing := languages_without_font():
        print(f"No font was found for: {', '.join(missing)}. Pictures of pages will show boxes.", file=sys.stderr)
        print(f"Install DejaVu Sans (Debian, Ubuntu: {' '.join(FONT_PACKAGES)}).", file=sys.stderr)


def languages_without_font() -> list[str]:
    """Those of `LANGUAGES` for which fontconfig knows no font; all of them where fontconfig can't be asked."""
    if not shutil.which("fc-list"):
        return list(LANGUAGES)
    return [
        language
        for language in LANGUAGES
        if not subprocess.run(["fc-list", f":lang={language}", "family"], capture_output=True).stdout.strip()
    ]


def complain(wanted: str) -> None:
    """Says what is missing and how to mend it."""
    if wanted:
        print(f"GAVAN_CHROMIUM={wanted}: there is no Chromium that starts.", file=sys.stderr)
        return
    print(
        "The browser tests need Chromium, and none was found that starts, nor could one be installed.\n"
        "  Debian:  sudo apt-get install chromium\n"
        "  macOS:   brew install --cask chromium, or Google Chrome\n"
        "  else:    set GAVAN_CHROMIUM to the path of a Chromium or Chrome\n"
        "Then say `make test` again.",
        file=sys.stderr,
    )


if __name__ == "__main__":
    sys.exit(main())
