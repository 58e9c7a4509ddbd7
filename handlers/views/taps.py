"""Callback data: written and matched here and nowhere else.

A tap is a code and its values, joined by dots, at most 64 bytes: `set.<uuid>.3.2`. Ids prove nothing: whoever reads
one looks the row up together with its owner.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Any
from uuid import UUID

MOST_BYTES = 64

_known: dict[str, Tap] = {}  # filled below, at import


@dataclass(frozen=True, slots=True)
class Tap:
    """A kind of button: its code and the types of its values (UUID, int or str without dots)."""

    code: str
    types: tuple[type, ...] = ()

    def __post_init__(self) -> None:
        if self.code in _known:
            raise ValueError(f"two taps with the code {self.code}")
        _known[self.code] = self

    def __call__(self, *values: Any) -> str:
        """The callback data of a button."""
        data = ".".join([self.code, *(_write(value) for value in values)])
        if len(values) != len(self.types) or len(data.encode()) > MOST_BYTES:
            raise ValueError(f"not a tap: {data}")
        return data

    def read(self, data: str) -> tuple[Any, ...] | None:
        """The values, or None when the data is not of this kind or not whole."""
        code, *parts = data.split(".")
        if code != self.code or len(parts) != len(self.types):
            return None
        try:
            return tuple(_read(part, kind) for part, kind in zip(parts, self.types, strict=True))
        except (ValueError, binascii.Error):
            return None


def known() -> dict[str, Tap]:
    """All taps by code."""
    return dict(_known)


def _write(value: Any) -> str:
    if isinstance(value, UUID):
        return base64.urlsafe_b64encode(value.bytes).decode().rstrip("=")
    return str(value)


def _read(part: str, kind: type) -> Any:
    if kind is UUID:
        return UUID(bytes=base64.b64decode(part + "==", altchars=b"-_", validate=True))
    if kind is int:
        if not part.removeprefix("-").isascii() or not part.removeprefix("-").isdigit() or len(part) > 12:  # noqa: PLR2004 - twelve digits hold any int of ours
            raise ValueError(part)
        return int(part)
    return part


# Every kind of button there is. UUIDs take 22 bytes.
START = Tap("start", (UUID,))  # session: start it, or show its card
LOG = Tap("log", (UUID, int, int))  # session, exercise, how many sets of it are done: the next working set as asked
WARM_UP = Tap("warm", (UUID, int, int))  # the same of the next warm-up
LOG_REST = Tap("left", (UUID, int, int))  # the same, and all that follow it in the exercise
RATED = Tap("rpe", (UUID, int, int, int))  # the same, at an RPE (in half steps)
START_SET = Tap("run", (UUID, int, int, int))  # the same, of a timed set; 1: from where it was stopped
STOP_SET = Tap("halt", (UUID, int, int))
LOG_HELD = Tap("held", (UUID, int, int))  # as far as it was held
ADJUST = Tap("adj", (UUID, int, str))  # session, exercise, "w+" "w-" "r+" "r-"
WEIGH = Tap("kg", (UUID, int, int))  # session, exercise, grams: the weight to start with
SKIP_EXERCISE = Tap("skip", (UUID, int))
LATER = Tap("later", (UUID, int))
SWAP = Tap("swap", (UUID, int))
SWAP_FOR = Tap("swapfor", (int, UUID))  # exercise of the open workout, the other exercise
ADD_SET = Tap("addset", (UUID, int))
ADD_EXERCISE = Tap("addex", (UUID,))
PICK = Tap("pick", (UUID,))  # an exercise, where one was asked for
CREATE = Tap("create", (str,))  # an exercise of one's own, and what it counts
NOTE = Tap("note", (UUID, int))
HINT = Tap("hint", (UUID, int))
DIFFICULTY = Tap("hard", (UUID, int, int))  # session, exercise, 1 … 10
UNDO = Tap("undo", (UUID, int))  # session, how many sets are done: two taps at once take back one
REST = Tap("rest", (UUID, int))  # session, seconds more
SHORT = Tap("short", (UUID,))  # 20 minutes left
LIGHTER = Tap("lighter", (UUID, int))  # session, 1: 10 % less after time off, 0: as planned
READING = Tap("read", (int,))  # which of the readings of a text was meant
TYPED_WEIGHT = Tap("readkg", (int,))  # grams: the weight of sets that were typed without one
NO_WEIGHT = Tap("readno")  # they had none
FINISH = Tap("finish", (UUID,))
CLOSE = Tap("close")  # the open question, unanswered
SHOW_CARD = Tap("card", (UUID,))

# The way to an enrollment, programs and schedule. A subject is the program of the draft or an enrollment.
CLOCK = Tap("clock", (int, int))  # minutes east of UTC, minute of the epoch at which it was asked
CLOCKS = Tap("clocks", (int,))  # 1: every time there is, 0: the likely ones
ZONE = Tap("zone", (str,))  # an IANA zone
ZONES = Tap("zones")  # another zone with the same time, please
UNIT = Tap("unit", (str,))  # kg, lb
GOAL = Tap("goal", (str,))
OFTEN = Tap("often", (int,))  # days per week
BACK = Tap("back", (str,))  # to the question of the way to an enrollment
PROGRAM_LIST = Tap("pgs", (int,))  # page
PROGRAM = Tap("pg", (UUID,))  # program: its page
ENROLL = Tap("enr", (UUID,))  # program
DAYS_ASK = Tap("dya", (UUID,))  # enrollment: other days
DAYS_EDIT = Tap("dye", (UUID, int))  # subject, weekdays as bits: one by one
DAYS = Tap("dy", (UUID, int))  # subject, weekdays as bits: these
HOUR_ASK = Tap("hra", (UUID,))  # enrollment: another hour
HOUR = Tap("hr", (UUID, int))  # subject, minute of the day
WEIGHTS = Tap("wts", (UUID, str))  # program, light | later | each
WEIGHT = Tap("wt", (UUID, int))  # exercise, grams
WEIGHT_LATER = Tap("wtl", (UUID,))  # exercise: learn it from the first set
WEIGHT_PAGE = Tap("wtp", (UUID, int))  # exercise, page of weights
WEIGHT_REPS = Tap("wt5", (UUID,))  # exercise: from five reps I can do
PROGRAMS = Tap("programs")
ENROLLMENT = Tap("en", (UUID,))
PAUSE = Tap("enp", (UUID,))
RESUME = Tap("enc", (UUID,))
LEAVE = Tap("enl", (UUID, int))  # enrollment, 0: ask, 1: leave
ENROLLMENT_NOTE = Tap("enn", (UUID,))
ENROLLMENT_NO_NOTE = Tap("enx", (UUID,))
SCHEDULE = Tap("sched", (int,))  # page
SESSION = Tap("se", (UUID,))
MOVE = Tap("sem", (UUID,))  # session: to which day?
MOVE_DAY = Tap("semd", (UUID, int))  # session, ordinal of the day: at what time?
MOVE_TO = Tap("semt", (UUID, int, int))  # session, ordinal of the day, minute of the day
SKIP = Tap("sesk", (UUID,))  # from the schedule
REMINDER_LATER = Tap("rlt", (UUID, int))  # session, minute of the epoch it was planned at: a second tap moves nothing
REMINDER_TOMORROW = Tap("rtm", (UUID, int))  # likewise
UNMOVE = Tap("unm", (UUID, int, int))  # session, minute of the epoch it goes back to, and the one it is planned at
REMINDER_SKIP = Tap("rsk", (UUID,))
UNSKIP = Tap("unsk", (UUID, int))  # session, 1: the program went on with it
MISSED_TODAY = Tap("mtd", (UUID,))  # the session that was missed
MISSED_SHIFT = Tap("msh", (UUID,))

# Plates, settings, measurements, the account.
PLATES = Tap("pl", (int,))  # grams on the bar
SETTINGS = Tap("set")  # the screen of all of them
SET_UNIT = Tap("setu")
SET_UNIT_TO = Tap("setun", (str,))
SET_ZONE = Tap("setz")
SET_BAR = Tap("setb")
SET_BAR_TO = Tap("setbg", (int,))  # grams
SET_PLATES = Tap("setp")
SET_PAIRS = Tap("setpp", (int, int))  # grams of a plate, pairs of it there are
SET_PLATES_USUAL = Tap("setpu")
SET_STEP = Tap("sets")
SET_STEP_TO = Tap("setsg", (int,))  # grams
SET_WARMUPS = Tap("setw", (int,))  # 1: worked out, 0: only a program's own
SET_LEAD = Tap("setl")
SET_LEAD_TO = Tap("setlm", (int,))  # minutes
SET_DIGEST = Tap("setd")
SET_DIGEST_DAY = Tap("setdd", (int,))  # weekday, -1: off
SET_DIGEST_HOUR = Tap("setdh", (int,))  # hour
SET_LANGUAGE = Tap("setla")
MEASURE = Tap("me")  # which metric?
METRICS = Tap("mel", (int,))  # page of all metrics
METRIC = Tap("mem", (UUID,))  # a value of this one
NEW_METRIC = Tap("men")
METRIC_UNIT = Tap("meu", (str,))  # of the new one
METRIC_DELETE = Tap("med", (UUID, int))  # 0: ask, 1: delete
LIKELY = Tap("mey", (int,))  # the unlikely value is right (1), or not (0)
ENTRIES = Tap("mee", (UUID, int))  # metric, page
ENTRY = Tap("mes", (UUID,))  # measurement: its page
ENTRY_VALUE = Tap("mev", (UUID,))
ENTRY_DATE = Tap("meda", (UUID, int))  # measurement, 1: from its page, 0: from the echo
ENTRY_ON = Tap("medo", (UUID, int, int))  # the same, ordinal of the day
ENTRY_NOTE = Tap("meno", (UUID, int))
ENTRY_NO_NOTE = Tap("menn", (UUID, int))
ENTRY_DELETE = Tap("mex", (UUID,))  # from its page
ENTRY_RESTORE = Tap("mer", (UUID, int))  # as for ENTRY_DATE
ENTRY_UNDO = Tap("mez", (UUID,))  # from the echo
CHART = Tap("mec", (UUID,))  # metric
DELETE_ME = Tap("dm", (int,))  # 1: everything
WEEK = Tap("week", (int,))  # ordinal of its Monday
WEEK_PICTURE = Tap("weekp", (int,))  # likewise, below a picture
DIGEST_OFF = Tap("dgoff", (int,))  # likewise
DIGEST_ON = Tap("dgon", (int, int))  # likewise, weekday it came on
PROGRESS = Tap("pr", (int,))  # page of what there are pictures of
PROGRESS_LIFT = Tap("prl", (UUID, str))  # exercise, span (models/progress.py)
PROGRESS_METRIC = Tap("prm", (UUID, str))  # likewise of a metric
PROGRESS_MUSCLES = Tap("prs", (str,))  # span

# The end of a workout. ended: the second of the epoch at which Finish was tapped
FINISH_ANYWAY = Tap("finany", (UUID,))  # session, with exercises left
CANCEL_WORKOUT = Tap("fincan", (UUID,))  # session, in which nothing was logged
KEEP_ASKED = Tap("finkep", (UUID, int, int, int))  # session, ended, exercise, number of a variable of its program
UNDO_ASKED = Tap("finund", (UUID, int, int, int))  # likewise
EFFORT = Tap("fineff", (UUID, int, int))  # session, ended, 1 … 10 or 0: not said
SORENESS = Tap("finsor", (UUID, int, int))  # likewise
NO_NOTE = Tap("finnot", (UUID, int))  # session, ended
UNDO_RATED = Tap("finunr", (UUID, int, str))  # session, ended, effort | soreness: it is asked for anew
SUGGESTED = Tap("sug", (UUID, int))  # suggestion, 1: a lighter week, 0: as planned

# What was done, and what is changed of it afterwards. A performance is an exercise of a workout that is over.
HISTORY = Tap("hi", (int,))  # page
PAST = Tap("hs", (UUID, int))  # session, the first of its exercises that is shown
PAST_AGAIN = Tap("hag", (UUID,))
PAST_DELETE = Tap("hde", (UUID,))
PAST_RESTORE = Tap("hre", (UUID,))
PAST_RATE = Tap("hra0", (UUID, str))  # session, effort | soreness: which number?
PAST_RATED = Tap("hra1", (UUID, str, int))  # the same, 1 … 10, 0: not said, -1: as it is
PAST_NOTE = Tap("hno", (UUID,))
PAST_NO_NOTE = Tap("hnn", (UUID,))
PAST_WHEN = Tap("hwh", (UUID,))  # which day, how long?
PAST_WHEN_WAS = Tap("hwu", (UUID, int, int))  # session, the second of the epoch at which it began, its seconds
DONE = Tap("hx", (UUID, int))  # performance, the first of its sets that is shown
DONE_DELETE = Tap("hxd", (UUID,))
DONE_RESTORE = Tap("hxr", (UUID,))
DONE_NOTE = Tap("hxn", (UUID,))
DONE_NO_NOTE = Tap("hxo", (UUID,))
DONE_DIFFICULTY = Tap("hxf", (UUID, int))  # performance, 1 … 10
DONE_ADD = Tap("hxa", (UUID,))  # performance: which set?
DONE_ADD_SAME = Tap("hxs", (UUID, int))  # performance, how many sets it has: one more like the last
DONE_SET = Tap("ht", (UUID, UUID))  # performance, set: what was it really?
DONE_SET_KIND = Tap("htk", (UUID, UUID, str))  # the same, what kind it was
DONE_SET_DELETE = Tap("htd", (UUID, UUID))
DONE_UNDO = Tap("htu", (UUID, UUID))  # performance, its sets before the last change

# Programs of one's own. A name is the number that views/program_text.py makes of it: it means the same in any text.
OWN = Tap("own", (int,))  # 1: another text than the one that was sent
OWN_PAGE = Tap("owp")
OWN_MATCH = Tap("owm")  # the first name that is no exercise yet
OWN_IS = Tap("owi", (int, UUID))  # name, the exercise it means
OWN_IS_NOT = Tap("owx", (int,))  # name
OWN_IS_NEW = Tap("own1", (int, str))  # name, what it counts, or "" to be asked
OWN_TRAIN = Tap("owt", (int,))  # text: enroll in it, or train it from now on
OWN_AS_WRITTEN = Tap("oww", (int,))  # 1: as the text says, 0: what was reached goes on
OWN_LIST = Tap("owl", (int,))  # page
PROGRAM_EXPORT = Tap("pgx", (UUID,))
PROGRAM_DELETE = Tap("pgd", (UUID, int))  # program, 0: ask, 1: delete
ENROLLMENT_EDIT = Tap("ene", (UUID,))
ENROLLMENT_EXPORT = Tap("enw", (UUID,))
