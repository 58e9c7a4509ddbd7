"""Configuration: config.toml and SPOTTER_* read once, typed, naming its own mistakes and never its secrets."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

DEFAULT_FILE = Path("config.toml")
TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]{30,}")


class ConfigError(Exception):
    """What is wrong, in one line that names the place and never shows a value."""


class Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Telegram(Section):
    token: SecretStr = SecretStr("")
    api_url: str = "https://api.telegram.org"

    @field_validator("token")
    @classmethod
    def _token(cls, value: SecretStr) -> SecretStr:
        if value.get_secret_value() and not TOKEN.fullmatch(value.get_secret_value()):
            raise ValueError("is not a bot token, which looks like 123456789:AA… (get one from @BotFather)")
        return value

    @field_validator("api_url")
    @classmethod
    def _url(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError('is not an address like "https://api.telegram.org"')
        return value.rstrip("/")


class Database(Section):
    url: str = "sqlite://spotter.db"

    @field_validator("url")
    @classmethod
    def _url(cls, value: str) -> str:
        if not re.match(r"sqlite://.+|postgres(ql)?://.+", value):
            raise ValueError('is neither "sqlite://file.db" nor "postgres://user:password@host/name"')
        return value


class Log(Section):
    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"


class Send(Section):
    """Messages a second to all chats and to one; 0: as fast as it goes."""

    per_second: Annotated[float, Field(ge=0, le=1000)] = 30
    per_chat: Annotated[float, Field(ge=0, le=1000)] = 1


class Config(BaseSettings):
    model_config = SettingsConfigDict(
        extra="forbid",
        env_prefix="SPOTTER_",
        env_nested_delimiter="__",
        frozen=True,
        hide_input_in_errors=True,
    )

    telegram: Telegram = Telegram()
    database: Database = Database()
    log: Log = Log()
    send: Send = Send()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        del dotenv_settings, file_secret_settings
        return env_settings, init_settings


def load(path: Path | None) -> Config:
    """Read `path`, or config.toml where it exists, with SPOTTER_* above it. Raises ConfigError."""
    named = path or DEFAULT_FILE
    given: dict[str, Any] = {}
    if named.exists() or path is not None:
        try:
            given = tomllib.loads(named.read_text(encoding="utf-8"))
        except OSError as error:
            raise ConfigError(f"{named}: {error.strerror or 'cannot be read'}") from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ConfigError(f"{named}: not TOML: {error}") from None
    try:
        return Config(**given)
    except ValidationError as error:
        raise ConfigError("; ".join(f"{named}: {_mistake(each)}" for each in error.errors())) from None


def _mistake(error: Any) -> str:
    where = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        return f"{where} is not a setting"
    return f"{where} {error['msg'].removeprefix('Value error, ')}"
