"""Every setting, its type and its default. `.env.example` mirrors this module (a test keeps them equal)."""

from __future__ import annotations

import difflib
import os
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from dotenv import dotenv_values
from platformdirs import user_data_path
from pydantic import AfterValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from knowledge import Policy, Strictness

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PREFIX = "AFTERWORD_"
ENV_FILE = Path(".env")
DATABASE_FILE = "afterword.sqlite3"


class SettingsError(Exception):
    """The settings cannot be used; the children say why."""


@dataclass(eq=False)
class UnknownSetting(SettingsError):
    """`name` was set in `place`, but there is none; `nearest` is the one that was probably meant."""

    name: str
    place: str
    nearest: str | None


@dataclass(eq=False)
class BadSetting(SettingsError):
    """The value of `name` makes no sense: `detail` says what it should be. The value may be a secret."""

    name: str
    detail: str


@dataclass(eq=False)
class BadEnvFile(SettingsError):
    """The `.env` file at `path` cannot be read."""

    path: str
    detail: str


def data_folder() -> Path:
    """Return the folder for what Afterword keeps for this user (database, history); it may not exist yet."""
    return user_data_path("afterword", appauthor=False)


def _default_database_url() -> str:
    return f"sqlite:///{data_folder() / DATABASE_FILE}"


def _readable_name(name: str) -> str:
    if not name.strip() or not name.isprintable():
        raise ValueError("should be a short name without line breaks")
    return name.strip()


Chance = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Name = Annotated[str, Field(min_length=1, max_length=100), AfterValidator(_readable_name)]


class Settings(BaseSettings):
    """What whoever runs Afterword can decide, from the environment or a `.env` file, prefix `AFTERWORD_`."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=ENV_FILE, extra="ignore", env_ignore_empty=True, frozen=True
    )

    database_url: str = Field(
        default_factory=_default_database_url,
        description="Where everything is kept: an SQLite file (the default is one in your own data folder)\n"
        "or a PostgreSQL server, such as postgresql://user:password@localhost/afterword",
    )
    model_dir: Path | None = Field(
        default=None,
        description="A folder with model.onnx and vocab.txt, instead of the sentence model that is installed",
    )
    model_sha256: str = Field(
        default="",
        pattern="^([0-9a-f]{64})?$",
        description="The SHA-256 of that folder's model.onnx, so that only this very file is loaded",
    )
    community: Name = Field(default="terminal", description="The community that commands work on")
    author_name: Name = Field(
        default="The author",
        description="The name shown with answers that the author writes in this terminal",
    )
    strictness: Strictness = Field(
        default=Strictness.BALANCED,
        description="How sure Afterword must be: cautious, balanced or eager. A community's own choice wins over\n"
        "this one, and each of the next three numbers, where it is set, over what the word stands for",
    )
    answer_at: Chance | None = Field(
        default=None,
        description="How sure Afterword must be to answer directly (0 to 1)",
    )
    suggest_at: Chance | None = Field(
        default=None,
        description='How sure Afterword must be to ask "did you mean ...?" (0 to 1, not above ANSWER_AT)',
    )
    margin: Chance | None = Field(
        default=None,
        description="How far the best answer must lead the next one to be given directly (0 to 1)",
    )
    related_at: Chance = Field(
        default_factory=lambda: Policy().related_at,
        description='How much alike a question and an entry must sound for a "did you mean ...?" (0 to 1)',
    )
    join_at: Chance = Field(
        default_factory=lambda: Policy().join_at,
        description="How alike two waiting questions must be to count as one (0 to 1)",
    )
    focus_limit: int = Field(
        default_factory=lambda: Policy().focus_limit,
        ge=100,
        le=10_000,
        description="The longest question, in characters",
    )
    review_after_days: int = Field(
        default_factory=lambda: Policy().review_after_days,
        ge=1,
        le=36_500,
        description="After how many days an answer is flagged as due for review",
    )
    withhold_overdue: bool = Field(
        default_factory=lambda: Policy().withhold_overdue,
        description="Whether answers past their review date are held back (true) or only flagged (false)",
    )
    english_only: bool = Field(
        default_factory=lambda: Policy().english_only,
        description="Whether questions in other languages go to the author unread (true), or are matched like\n"
        "English ones (false) in a community whose own answers are in another language",
    )
    glossary: str = Field(
        default="",
        description='Your own glossary file (TOML) instead of the built-in one, or "none" for no glossary',
    )
    safety: Path | None = Field(
        default=None,
        description="Your own file of emergency patterns and texts (TOML) instead of the built-in one",
    )

    emergency_numbers: str = Field(
        default="",
        max_length=200,
        description="Whom to call in an emergency, as you would say it (999 in the UK, 112 in Europe)",
    )
    crisis_numbers: str = Field(
        default="",
        max_length=200,
        description="Whom to call in a crisis, as you would say it (Samaritans on 116 123)",
    )

    discord_token: SecretStr = Field(
        default=SecretStr(""),
        description="The token of your Discord application's bot; with it `make run` starts the bot. Keep it secret",
    )
    message_content: bool = Field(
        default=False,
        description="Whether the bot may read messages that are not addressed to it, for watched channels and\n"
        "forums; the Message Content intent must then be switched on in Discord's developer portal",
    )
    health_file: Path | None = Field(
        default=None,
        description="A file whose time is renewed every few seconds while the bot is connected, for supervisors",
    )
    log_format: Literal["text", "json"] = Field(
        default="text", description="How the bot writes its log: text for people, json for programs"
    )
    discord_api_url: str = Field(
        default="https://discord.com/api/v10", description="Where Discord's API is; leave it as it is"
    )
    discord_gateway_url: str = Field(
        default="wss://gateway.discord.gg", description="Where Discord's gateway is; leave it as it is"
    )
    discord_cdn_url: str = Field(
        default="https://cdn.discordapp.com", description="Where Discord's files are; leave it as it is"
    )
    discord_ready_timeout: float = Field(
        default=2.0,
        ge=0,
        le=60,
        description="How many seconds to wait for the list of servers after connecting",
    )

    @model_validator(mode="after")
    def _bands_are_in_order(self) -> Self:
        policy = self.policy()
        if policy.suggest_at > policy.answer_at:
            raise ValueError(
                f"SUGGEST_AT ({policy.suggest_at}) should not be above ANSWER_AT ({policy.answer_at}),"
                " or nothing could ever be suggested"
            )
        return self

    def policy(self) -> Policy:
        """Return the part of the settings that decides about answers."""
        given = {field.name: getattr(self, field.name) for field in fields(Policy)}
        stated = {name: value for name, value in given.items() if value is not None}
        return replace(Policy().under(self.strictness), **stated)

    def numbers(self) -> dict[str, str]:
        """Return the telephone numbers that replace the built-in ones, by what they are for."""
        given = {"emergency": self.emergency_numbers, "crisis": self.crisis_numbers}
        return {purpose: number for purpose, number in given.items() if number}


def load_settings(**overrides: object) -> Settings:
    """Read the environment and `.env`; `overrides` win over both.

    Raises:
        SettingsError: a setting is unknown or nonsense, or `.env` is unreadable.
    """
    _refuse_unknown(os.environ, "the environment")
    _refuse_unknown(_env_file(), str(ENV_FILE))
    try:
        return Settings(**overrides)  # type: ignore[arg-type]  # pydantic checks them
    except ValidationError as error:
        raise _first_problem(error) from None


def _env_file() -> Mapping[str, str | None]:
    if not ENV_FILE.exists():
        return {}
    if ENV_FILE.is_dir():
        raise BadEnvFile(str(ENV_FILE), "it is a folder")
    try:
        return dotenv_values(ENV_FILE)
    except (OSError, UnicodeDecodeError) as error:
        detail = (error.strerror or "").lower() if isinstance(error, OSError) else "it is not UTF-8 text"
        raise BadEnvFile(str(ENV_FILE), detail) from None


def setting_names() -> list[str]:
    """Return the full names of all settings."""
    return [f"{PREFIX}{name.upper()}" for name in Settings.model_fields]


def _refuse_unknown(given: Iterable[str], place: str) -> None:
    known = setting_names()
    for name in given:
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            nearest = difflib.get_close_matches(name.upper(), known, n=1, cutoff=0.7)
            raise UnknownSetting(name, place, nearest[0] if nearest else None)


def _first_problem(error: ValidationError) -> BadSetting:
    problem = error.errors(include_url=False, include_input=False)[0]
    name = f"{PREFIX}{str(problem['loc'][0]).upper()}" if problem["loc"] else ""
    detail = problem["msg"].removeprefix("Value error, ").removeprefix("Input ")
    return BadSetting(name, detail)


def example() -> str:
    """Return the text of `.env.example`: every setting with its meaning and its default."""
    head = (
        "# Copy this file to .env and take away the # in front of what you want to change.\n"
        "# Each of these can be set in the environment as well, which then wins over .env.\n"
    )
    return head + "".join(_example_of(name, field) for name, field in Settings.model_fields.items())


def _example_of(name: str, field: Any) -> str:  # noqa: ANN401 - pydantic's FieldInfo, read for two attributes
    comment = "".join(f"# {line}\n" for line in field.description.splitlines())
    return f"\n{comment}# {PREFIX}{name.upper()}={_shown_default(name, field)}\n"


def _shown_default(name: str, field: Any) -> str:  # noqa: ANN401 - as above
    if name == "database_url":  # the default differs from machine to machine
        return f"sqlite:///{DATABASE_FILE}"
    default = field.get_default(call_default_factory=True)
    if isinstance(default, SecretStr):
        return ""
    return "" if default is None else str(default).lower() if isinstance(default, bool) else str(default)
