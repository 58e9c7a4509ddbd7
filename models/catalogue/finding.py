"""Finds an entry by what a person typed: exactly, or the nearest ones."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Generic, TypeVar

from models.catalogue.names import fold

Entry = TypeVar("Entry")

MOST_NEAR = 6
_LONGEST = 64  # characters looked at: longer text names no exercise
_LEAST_LIKENESS = 0.45
_CANDIDATES = 24


@dataclass(frozen=True, slots=True)
class Matches(Generic[Entry]):
    """exact: the entry of that name or alias, else None and near holds the likeliest first, maybe none."""

    exact: Entry | None
    near: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class _Name(Generic[Entry]):
    key: str
    words: tuple[str, ...]
    pairs: frozenset[str]
    entry: Entry


def key_of(text: str) -> str:
    """Names with the same key are the same name: case, spaces, hyphens and marks do not count."""
    return fold(text[:_LONGEST]).replace(" ", "")


class NameIndex(Generic[Entry]):
    """Entries by their names. Raises ValueError when two entries share one."""

    def __init__(self, named: Iterable[tuple[Entry, Iterable[str]]]) -> None:
        self._exact: dict[str, Entry] = {}
        self._names: list[_Name[Entry]] = []
        for entry, names in named:
            for name in names:
                key = key_of(name)
                if not key or key in self._exact:
                    raise ValueError(f"{name!r} names two entries, or nothing")
                self._exact[key] = entry
                self._names.append(_Name(key, tuple(fold(name).split()), _pairs(key), entry))

    def exact(self, text: str) -> Entry | None:
        """The entry of that name; a plural will do."""
        key = key_of(text)
        return self._exact.get(key) or self._exact.get(key.removesuffix("s")) or self._exact.get(f"{key}s")

    def find(self, text: str) -> Matches[Entry]:
        """The same, else at most MOST_NEAR like it."""
        entry = self.exact(text)
        if entry is not None:
            return Matches(entry)
        return Matches(None, tuple(self._near(key_of(text), fold(text[:_LONGEST]).split())))

    def _near(self, key: str, words: list[str]) -> list[Entry]:
        if not key:
            return []
        pairs = _pairs(key)
        rough = [(_likeness(words, pairs, name), name) for name in self._names]
        rough.sort(key=lambda scored: -scored[0])
        # The exact comparison is slow, and worth it only for those that look alike at first sight.
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(key)
        near: list[tuple[float, int, Entry]] = []
        for likeness, name in rough[:_CANDIDATES]:
            matcher.set_seq1(name.key)
            near.append((max(likeness, matcher.ratio()), len(name.key), name.entry))
        near.sort(key=lambda scored: (-scored[0], scored[1]))
        found: list[Entry] = []
        for likeness, _, entry in near:
            if likeness >= _LEAST_LIKENESS and entry not in found:
                found.append(entry)
        return found[:MOST_NEAR]


def _pairs(key: str) -> frozenset[str]:
    padded = f" {key} "
    return frozenset(padded[at : at + 2] for at in range(len(padded) - 1))


def _likeness(words: list[str], pairs: frozenset[str], name: _Name[Entry]) -> float:
    if all(any(known.startswith(word) for known in name.words) for word in words):
        return 0.9  # "incline db": beginnings of its words
    return 2 * len(pairs & name.pairs) / (len(pairs) + len(name.pairs))
