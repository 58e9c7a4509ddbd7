"""Long texts of programs are worked on in a process of its own: whatever happens to it, the bot keeps running."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from bot.worker import Worker
from models import program_texts, program_work
from models.liftoscript.problems import ProgramError
from models.liftoscript.program import Program
from models.program_work import TooComplicatedError
from tests.athletes import trained
from tests.bench.programs import LONGEST, SIZE
from tests.conftest import World
from tests.delivery.test_crash import process
from tests.delivery.waiting import eventually
from tests.people import Person, at_once

ODD = "tests.delivery.odd_worker"
LONG = LONGEST["exercises written out"][:SIZE].rpartition("\n")[0]
SCRIPT = "reps = 1 " * 1_800
SLOW = "".join(f"# {i}\n## A\nA / 1x1 / progress: custom() {{~ {SCRIPT} ~}}\n" for i in range(4))[:SIZE]


@asynccontextmanager
async def worker(made: Callable[[], Worker] = lambda: Worker(module=ODD)) -> AsyncIterator[Worker]:
    one = made()
    try:
        yield one
    finally:
        await one.stop()


def is_there(pid: int) -> bool:
    with suppress(FileNotFoundError):
        return " Z " not in Path(f"/proc/{pid}/stat").read_text()
    return False


# -- the process ---------------------------------------------------------------------------------------


async def test_a_long_program_comes_back_whole() -> None:
    """What the process read is what would have been read here, and a mistake is told as here."""
    async with worker(Worker) as one:
        found = await one.run("read", (LONG,))
        here = Program.parse(LONG)
        assert [day.exercises for day in found.days] == [day.exercises for day in here.days]
        assert found.places.keys() == here.places.keys()
        pid = one.pid
        assert [each.code for each in await one.run("read", ("A / x\n",))] == ["expected-sets"]
        assert one.pid == pid, "it is kept for the next text"


async def test_a_job_without_end_is_ended() -> None:
    """The system ends the process when its time is over; the next job has another one."""
    async with worker(lambda: Worker(seconds=0, module=ODD)) as one:
        with pytest.raises(TooComplicatedError):
            await one.run("endless", ())
        assert await one.run("deep", (3,)) == [[[[]]]]


async def test_a_job_that_keeps_us_waiting_is_ended() -> None:
    """Also where its process gets no processor time that could come to an end."""
    async with worker(lambda: Worker(waited=0.0, module=ODD)) as one:
        with pytest.raises(TooComplicatedError):
            await one.run("endless", ())
        assert one.pid is None


@pytest.mark.parametrize(("job", "arguments"), [("greedy", ()), ("deep", (100_000,)), ("nothing of that name", ())])
async def test_a_job_that_fails_costs_one_answer(job: str, arguments: tuple[int, ...]) -> None:
    """Too much memory, an answer too deep to be sent, a name that is none: told, and the process takes the next job."""
    async with worker() as one:
        with pytest.raises(TooComplicatedError):
            await one.run(job, arguments)
        assert await one.run("deep", (1,)) == [[]]


async def test_a_process_ended_by_chance_is_replaced(tmp_path: Path) -> None:
    """The system may have wanted its memory: the job is done by another one, unless that one ends as well."""
    async with worker() as one:
        assert await one.run("dies", (str(tmp_path / "died"),)) == "well"
        with pytest.raises(TooComplicatedError):
            await one.run("always dies", ())


async def test_the_process_knows_nothing_of_the_bot(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither its settings nor its token, and none of its files are open there."""
    monkeypatch.setenv("SPOTTER_TELEGRAM__TOKEN", "1:secret")
    monkeypatch.setenv("HOME", str(tmp_path))
    with (tmp_path / "open").open("w"):
        async with worker() as one:
            given = await one.run("environment", ())
            assert "PATH" in given, "a control"
            assert not {name for name in given if name.startswith("SPOTTER")}
            assert "1:secret" not in given.values()
            assert not [each for each in await one.run("files", ()) if str(tmp_path) in each]


async def test_a_job_nobody_waits_for_any_more_is_ended() -> None:
    """The bot is told to end in the middle of a text: its process ends at once."""
    async with worker() as one:
        await one.run("deep", (1,))
        pid = one.pid
        assert pid is not None
        task = asyncio.create_task(one.run("endless", ()))
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await eventually(lambda: not is_there(pid))
        assert await one.run("deep", (1,)) == [[]], "the next job is done"


async def test_an_idle_process_is_ended() -> None:
    """It takes memory only while programs are sent."""
    async with worker(lambda: Worker(idle=0.0, module=ODD)) as one:
        await one.run("deep", (1,))
        await eventually(lambda: one.pid is None)


# -- what is given to it -------------------------------------------------------------------------------


async def test_long_texts_are_read_apart_and_short_ones_here() -> None:
    """Also a short text that comes to thousands of exercises is a long one; without a runner all is done here."""
    jobs: list[str] = []

    async def runner(job: str, arguments: tuple[str, ...]) -> object:
        jobs.append(job)
        if "No / 1x1" in arguments[0]:
            raise TooComplicatedError
        return program_work.JOBS[job](*arguments)

    many = "# 1\n## A\n" + "".join(f"Q{i}[1-104] / 3x5\n" for i in range(50)) + "# w\n## A\n" * 103
    program_texts.use(runner)
    try:
        assert len((await program_texts.read(LONG)).days) == 1
        assert len((await program_texts.read(many)).days) == 104
        assert jobs == ["read", "read"]
        assert len((await program_texts.read("Quick / 3x5\n" * 1)).days) == 1
        assert jobs == ["read", "read"]
        with pytest.raises(ProgramError) as caught:
            await program_texts.read(LONG + "\nNo / 1x1")
        assert [each.code for each in caught.value.problems] == ["too-complicated"]
    finally:
        program_texts.use_no_more(runner)
    assert len((await program_texts.read(LONG + "\nNo / 1x1")).days) == 1


async def test_a_program_that_takes_too_long_to_write_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its export and its text to edit: one sentence each, and it is trained on."""
    ann = await trained(world, "## A\nDeadlift / 1x5 60kg / progress: lp(2.5kg)\n")

    async def runner(job: str, arguments: tuple[str, ...]) -> object:
        if job == "written":
            raise TooComplicatedError
        return program_work.JOBS[job](*arguments)

    monkeypatch.setattr(program_work, "QUICK", 0)
    program_texts.use(runner)
    try:
        await ann.says("/programs")
        await ann.taps("Mine")
        for button in ("Export", "Edit"):
            await ann.taps(button)
            assert "takes me too long to write out" in ann.toasts[-1]
    finally:
        program_texts.use_no_more(runner)
    await ann.taps("Export")
    assert ann.last.document is not None, "a control"


# -- the running bot -----------------------------------------------------------------------------------


async def asked(world: World, name: str) -> Person:
    person = await trained(world, "## A\nDeadlift / 1x5 60kg\n", name=name)
    await person.says("/programs")
    await person.taps("Own program")
    return person


async def test_a_long_program_holds_nobody_up(world: World) -> None:
    """faults: one sends the text that took minutes, and another the longest there is to work on; a third is answered
    before either is read, a signal ends the bot meanwhile, and the next one reads them.
    """
    ann, ben = await asked(world, "Ann"), await asked(world, "Ben")
    cat = world.person("Cat")
    await cat.starts()
    await world.stop()
    for each in (ann, ben, cat):
        each.settle = at_once
    blanks = "// ...Squat[" + " " * 63_000 + "x\nSquat / 3x5\n"
    async with process(world) as child:
        workers: list[int] = []

        def works() -> bool:
            workers[:] = _children(child.pid)
            return bool(workers)

        await ben.sends_document(SLOW.encode(), "slow.txt")
        await ann.sends_document(blanks.encode(), "blanks.txt")
        await eventually(works)
        await cat.says("/help")
        await eventually(lambda: "/workout" in cat.last)
        assert not _answered(ben), "the text that is worked on the longest is not read yet"
        child.terminate()
        async with asyncio.timeout(20):
            assert await child.wait() == 0
        await eventually(lambda: not any(map(is_there, workers)))
    async with process(world):
        await eventually(lambda: _answered(ben) and _answered(ann))
    assert "Squat 3×5" in ann.last
    assert "Start over" not in ben.last.data, "it is a program"


def _answered(person: Person) -> bool:
    """The question is gone: what was understood stands in its place."""
    return not any("Paste your program" in each for each in person.bot_messages)


def _children(pid: int) -> list[int]:
    """The processes that this one has started."""
    found = Path(f"/proc/{pid}/task/{pid}/children")
    with suppress(FileNotFoundError):
        return [int(each) for each in found.read_text().split()]
    return []
