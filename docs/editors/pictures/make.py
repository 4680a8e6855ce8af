"""Makes the pictures of docs/editors anew: an invented site is built in each language and photographed with Chromium.

    .venv/bin/python docs/editors/pictures/make.py

Run it where templates or messages have changed. Every picture is a PNG of few colours, without metadata. The terminal in
"check" is what `check` really prints, coloured as on a terminal.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
sys.path.insert(0, str(ROOT))

from gavan.cli import main  # noqa: E402

TODAY = "2026-11-22"
COLOURS = 48
TITLE = {"ru": "Документы в Примерске", "en": "Papers in Exampleton", "tr": "Örnekkent'te belgeler"}
SUMMARY = {"ru": "Какие бумаги взять с собой и кому их показать.", "en": "Which papers to take along, and whom to show them.",
           "tr": "Yanınıza hangi belgeleri alacağınız ve kime göstereceğiniz."}
HOURS = {"ru": "Окошко открывается в 9:30.", "en": "The counter opens at 9:30.", "tr": "Banko 9.30'da açılır."}
COPIES = {"ru": "Копии", "en": "Copies", "tr": "Kopyalar"}
COPIES_OLD = {"ru": "Снимите копию паспорта.", "en": "Make a copy of your passport.",
              "tr": "Pasaportunuzun kopyasını çıkarın."}
COPIES_NEW = {"ru": "Снимите две копии паспорта.", "en": "Make two copies of your passport.",
              "tr": "Pasaportunuzun iki kopyasını çıkarın."}
DOOR = {"ru": "У окошка", "en": "At the counter", "tr": "Bankoda"}
DOOR_OLD = {"ru": "Отдайте паспорт сотруднику.", "en": "Give your passport to the clerk.",
            "tr": "Pasaportunuzu görevliye verin."}
DOOR_NEW = {"ru": "Покажите паспорт, но не отдавайте его.", "en": "Show your passport, but do not hand it over.",
            "tr": "Pasaportunuzu gösterin, ama teslim etmeyin."}
TWO = "{ru: Теперь нужны две копии., en: Two copies are needed now., tr: Artık iki kopya gerekiyor.}"
KEEP = "{ru: Паспорт не отдавайте., en: Keep your passport in your hands., tr: Pasaportunuzu elinizde tutun.}"
SIM = {"ru": "Связь в Примерске", "en": "A telephone in Exampleton"}
PHONE = """\
---
title: TITLE
summary: TITLE.
topic: documents
sources:
  - {url: "https://law.example/phone", title: Example law, date: 2026-11-01}
verified: never
---

TITLE.
"""
SHELTER = """\
name: {ru: Приют Пример, en: Example House, tr: Örnek Ev}
organisation: helpers
country: TR
city: {ru: Примерск, en: Exampleton, tr: Örnekkent}
status: by-referral
accepts: [single, families]
cost: free
stay_days: 14
contact: {url: "https://helpers.example/bed"}
how:
  ru: Напишите помощникам. Они скажут, куда идти.
  en: Write to the helpers. They tell you where to go.
  tr: Yardımcılara yazın. Nereye gideceğinizi onlar söyler.
sources:
  - {url: "https://helpers.example/bed", title: Helpers, date: 2026-10, lang: en}
verified: never
"""


def lay_site(folder: Path, reader: str) -> str:
    """An invented site whose translation into `reader` is behind, twice: for a fact and for safety. The original's language."""
    original = "en" if reader == "ru" else "ru"
    shutil.copytree(ROOT / "tests" / "sites" / "base", folder)
    shutil.rmtree(folder / "locale")
    settings = (folder / "site.yaml").read_text(encoding="utf-8")
    order = [reader, *(code for code in ("ru", "en", "tr") if code != reader)]
    (folder / "site.yaml").write_text(settings.replace("languages: [ru, en, tr]", f"languages: [{', '.join(order)}]"), "utf-8")
    (folder / "content" / "shelters" / "example.yaml").write_text(SHELTER, "utf-8")
    for code in order:
        guide(folder, code, original, changed=False)
    files = [str(folder / "content" / code / "papers.md") for code in order if code != original]
    files += [str(folder / "content" / code / "arrival.md") for code in ("en", "tr")]
    gavan(folder, "stamp", *files)
    (folder / "content" / original / "phone.md").write_text(PHONE.replace("TITLE", SIM[original]), "utf-8")
    guide(folder, original, original, changed=True)
    return original


def guide(folder: Path, code: str, original: str, *, changed: bool) -> None:
    """Write the guide in one language; `changed` only makes sense for the original."""
    more = (f'changes:\n  - {{date: 2026-11-20, kind: fact, sections: [copies], note: {TWO}}}\n'
            f'  - {{date: 2026-11-21, kind: safety, sections: [counter], note: {KEEP}}}\n') if changed else ""
    head = (f'country: TR\ntopic: documents\norder: 1\nsources:\n  - {{url: "https://law.example/papers", title: Example law, '
            f"date: 2026-11-01}}\nverified: never\n{more}") if code == original else f"translated_from: {original}\n"
    copies, door = (COPIES_NEW, DOOR_NEW) if changed else (COPIES_OLD, DOOR_OLD)
    text = (f"---\ntitle: {TITLE[code]}\nsummary: {SUMMARY[code]}\n{head}---\n\n{HOURS[code]}\n\n"
            f"## {COPIES[code]} {{#copies}}\n\n{copies[code]}\n\n## {DOOR[code]} {{#counter}}\n\n{door[code]}\n")
    (folder / "content" / code / "papers.md").write_text(text, "utf-8")


def gavan(folder: Path, *words: str) -> None:
    with contextlib.redirect_stdout(io.StringIO()) as said, contextlib.redirect_stderr(said):
        status = main([*words, "--source", str(folder), "--today", TODAY])
    if status:
        raise SystemExit(said.getvalue())


def terminal(folder: Path, reader: str, original: str) -> str:
    """What `check` prints in a terminal for two mistakes, as HTML."""
    file = folder / "content" / original / "papers.md"
    file.write_text(file.read_text("utf-8").replace("topic: documents", "topic: documens"), "utf-8")
    file = folder / "content" / reader / "papers.md"
    file.write_text(file.read_text("utf-8").replace("9:30", "9:50").replace("9.30", "9.50"), "utf-8")
    command = ["build.py", "check", "--messages", reader, "--source", str(folder), "--today", TODAY]
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False,
                          env={**os.environ, "FORCE_COLOR": "1", "TERM": "xterm-256color", "COLUMNS": "98"})
    shown = f'$ make check ARGS="--messages {reader}"\n' + done.stderr.rstrip()
    console = Console(record=True, width=98, file=io.StringIO())
    console.print(Text.from_ansi(shown))
    code = console.export_html(theme=MONOKAI, inline_styles=True, code_format="{code}").rstrip()
    code = re.sub(r"color: #727272", "color: #a8a8a8", code)  # "dim" is too dim for a picture
    return (f'<meta charset="utf-8"><body style="margin:0;background:#0c0c0c"><pre id="shot" style="margin:0;padding:14px 16px;'
            f'font:13px/1.45 DejaVu Sans Mono,monospace;color:#d9d9d9;width:max-content">{code}</pre>')


def shots(folder: Path, out: Path, reader: str, original: str) -> Iterator[tuple[str, str, int, str, str]]:
    """Name, address, width of the window, the first and the last thing in the picture."""
    page = (out / reader / "papers.html").as_uri()
    yield f"safety-{reader}", page, 400, "main article", "main article"
    yield f"behind-{reader}", page, 400, "#copies", "#copies + .note + p"
    yield f"shelter-{reader}", (out / reader / "shelters" / "tr.html").as_uri(), 400, "#example", "#example"
    yield f"status-{reader}", (out / "status" / "index.html").as_uri(), 800, "main h1", "main section:first-of-type"
    screen = folder.parent / "terminal.html"
    screen.write_text(terminal(folder, reader, original), "utf-8")
    yield f"check-{reader}", screen.as_uri(), 900, "#shot", "#shot"


def photograph(browser: Browser, name: str, address: str, width: int, first: str, last: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 1400}, device_scale_factor=1.5,
                                  color_scheme="light", bypass_csp=True)
    page = context.new_page()
    page.goto(address)
    page.add_style_tag(content=".bar{display:none!important}")
    upper, lower = (page.locator(what).first.bounding_box() for what in (first, last))
    if not upper or not lower:
        raise LookupError(f"{name}: not on the page: {first} or {last}")
    pad = 0 if first == "#shot" else 12
    left, top = max(0, upper["x"] - pad), max(0, upper["y"] - pad)
    right, bottom = max(box["x"] + box["width"] for box in (upper, lower)) + pad, lower["y"] + lower["height"] + pad
    clip = {"x": left, "y": top, "width": right - left, "height": bottom - top}
    picture = Image.open(io.BytesIO(page.screenshot(clip=clip, full_page=True)))
    small = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    small.save(HERE / f"{name}.png", optimize=True)
    context.close()


def run() -> None:
    program = (ROOT / ".venv" / "chromium-path").read_text("utf-8").strip()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as room:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for reader in ("en", "ru", "tr"):
            folder, out = Path(room) / reader / "source", Path(room) / reader / "site"
            original = lay_site(folder, reader)
            gavan(folder, "build", "--output", str(out))
            for shot in shots(folder, out, reader, original):
                photograph(browser, *shot)
        browser.close()


if __name__ == "__main__":
    run()
