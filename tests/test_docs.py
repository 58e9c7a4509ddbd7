"""What the README and the example say is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import handlers
from bot import config

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def test_the_example_is_a_configuration_and_says_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    for section in config.Config.model_fields:
        for key in config.Config.model_fields[section].default.__class__.model_fields:
            monkeypatch.delenv(f"SPOTTER_{section}__{key}".upper(), raising=False)
    assert config.load(ROOT / "config.example.toml") == config.Config()


def test_the_example_and_the_readme_have_every_key() -> None:
    example = (ROOT / "config.example.toml").read_text("utf-8")
    for section, field in config.Config.model_fields.items():
        assert f"[{section}]" in example
        for key in type(field.default).model_fields:
            assert re.search(rf"^{key} = ", example, re.MULTILINE), key
            assert f"| `{section}.{key}` | `SPOTTER_{section.upper()}__{key.upper()}` |" in README


def test_the_readme_lists_the_commands_of_the_menu() -> None:
    listed = re.findall(r"^\| /(\w+) \|", README, re.MULTILINE)
    assert sorted(listed) == sorted(each.command for each in handlers.commands())


def test_what_the_readme_refers_to_is_there() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"make (\w+)", README):
        assert f"\n{target}:" in makefile or target == "is", target
