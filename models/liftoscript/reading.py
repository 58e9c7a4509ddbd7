"""From a program's text to its weeks and days of exercise lines, each as it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from models.liftoscript import lines
from models.liftoscript.parts import (
    MOST_SETS,
    MOST_VARIATIONS,
    Property,
    Reuse,
    Section,
    Sets,
    SetSpec,
    Superset,
    Tags,
    Template,
    WarmUp,
    WarmUps,
)
from models.liftoscript.problems import MOST, Misread, Problem, ProgramError, Source

MOST_CHARACTERS = 64 * 1024
MOST_WEEKS, MOST_DAYS, MOST_LINES = 104, 14, 2_000
MOST_MOVEMENTS = 50  # alternatives of one exercise

_REPEATED = re.compile(r"\s*+(\d{1,4}+)\s*+(?:-\s*+(\d{1,4}+)\s*+)?+")
_SETS = re.compile(r"(?<=\s)\d{1,4}+\s*+[x×*]\s*+\d|(?<=\s)\d[\d.,]{0,8}+\s?+(?:kg|lb)", re.IGNORECASE)
_FORBIDDEN = re.compile(r"[{}()\[\]#!\\]")


@dataclass(frozen=True, slots=True)
class Notes:
    """The `//` comments above an exercise: its alternatives, and the current one."""

    texts: tuple[str, ...] = ()
    current: int = 0
    like: str | None = None  # `// ...Squat`


NOTHING = SetSpec()


@dataclass(slots=True)
class ExerciseLine:
    """One exercise as written; its sections sorted by what they are. `at` is where it begins, `pieces` what `lines`
    says, `sections` what they mean, None for an empty one.
    """

    at: int
    pieces: tuple[tuple[int, int], ...]
    movements: tuple[str, ...]
    movement: int
    label: str | None
    order: int
    weeks: range | None
    notes: Notes
    sections: tuple[Section | None, ...] = ()
    schemes: list[Sets] = field(default_factory=list)
    overall: SetSpec = NOTHING
    warmups: tuple[WarmUp, ...] | None = None
    reuse: Reuse | None = None
    progress: Property | None = None
    update: Property | None = None
    tags: tuple[int, ...] = ()
    superset: str | None = None
    template: bool = False
    places: dict[str, int] = field(default_factory=dict)  # where a kind of section begins in the text, and its script

    @property
    def name(self) -> str:
        """As it stands in the text: label and movements."""
        return (f"{self.label}: " if self.label else "") + " | ".join(self.movements)


@dataclass(slots=True)
class DayText:
    name: str
    at: int
    description: str | None = None
    lines: list[ExerciseLine] = field(default_factory=list)


@dataclass(slots=True)
class WeekText:
    name: str
    description: str | None = None
    days: list[DayText] = field(default_factory=list)


def read(source: Source) -> list[WeekText]:
    """The weeks with their days; raises ProgramError with every line that cannot be read."""
    if len(source.text) > MOST_CHARACTERS:
        raise ProgramError([Problem(1, 1, "too-much-text", {"most": MOST_CHARACTERS // 1024})])
    reader = _Reader(source)
    for line in lines.split(source.text):
        if isinstance(line, tuple):
            reader.problems.append(source.problem(line[1], line[0]))
            break
        try:
            reader.take(line)
        except Misread as error:
            reader.problems.append(source.problem(error, line.start))
            if len(reader.problems) >= MOST:
                break
    if not reader.weeks and not reader.problems:
        reader.problems.append(Problem(1, 1, "empty"))
    if reader.problems:
        raise ProgramError(reader.problems)
    return reader.weeks


class _Reader:
    def __init__(self, source: Source) -> None:
        self.source, self.problems, self.count = source, list[Problem](), 0
        self.weeks: list[WeekText] = []
        self.comments: list[list[str]] = []

    def take(self, line: lines.Line) -> None:
        match line.kind:
            case "note":
                if not self.comments:
                    self.comments.append([])
                self.comments[-1].append(line.text.strip()[2:])
            case "blank" | "remark":
                if self.comments:
                    self.comments.append([])
            case "week":
                self._week(line.text.strip().lstrip("#").strip() or f"Week {len(self.weeks) + 1}", self._described())
            case "day":
                self._day(line.text.strip().lstrip("#").strip(), line.start, self._described())
            case "exercise":
                self._exercise(line)

    def _described(self) -> str | None:
        """The comments so far are about a week or a day."""
        texts = [text.strip() for block in self.comments for text in block]
        self.comments = []
        return "\n".join(texts).strip() if texts else None

    def _week(self, name: str, description: str | None = None) -> None:
        if len(self.weeks) >= MOST_WEEKS:
            raise Misread("too-many-weeks", most=MOST_WEEKS)
        self.weeks.append(WeekText(name, description))

    def _day(self, name: str, at: int, description: str | None = None) -> None:
        if not self.weeks:
            self._week("Week 1")
        days = self.weeks[-1].days
        if len(days) >= MOST_DAYS:
            raise Misread("too-many-days", most=MOST_DAYS)
        days.append(DayText(name or f"Day {len(days) + 1}", at, description))

    def _exercise(self, line: lines.Line) -> None:
        if not self.weeks or not self.weeks[-1].days:
            self._day("Day 1", line.start)
        self.count += 1
        if self.count > MOST_LINES:
            raise Misread("too-many-exercises", most=MOST_LINES)
        notes, self.comments = _notes(self.comments), []
        self.weeks[-1].days[-1].lines.append(read_exercise(self.source.text, line, notes))


def _notes(blocks: list[list[str]]) -> Notes:
    texts = ["\n".join(block) for block in blocks]
    marked = [text.lstrip().startswith("!") for text in texts]
    texts = [text.lstrip()[1:] if mark else text for text, mark in zip(texts, marked, strict=True)]
    if len(texts) > 1:
        kept = [(text, mark) for text, mark in zip(texts, marked, strict=True) if text]
        texts, marked = [text for text, _ in kept], [mark for _, mark in kept]
    current = marked.index(True) if True in marked else 0
    plain = tuple(_unindented(text) for text in texts)
    like = plain[0][3:].strip() if len(plain) == 1 and plain[0].startswith("...") else None
    return Notes(plain, current, like)


def _unindented(text: str) -> str:
    rows = text.split("\n")
    indent = min((len(row) - len(row.lstrip()) for row in rows if row.strip()), default=0)
    return "\n".join(row[indent:].rstrip() for row in rows)


def read_exercise(text: str, line: lines.Line, notes: Notes) -> ExerciseLine:
    """Raises Misread, counted from the beginning of the line."""
    from models.liftoscript.sections import read_section  # noqa: PLC0415 - grammars take time to build: not at a start

    start, end = line.pieces[0]
    if len(line.pieces) == 1 and (sets := _SETS.search(text, start, end)):
        name = text[start : sets.start()].strip()
        raise Misread("no-slash", sets.start() - start, name=name, text=text[sets.start() : end].strip())
    movements, movement, label, order, weeks = _names(text[start:end])
    found = ExerciseLine(start, line.pieces, movements, movement, label, order, weeks, notes)
    sections = []
    for begin, stop in line.pieces[1:]:
        try:
            sections.append(read_section(text[begin:stop]))
        except Misread as error:
            at = begin + error.at
            while at < stop and text[at].isspace():
                at += 1
            behind = text[begin - 2 : begin] == "//" and error.code == "expected-sets"
            facts = {"hint": "comment", "text": text[begin : begin + 30].strip()} if behind else {}
            raise Misread(error.code, at - start, **error.facts | facts) from None
    found.sections = tuple(sections)
    _sort(found, text)
    if len(found.schemes) > MOST_VARIATIONS:
        raise Misread("too-many-variations", most=MOST_VARIATIONS)
    if sum(each.sets for each in found.warmups or ()) > MOST_SETS:
        raise Misread("too-many-warmups", found.places["warmup"] - start, most=MOST_SETS)
    return found


def _names(text: str) -> tuple[tuple[str, ...], int, str | None, int, range | None]:
    order, weeks = 0, None
    before, bracket, repeat = text.rstrip().rpartition("[")
    if bracket and repeat.endswith("]") and repeat.count("]") == 1:
        order, weeks = _repeat(repeat[:-1], len(before) + 1)
        text = before
    if text.count("|") >= MOST_MOVEMENTS:
        raise Misread("too-many-movements", most=MOST_MOVEMENTS)
    movements: list[str] = []
    movement = at = 0
    for part in text.split("|"):
        name = part.strip()
        if name.startswith("!"):
            movement = len(movements) or movement
            name = name[1:].strip()
        if bad := _FORBIDDEN.search(name):
            raise Misread("name", at + part.index(name) + bad.start(), text=bad[0])
        movements.append(" ".join(name.split()))
        at += len(part) + 1
    label, colon, first = movements[0].partition(":")
    if colon:
        movements[0] = first.strip()
    if not all(movements):
        raise Misread("no-name")
    return tuple(movements), movement, label.strip() or None if colon else None, order, weeks


def _repeat(text: str, at: int) -> tuple[int, range | None]:
    order, weeks = 0, None
    for part in text.split(","):
        found = _REPEATED.fullmatch(part)
        if found is None or (found[2] and int(found[2]) < int(found[1])):
            raise Misread("repeat", at, text=part.strip() or ",")
        if found[2] and weeks is None:
            weeks = range(int(found[1]), int(found[2]) + 1)
        elif not found[2] and not order:
            order = int(found[1])
        at += len(part) + 1
    return order, weeks


def _sort(line: ExerciseLine, text: str) -> None:  # noqa: C901 - a case for each kind of section
    overall: list[SetSpec] = []
    for section, (start, end) in zip(line.sections, line.pieces[1:], strict=True):
        begin = end - len(text[start:end].lstrip())
        match section:
            case Sets(specs=specs):
                if any(spec.scheme for spec in specs):
                    line.schemes.append(section)
                overall.extend(spec for spec in specs if spec.scheme is None)
            case WarmUps(sets=sets):
                line.warmups = (*(line.warmups or ()), *sets)
                line.places["warmup"] = begin
            case Reuse():
                line.reuse = section
                line.places["reuse"] = begin
            case Property(name=name):
                setattr(line, name, section)
                line.places[name] = begin
                line.places[f"{name}-script"] = start + (section.function.script_at if section.function else 0)
            case Tags(numbers=numbers):
                line.tags = (*line.tags, *numbers)
                line.places["id"] = begin
            case Superset(name=name):
                line.superset = name
            case Template():
                line.template = True
    for spec in overall:
        line.overall = merged(line.overall, spec)


def merged(spec: SetSpec, under: SetSpec) -> SetSpec:
    """The spec, with what it does not say taken from the other."""
    return replace(
        spec,
        weight=under.weight if spec.weight is None else spec.weight,
        percent=under.percent if spec.percent is None else spec.percent,
        ask_weight=spec.ask_weight or under.ask_weight,
        rpe=under.rpe if spec.rpe is None else spec.rpe,
        ask_rpe=under.ask_rpe if spec.ask_rpe is None else spec.ask_rpe,
        rest=under.rest if spec.rest is None else spec.rest,
        timer=under.timer if spec.timer is None else spec.timer,
        count_up=under.count_up if spec.count_up is None else spec.count_up,
        auto=under.auto if spec.auto is None else spec.auto,
    )
