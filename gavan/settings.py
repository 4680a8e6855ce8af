"""site.yaml: the settings of one site. Every key has a type, a default where it can, and a sentence (in `description`)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from gavan.fields import Record, SafeUrl, SiteLanguage, Text


class Topic(Record):
    """A subject under which guides and facts are filed."""

    label: Text = Field(description="Its name by language.")
    review_days: int | None = Field(None, ge=1, le=3650, description="Days until its guides and facts are due for a check.")


class Contact(Record):
    """How readers report an error. Filled in by the team that runs the site."""

    mail: str | None = Field(None, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", description="A mail address of the team.")
    bot: str | None = Field(None, pattern=r"^[A-Za-z][A-Za-z0-9_]{4,31}$", description="A Telegram bot's name without @.")


class Outputs(Record):
    """Which optional kinds of output to make."""

    status: bool = Field(True, description="The page for editors, status/index.html.")
    api: bool = Field(True, description="The JSON files for bots and partners, api/v1/.")
    feeds: bool = Field(True, description="An Atom feed per language.")
    twins: bool = Field(True, description="Two languages side by side.")
    single_file: bool = Field(True, alias="single-file", description="A whole edition in one file.")
    pdf: bool = Field(True, description="The edition to print.")
    chat: bool = Field(True, description="Each guide as one chat message.")
    search: bool = Field(True, description="The search page and its index.")


class Settings(Record):
    """The whole of site.yaml."""

    title: Text = Field(description="The site's name by language.")
    description: Text = Field(description="One sentence about the site by language.")
    address: SafeUrl | None = Field(None, description="Where the site lives; without it nothing absolute is written.")
    languages: tuple[str, ...] = Field(min_length=1, description="Language codes; the first is the default.")
    fallback: dict[SiteLanguage, tuple[SiteLanguage, ...]] = Field(
        default_factory=dict, description="Per language, which others stand in for it, best first.")
    locales: dict[SiteLanguage, str] = Field(
        default_factory=dict,
        description="Per language, the CLDR locale where it is not the language's own, such as en: en_GB.")
    alphabets: dict[SiteLanguage, str] = Field(
        default_factory=dict, description="Per language, its letters in order, where Gavan does not know them.")
    topics: dict[str, Topic] = Field(min_length=1, description="Topic ids with labels, in the order of the site.")
    review_days: int = Field(90, ge=1, le=3650, description="Days until something is due for a check.")
    mirrors: tuple[SafeUrl, ...] = Field((), description="Addresses of copies of this site.")
    onion: str | None = Field(None, pattern=r"^https?://[a-z2-7]{56}\.onion/?$", description="The onion service's address.")
    repository: SafeUrl | None = Field(None, description="The repository's address on a forge, for suggesting a correction.")
    forge: Literal["github", "gitlab", "forgejo"] | None = Field(
        None, description="What kind of forge that is, where its host's name does not tell; for Gitea write forgejo.")
    branch: str = Field("main", pattern=r"^[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)*$",
                        description="The branch that is published.")
    contact: Contact = Field(default_factory=Contact, description="How readers report an error.")
    outputs: Outputs = Field(default_factory=Outputs, description="Which optional kinds of output to make.")

    @property
    def default_language(self) -> str:
        return self.languages[0]

    def chain(self, language: str) -> tuple[str, ...]:
        """The language itself, its fallbacks, then all others in the site's order: never empty, each once."""
        order = (language, *self.fallback.get(language, ()), *self.languages)
        return tuple(dict.fromkeys(code for code in order if code in self.languages))

    def days_to_review(self, topic: str | None, own: int | None) -> int:
        """A thing's own review_days, else its topic's, else the site's."""
        filed = self.topics.get(topic or "")
        return own or (filed.review_days if filed and filed.review_days else None) or self.review_days
