"""Configuration: config.toml and SPOTTER_* read once, typed, naming its own mistakes and never its secrets."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError

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
        try:
            parts = urlsplit(value)
            good = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
        except ValueError:
            good = False
        if not good:
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


class Backup(Section):
    """A backup every night, at this hour of the machine's own time, into an existing folder; without one, none."""

    directory: str = ""
    hour: Annotated[int, Field(ge=0, le=23)] = 3
    keep: Annotated[int, Field(ge=1, le=1000)] = 14


class Health(Section):
    """Where /healthz and /metrics are served; port 0: nowhere."""

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 0


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
    backup: Backup = Backup()
    health: Health = Health()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        del settings_cls, dotenv_settings, file_secret_settings
        return env_settings, init_settings


def load(path: Path | None) -> Config:
    """Read `path`, or config.toml where it exists, with SPOTTER_* above it. Raises ConfigError."""
    named = path or DEFAULT_FILE
    given: dict[str, Any] = {}
    if named.exists() or path is not None:
        try:
            given = tomllib.loads(named.read_text(encoding="utf-8-sig"))
        except OSError as error:
            raise ConfigError(f"{named}: {error.strerror or 'cannot be read'}") from None
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ConfigError(f"{named}: not TOML: {error}") from None
    unknown = [key for key in given if key not in Config.model_fields]
    if unknown:
        raise ConfigError(f"{named}: {unknown[0]} is not a setting")
    try:
        return Config(**given)
    except ValidationError as error:
        raise ConfigError("; ".join(_mistake(each, named) for each in error.errors())) from None
    except SettingsError as error:
        section = re.search(r'field "(\w+)"', str(error))
        name = f"SPOTTER_{section[1].upper()}" if section else "a variable SPOTTER_*"
        raise ConfigError(f"{name} cannot be read: set SPOTTER_SECTION__KEY, one by one") from None


def _mistake(error: Any, file: Path) -> str:
    """Where and what, never the value: the place is the variable where there is one, since it goes above the file."""
    path = [str(part) for part in error["loc"]]
    variable = f"SPOTTER_{'__'.join(path)}".upper()
    where = variable if variable in {name.upper() for name in os.environ} else f"{file}: {'.'.join(path)}"
    if error["type"] == "extra_forbidden":
        return f"{where} is not a setting"
    return f"{where} {_in_our_words(error)}"


def _in_our_words(error: Any) -> str:
    message: str = error["msg"].removeprefix("Value error, ")
    return message.replace("Input should be", "should be").partition(" or instance of")[0]
