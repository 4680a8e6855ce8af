"""Settings: which language stands in for which, and how long a review lasts."""

import datetime
from pathlib import Path

import pytest

from gavan.reading.files import SourceFile
from gavan.reading.schema import Context, validate
from gavan.reading.yamlfile import read_yaml
from gavan.settings import Settings
from tests.site import SETTINGS


def settings(more: str = "", base: str = SETTINGS) -> Settings:
    record, problems = read(base + more)
    assert problems == ()
    return record


def read(text: str):
    return validate(Settings, read_yaml(SourceFile(path="site.yaml", text=text)), Context(today=datetime.date(2026, 10, 30)))


@pytest.mark.parametrize(("language", "chain"), [("ru", ("ru", "en", "tr")), ("en", ("en", "ru", "tr")),
                                                 ("tr", ("tr", "en", "ru"))])
def test_the_chain_is_the_language_then_its_fallbacks_then_all_others(language, chain):
    assert settings().chain(language) == chain


def test_without_fallbacks_the_chain_is_the_language_and_the_sites_order():
    plain = settings(base=SETTINGS.replace("fallback: {ru: [en], en: [ru], tr: [en, ru]}\n", ""))
    assert [plain.chain(code) for code in ("ru", "tr")] == [("ru", "en", "tr"), ("tr", "ru", "en")]


def test_each_language_stands_once_in_a_chain_and_unknown_ones_not_at_all():
    odd = settings(base=SETTINGS.replace("tr: [en, ru]", "tr: [tr, en, en, fa, ru]"))
    assert odd.chain("tr") == ("tr", "en", "ru")
    assert odd.chain("fa") == ("ru", "en", "tr")


def test_the_first_language_is_the_default():
    assert settings().default_language == "ru"


@pytest.mark.parametrize(("topic", "own", "days"), [("stay", 7, 7), ("stay", None, 60), ("housing", None, 90), (None, None, 90),
                                                    ("nothing", None, 90), (None, 7, 7)])
def test_a_review_lasts_as_long_as_the_thing_says_else_its_topic_else_the_site(topic, own, days):
    assert settings().days_to_review(topic, own) == days


def test_optional_outputs_are_made_unless_switched_off():
    outputs = settings("outputs: {single-file: false, pdf: false}\n").outputs
    assert (outputs.single_file, outputs.pdf, outputs.search) == (False, False, True)


@pytest.mark.parametrize("line", [
    "address: example.org", "onion: https://example.onion", "mirrors: https://example.org", "contact: {mail: nobody}",
    "contact: {bot: '@bot'}", "review_days: 0", "languages: []"])
def test_a_setting_of_another_form_is_a_problem_on_its_line(line):
    base = SETTINGS.replace("languages: [ru, en, tr]\n", "") if line.startswith("languages") else SETTINGS
    record, problems = read(base + line + "\n")
    assert record is None
    assert [p.place.line for p in problems] == [(base + line).count("\n") + 1]


def test_the_shipped_settings_are_sound():
    record, problems = read((Path(__file__).resolve().parents[2] / "site.yaml").read_text(encoding="utf-8"))
    assert problems == ()
    assert record.languages == ("ru", "en", "tr")


def test_every_setting_is_explained():
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
