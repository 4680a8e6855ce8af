"""The shape of the engine: layers, and what is deliberately absent from it (docs/architecture.md, "What always holds").

That each module imports only from those before it on the map is held by tests/test_docs.py; here is what the map cannot say.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = {".".join(p.relative_to(ROOT).with_suffix("").parts): p
           for p in sorted((ROOT / "gavan").rglob("*.py")) if p.name != "__init__.py"}
LAYERS = (
    ("words", "problems dates language"),
    ("shapes", "fields records settings"),
    ("reading", "reading.*"),
    ("content", "content.* model"),
    ("planning", "listing plan urls forge status"),
    ("judging", "checks.*"),
    ("rendering", "rendering.*"),
    ("commands", "*"),
)
"""Lowest first; a module belongs to the first that names it and imports from its own and those below."""
INNER = ("words", "shapes", "content", "planning", "judging", "rendering")
"""Layers that are functions from values to values: no disk, no process, no network."""
MAX_LINES = 350
VAGUE = ("util", "utils", "helper", "helpers", "manager", "misc", "common", "data", "core", "base")


@cache
def tree(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text(encoding="utf-8"))


def layer(name: str) -> int:
    short = name.removeprefix("gavan.")
    return next(n for n, (_, patterns) in enumerate(LAYERS) if any(fnmatch(short, p) for p in patterns.split()))


def imports(name: str) -> Iterator[tuple[int, str]]:
    """Line and full name of everything a module imports, type hints and imports within functions among it."""
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}:{node.lineno}: imports by dots hide what a module needs"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield node.lineno, whole if whole in MODULES else str(node.module)
        elif isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)


def dotted(node: ast.AST) -> str:
    """os.environ for such an expression; empty for any other."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (inner := dotted(node.value)):
        return f"{inner}.{node.attr}"
    return ""


def uses(name: str, *wanted: str) -> list[str]:
    """`module:line: name` for each use of a dotted name or of a plain call, such as print, but for a door of its own
    (`python -m`), which is the main guard at a module's end."""
    found = []
    body = [node for node in tree(name).body if not (isinstance(node, ast.If) and "__name__" in ast.unparse(node.test))]
    for node in (inner for outer in body for inner in ast.walk(outer)):
        words = dotted(node) if isinstance(node, ast.Attribute) else dotted(node.func) if isinstance(node, ast.Call) else ""
        if any(words == w or words.endswith(f".{w}") for w in wanted):
            found.append(f"{name}:{node.lineno}: {words}")
    return found


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_from_its_own_layer_and_those_below(name: str):
    wrong = [f"{name}:{line}: {other}" for line, other in imports(name) if other in MODULES and layer(other) > layer(name)]
    assert wrong == []


def test_no_modules_import_each_other_in_a_circle():
    needed = {name: {other for _, other in imports(name) if other in MODULES} for name in MODULES}
    while free := {name for name, others in needed.items() if not others & set(needed)}:
        needed = {name: others for name, others in needed.items() if name not in free}
    assert needed == {}


def test_only_the_front_door_needs_the_command_line():
    assert [name for name in MODULES if "gavan.cli" in {other for _, other in imports(name)}] == []


def test_packages_re_export_nothing():
    """Re-exports are how circles start; the package holds its version, the others a docstring."""
    for path in (ROOT / "gavan").rglob("__init__.py"):
        body = [node for node in ast.parse(path.read_text(encoding="utf-8")).body if not isinstance(node, ast.Expr)]
        assert [ast.unparse(node).partition(" ")[0] for node in body] in ([], ["__version__"]), path


IMPORT_ALONE = """
import importlib, sys
import babel, jinja2, livereload, markdown, nh3, pydantic, rich.console, yaml

def forget():
    for name in [name for name in sys.modules if name.partition(".")[0] == "gavan"]:
        del sys.modules[name]

def note(event, arguments):
    if event in ("subprocess.Popen", "socket.connect", "os.system"):
        print(event)
    elif event == "open" and "/gavan/" in str(arguments[0]) and ".py" not in str(arguments[0]):
        print(event, arguments[0])

for name in sys.argv[1:]:
    forget()
    importlib.import_module(name)
forget()
sys.addaudithook(note)
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


def test_each_module_imports_alone_and_does_nothing_at_that():
    """In a process in which nothing else of ours has been imported: no file but code is opened, nothing is started or said."""
    done = subprocess.run([sys.executable, "-c", IMPORT_ALONE, *MODULES], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


@pytest.mark.parametrize("name", [name for name in MODULES if name not in ("gavan.report", "gavan.serving")])
def test_only_report_and_serve_speak(name: str):
    assert uses(name, "print", "sys.stdout", "sys.stderr", "sys.stdout.write", "sys.stderr.write") == []
    assert not {"logging", "rich.console"} & {other for _, other in imports(name)}


@pytest.mark.parametrize("name", [name for name in MODULES if name != "gavan.cli"])
def test_only_the_command_line_knows_the_clock_the_arguments_and_the_environment(name: str):
    clock = ("now", "utcnow", "date.today", "datetime.today", "time.time", "time.time_ns", "localtime", "gmtime")
    around = ("sys.argv", "os.environ", "os.getenv", "environ.get", "getcwd", "Path.cwd", "chdir", "setlocale", "expanduser",
              "Path.home", "input", "sys.exit", "exit")
    assert uses(name, *clock, *around) == []
    assert not {"random", "secrets", "uuid", "locale", "getpass", "platform"} & {other for _, other in imports(name)}


def test_what_is_made_of_values_touches_neither_disk_nor_network():
    reading = ("read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink", "rmtree", "iterdir", "scandir",
               "rglob", "os.walk", "os.listdir", "is_file", "exists")
    barred = {"subprocess", "socket", "urllib.request", "http.client", "tempfile", "shutil"}
    for name in MODULES:
        if LAYERS[layer(name)][0] in INNER:
            assert uses(name, *reading) == [] and not [use for use in uses(name, "open") if use.endswith(": open")]
            assert not barred & {other for _, other in imports(name)}, name


@pytest.mark.parametrize("name", MODULES)
def test_modules_are_short_and_named_for_one_thing(name: str):
    text = MODULES[name].read_text(encoding="utf-8")
    assert len(text.splitlines()) < MAX_LINES
    assert not any(part in VAGUE for part in name.split("."))
    assert ast.get_docstring(tree(name)), "a module says why it exists"


@pytest.mark.parametrize("name", MODULES)
def test_no_except_catches_everything(name: str):
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.ExceptHandler):
            assert node.type and dotted(node.type) not in ("Exception", "BaseException"), f"{name}:{node.lineno}"
