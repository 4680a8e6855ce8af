"""Arguments become one call. The only module that knows the clock and sys.argv, and the only one that exits."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from gavan import __version__
from gavan.building import ENGINE, build, find_text, read_site, since
from gavan.fields import safe_url
from gavan.formats import as_github, as_gitlab, as_json
from gavan.history import NoHistory
from gavan.language import Catalogue, language
from gavan.problems import Place
from gavan.reading.catalogues import read_catalogue
from gavan.reading.schema import Context
from gavan.report import Reporter, count
from gavan.writing import CannotWrite, write_site

GOOD, CONTENT, MACHINE = 0, 1, 2
"""Exit status: good; the content has problems; wrong usage or a failing machine."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status. Wrong usage exits with 2 from argparse itself."""
    arguments = _parser().parse_args(sys.argv[1:] if argv is None else argv)
    reporter = Reporter(catalogue=_messages(arguments), quiet=arguments.quiet, line_of=_line_reader(arguments.source))
    try:
        return COMMANDS[arguments.command or "build"](arguments, reporter)
    except (CannotWrite, NoHistory, OSError) as error:
        reporter.failure(str(error))
        return MACHINE
    except KeyboardInterrupt:
        return MACHINE


def _build(arguments: argparse.Namespace, reporter: Reporter) -> int:
    output = arguments.output or arguments.source / "site"
    _refuse_overlap(output, arguments.source)
    built = build(arguments.source, today=arguments.today, address=arguments.address, strict=arguments.strict)
    reporter.problems(built.problems)
    if built.outputs is None:
        reporter.summary(built.problems)
        reporter.say("The site was not built; the old one stays as it was.")
        return CONTENT
    write_site(built.outputs, output)
    pages = sum(path.endswith(".html") for path in built.outputs)
    reporter.say("{pages} pages, {files} files in {folder}", pages=pages, files=len(built.outputs), folder=output)
    return GOOD


def _check(arguments: argparse.Namespace, reporter: Reporter) -> int:
    if arguments.changed_since:
        problems = since(arguments.source, arguments.changed_since, today=arguments.today, address=arguments.address).problems
    else:
        problems = build(arguments.source, today=arguments.today, address=arguments.address).problems
    if arguments.format == "text":
        reporter.problems(problems)
        reporter.summary(problems)
    else:
        reporter.write(FORMATS[arguments.format](problems, reporter.catalogue))
    return CONTENT if count(problems).fails(strict=arguments.strict) else GOOD


def _serve(arguments: argparse.Namespace, reporter: Reporter) -> int:
    from gavan.serving import serve

    return serve(arguments.source, today=arguments.today, address=arguments.address, strict=arguments.strict,
                 port=arguments.port, reporter=reporter, engine=ENGINE)


def _status(arguments: argparse.Namespace, reporter: Reporter) -> int:
    from gavan import statusreport
    from gavan.status import status_of
    from gavan.worddiff import as_text, diff_since_stamp

    site, problems = read_site(arguments.source, today=arguments.today)
    if site is None:
        reporter.problems(problems)
        return CONTENT
    if arguments.diff:
        key, code = arguments.diff
        guide = site.library.guides.get(key)
        if guide is None or code not in guide.versions:
            reporter.failure(f"there is no guide {key} in {code}")
            return MACHINE
        context = Context(today=arguments.today, languages=site.settings.languages)
        reporter.write(as_text(diff_since_stamp(guide, code, arguments.source, context)))
        return GOOD
    status = status_of(site.plan)
    if arguments.format == "json":
        reporter.write(statusreport.as_json(status))
    else:
        reporter.tables(statusreport.tables(status, reporter.catalogue))
    return GOOD


def _summary(arguments: argparse.Namespace, reporter: Reporter) -> int:
    from gavan.summary import summary

    change = since(arguments.source, arguments.revision, today=arguments.today, address=arguments.address)
    reporter.write(summary(change.problems, change.old, change.new, reporter.catalogue))
    return GOOD


def _stamp(arguments: argparse.Namespace, reporter: Reporter) -> int:
    from gavan.stamping import stamp

    site, problems = read_site(arguments.source, today=arguments.today)
    reporter.problems(p for p in problems if count([p]).errors)
    if site is None:
        return CONTENT
    done = [stamp(site.library, arguments.source, file) for file in arguments.files]
    for result in done:
        reporter.say(result.message, **result.values)
    return GOOD if all(result.good for result in done) else CONTENT


def _new(arguments: argparse.Namespace, reporter: Reporter) -> int:
    from gavan.scaffold import Wish, new

    wish = Wish(**{name: value for name in Wish.__slots__ if (value := getattr(arguments, name, None))})
    made = new(arguments.source, wish, today=arguments.today, words=reporter.catalogue.gettext)
    if not made.path:
        reporter.problems(made.problems)
        return CONTENT
    if made.ids:
        reporter.say("{path}: an original; these sections have ids now: {sections}", path=made.original,
                     sections=", ".join(made.ids))
    reporter.say("{path} is written. What is left for you to fill in, besides the text:" if made.problems else
                 "{path} is written.", path=made.path)
    reporter.gaps(made.problems)
    return GOOD


FORMATS = {"json": as_json, "github": as_github, "gitlab": as_gitlab}
COMMANDS = {"build": _build, "check": _check, "serve": _serve, "status": _status, "summary": _summary, "stamp": _stamp,
            "new": _new}


def _refuse_overlap(output: Path, source: Path) -> None:
    target, root = output.resolve(), source.resolve()
    inside = [base / name for base in (root, ENGINE) for name in ("content", "templates", "locale", "gavan")]
    if target == root or root.is_relative_to(target) or any(target.is_relative_to(folder) for folder in inside):
        raise CannotWrite("--output would overwrite the sources; choose another folder")


def _line_reader(source: Path) -> Callable[[Place], str]:
    """Source lines for messages: from the source folder, else from the engine's files; empty where there is none."""
    def line_of(place: Place) -> str:
        file, _ = find_text(place.path, source, ENGINE)
        lines = file.text.split("\n") if file else []
        return lines[place.line - 1] if place.line <= len(lines) else ""

    return line_of


def _messages(arguments: argparse.Namespace) -> Catalogue:
    """The catalogue for messages to editors; English where a language has none."""
    code = arguments.messages
    file, _ = find_text(f"locale/{code}/LC_MESSAGES/editor.po", arguments.source, ENGINE)
    if file is None or code == "en":
        return Catalogue()
    return read_catalogue(file, language(code, Catalogue()).locale, None)[0]


class _OneLine(argparse.ArgumentParser):
    """Says in one line what is wrong with the arguments; its subparsers are of its kind."""

    def error(self, message: str) -> NoReturn:
        self.exit(MACHINE, f"gavan: {message}; see {self.prog} --help\n")


def _parser() -> argparse.ArgumentParser:
    parser = _OneLine(prog="build.py", parents=[_common(defaults=True)],
                      description="Gavan builds a multilingual information site.")
    parser.add_argument("--version", action="version", version=f"Gavan {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    common = [_common(defaults=False)]
    commands.add_parser("build", parents=common, help="build the site (the default)")
    checking = commands.add_parser("check", parents=common, help="report every problem at once and write nothing")
    checking.add_argument("--format", choices=("text", *FORMATS), default="text",
                          help="for people or for machines (default: text)")
    checking.add_argument("--changed-since", metavar="REV", help="only what differs from a Git revision, and what it broke")
    serving = commands.add_parser("serve", parents=common, help="build, serve on this machine, rebuild on a change")
    serving.add_argument("--port", type=int, default=8000, help="the port on 127.0.0.1 (default: 8000)")
    asking = commands.add_parser("status", parents=common, help="parity and freshness of everything, and what to do next")
    asking.add_argument("--format", choices=("text", "json"), default="text", help="for people or for machines (default: text)")
    asking.add_argument("--diff", nargs=2, metavar=("KEY", "LANG"),
                        help="the words a translation has missed, from Git's history")
    telling = commands.add_parser("summary", parents=common, help="a change since a revision in one page of Markdown")
    telling.add_argument("revision", metavar="REV", help="a Git revision, such as origin/main")
    stamping = commands.add_parser("stamp", parents=common, help="say that translations match their original")
    stamping.add_argument("files", nargs="+", type=Path, metavar="FILE",
                          help="translations, or originals whose headings lack ids")
    _new_parsers(commands.add_parser("new", parents=common, help="write a skeleton for you to fill in"), common)
    return parser


def _new_parsers(parser: argparse.ArgumentParser, common: list[argparse.ArgumentParser]) -> None:
    kinds = parser.add_subparsers(dest="kind", metavar="KIND", required=True)

    def add(kind: str, name: str, about: str) -> argparse.ArgumentParser:
        made = kinds.add_parser(kind, parents=common, help=about)
        made.add_argument("name", metavar=name)
        return made

    guide = add("guide", "KEY", "a guide in its first language")
    page = add("page", "KEY", "a page that states nothing of its own")
    for one in (guide, page):
        one.add_argument("--lang", dest="language", metavar="LANG", help="its language (default: the site's first)")
    guide.add_argument("--topic", required=True, metavar="TOPIC", help="one of the topics of site.yaml")
    guide.add_argument("--country", metavar="CC", help="a country that has a file")
    translation = add("translation", "KEY", "a translation, with the original's text beside it")
    translation.add_argument("language", metavar="LANG")
    translation.add_argument("--from", dest="source_language", metavar="LANG",
                             help="from this language (default: the original's)")
    shelter = add("shelter", "ID", "a shelter")
    shelter.add_argument("--country", required=True, metavar="CC", help="the country it is in")
    shelter.add_argument("--organisation", metavar="ID", help="who runs it")
    add("country", "CC", "a country")
    add("organisation", "ID", "an organisation")


def _common(*, defaults: bool) -> argparse.ArgumentParser:
    """The options of all commands. They may stand before the command or after it: only the parser before it has defaults."""
    common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)

    def add(name: str, default: object, **more: Any) -> None:
        common.add_argument(name, **({"default": default} if defaults else {}), **more)

    today = datetime.datetime.now(datetime.UTC).date()
    add("--source", Path(), type=_folder, metavar="DIR", help="the folder with content/ and site.yaml (default: here)")
    add("--output", None, type=Path, metavar="DIR", help="where the site goes (default: site/ in the source)")
    add("--address", None, type=_address, metavar="URL", help="where the site will live; overrides site.yaml")
    add("--today", today, type=_day, metavar="DATE", help="build as on this day (default: today, UTC)")
    add("--jobs", 1, type=_jobs, metavar="N", help="processes to use; the result is the same")
    add("--no-cache", False, action="store_true", help="build everything anew; the result is the same")
    add("--strict", False, action="store_true", help="warnings count as errors")
    add("--messages", "en", choices=("en", "ru", "tr"), help="language of messages (default: en)")
    add("--quiet", False, action="store_true", help="say nothing but problems")
    return common


def _folder(text: str) -> Path:
    path = Path(text)
    if not path.is_dir():
        raise argparse.ArgumentTypeError(f"{text} is not a folder")
    return path


def _address(text: str) -> str:
    try:
        return safe_url(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is not a web address") from error


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is not a day; write YYYY-MM-DD") from error


def _jobs(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number of processes")
    return int(text)
