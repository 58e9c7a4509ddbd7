"""What deploy/ names is there, and what it says is understood: by the bot, and by systemd where that is at hand."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot import config
from bot.__main__ import _parser

ROOT = Path(__file__).parent.parent.parent
UNIT = (ROOT / "deploy" / "spotter.service").read_text("utf-8")
DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text("utf-8")
IGNORED = (ROOT / "deploy" / "Dockerfile.dockerignore").read_text("utf-8").split()
OPERATIONS = (ROOT / "docs" / "operations.md").read_text("utf-8")
CONFIG = "/etc/spotter/config.toml"
PYTHON = "/opt/spotter/.venv/bin/python"


def unit(key: str) -> list[str]:
    return re.findall(rf"^{key}=(.*)$", UNIT, re.MULTILINE)


def instructions(name: str) -> Iterator[str]:
    """Of the Dockerfile, each on one line."""
    for line in re.sub(r"\\\n\s*", "", DOCKERFILE).splitlines():
        if line.startswith(f"{name} "):
            yield line.removeprefix(f"{name} ")


def settings(text: str) -> list[str]:
    return re.findall(r"\bSPOTTER_(\w+?)=", text)


def is_a_command(words: list[str]) -> None:
    assert words[:3] == [PYTHON, "-m", "bot"]
    _parser().parse_args(words[3:])


def is_a_setting(name: str) -> None:
    section, _, key = name.lower().partition("__")
    assert key in type(config.Config.model_fields[section].default).model_fields, name


def test_the_unit_starts_the_bot_with_settings_it_knows(monkeypatch: pytest.MonkeyPatch) -> None:
    (command,) = unit("ExecStart")
    is_a_command(shlex.split(command))
    assert unit("WorkingDirectory") == ["/opt/spotter"]
    assert not settings(UNIT), "all in the file that commands by hand read, too"
    assert f"--config {CONFIG}" in command
    for name in [name for name in os.environ if name.startswith("SPOTTER_")]:
        monkeypatch.delenv(name)
    url = config.load(ROOT / "deploy" / "spotter.toml").database.url
    assert url.startswith(f"sqlite:///var/lib/{unit('StateDirectory')[0]}/"), "the one place it may write to"


def test_every_command_of_the_guide_has_the_settings_of_the_unit() -> None:
    """A backup of another database than the bot's would be none."""
    commands = re.findall(r"^    .*\.venv/bin/python -m bot .*$", OPERATIONS.partition("## Docker")[0], re.MULTILINE)
    assert len(commands) >= 4
    for command in commands:
        assert f"--config {CONFIG}" in command
        for log in re.findall(r">> (\S+)", command):
            assert Path(log).parent == Path(unit("ReadWritePaths")[0].removeprefix("-"))
    assert f"deploy/spotter.toml {CONFIG}" in OPERATIONS


def test_the_unit_starts_it_again_and_gives_it_time_to_end() -> None:
    assert unit("Restart") == ["on-failure"]
    assert unit("StartLimitIntervalSec") == ["0"], "for as long as it takes"
    assert float(unit("TimeoutStopSec")[0]) > 5, "which the bot promises"


def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    """Where systemd is not installed, at least each line is one of its own."""
    assert all("=" in line for line in UNIT.splitlines() if line and line[0] not in "#[")
    if shutil.which("systemd-analyze") is None:
        return
    copy = tmp_path / "spotter.service"
    copy.write_text(UNIT.replace(PYTHON, "/bin/true"))
    said = subprocess.run(["systemd-analyze", "verify", copy], capture_output=True, text=True, check=False)  # noqa: S607
    assert [line for line in said.stderr.splitlines() if "spotter.service" in line] == []
    rated = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", copy],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    if "Overall exposure level" in rated.stdout:
        score = re.findall(r"exposure level for spotter.service: ([\d.]+)", rated.stdout)[0]
        assert float(score) <= float(re.findall(r"\*\*([\d.]+)\*\* of 10", OPERATIONS)[0]) + 0.3, (
            "each systemd rates anew"
        )


def test_the_image_has_all_it_needs_and_nothing_else() -> None:
    """What is copied exists and is let through; of what lies about, nothing is."""
    copied = [line.split()[0] for line in instructions("COPY") if not line.startswith("--from")]
    assert IGNORED[IGNORED.index("*") :][0] == "*"
    assert sorted(copied) == sorted(each.removeprefix("!") for each in IGNORED if each.startswith("!"))
    for name in copied:
        assert (ROOT / name).exists()
    imported = {path.name for path in ROOT.iterdir() if (path / "__init__.py").exists()} - {"tests"}
    assert imported <= set(copied)


def test_the_image_starts_the_bot_as_nobody_in_particular() -> None:
    (entry,), (default,) = instructions("ENTRYPOINT"), instructions("CMD")
    is_a_command(json.loads(entry) + json.loads(default))
    is_a_command([*json.loads(entry), "backup", "/data/backup.db"])
    (user,) = instructions("USER")
    assert re.search(rf"useradd .*\b{user}\b", DOCKERFILE)
    assert user != "root"
    for name in settings(DOCKERFILE):
        if name != "TELEGRAM__TOKEN":
            is_a_setting(name)
    (volume,) = instructions("VOLUME")
    (environment,) = instructions("ENV")
    assert f"SPOTTER_DATABASE__URL=sqlite://{volume}/" in environment


def test_the_health_check_asks_where_the_bot_answers() -> None:
    (check,) = instructions("HEALTHCHECK")
    python, option, code = json.loads(check.partition("CMD ")[2])
    assert (python, option) == (PYTHON, "-c")
    compile(code, "HEALTHCHECK", "exec")
    assert "/healthz" in code
    (environment,) = instructions("ENV")
    assert all(f"{name}=" in environment for name in re.findall(r"SPOTTER_\w+", code))


def test_the_commands_of_the_guide_are_commands() -> None:
    """Every `python -m bot …` of docs/operations.md parses, and the files it refers to are there."""
    commands = re.findall(r"python -m bot ([^`|\n#…]+)", OPERATIONS)
    assert commands
    for command in commands:
        _parser().parse_args(shlex.split(re.sub(r"\$\(.*?\)", "day", command).partition(" >")[0]))
    for target in re.findall(r"\]\(([^)#:]+)\)", OPERATIONS):
        assert (ROOT / "docs" / target).resolve().exists(), target
    for name in re.findall(r"deploy/[\w.]+", OPERATIONS):
        assert (ROOT / name).exists(), name
