command-programs = Your programs, and others to try
programs-button = Programs
programs-yours = You train:
programs-running = <b>{ $program }</b> · { $slots }
programs-paused = <b>{ $program }</b> · paused
programs-none = You train no program now.
programs-choose = Choose a program
programs-others = Other programs
programs-offered = { $pages ->
    [1] Programs, the nearest to what you want first:
   *[other] Programs, the nearest to what you want first ({ $page } of { $pages }):
 }
programs-entry = { $name } · { $days }×/week
programs-gone = That program is offered no more.
programs-not-running = That program is over or not yours. /programs shows what runs.
programs-next = Next: <b>{ $workout }</b>, { $when }.
programs-pause = Pause
programs-resume = Resume
programs-days = Change days
programs-hour = Change hour
programs-leave = Leave
programs-note = Note
programs-noted = 📌 { $note }
programs-note-question = A note on <b>{ $program }</b>? Type it, like <code>after the holidays: 10 % less</code>.
# what may be typed instead of a tap, in lower case
programs-leave-words = leave it, leave, yes, y, sure
programs-stay-words = stay, no, n, keep
programs-paused-toast = Paused
programs-resumed-toast = On again
programs-leave-question = Leave <b>{ $program }</b>? Its planned workouts go. What you trained stays.
programs-leave-yes = Leave it
programs-leave-no = Stay
programs-left = You left { $program }. What you trained stays.
program-facts = { $level ->
    [novice] For beginners
    [intermediate] For lifters past their first months
   *[advanced] For experienced lifters
 } · { $days } days a week{ $weeks ->
    [0] {""}
   *[other] , { $weeks } weeks
 }{ $minutes ->
    [0] {""}
   *[other] {" "}· about { $minutes } min
 }
    <i>{ $credit }</i>
program-enroll = Enroll
program-running = You train this
page-before = ‹ Before
page-after = More ›
when-day = { $ahead ->
    [0] today
   *[1] tomorrow
 }
next-under-way = Your workout <b>{ $workout }</b> is open.
next-continue = Go on
next-planned = Next: <b>{ $workout }</b>, { $when }.
next-paused = Your program is paused.
next-resume = Resume { $program }
next-nothing = Nothing is planned.
schedule-button = Schedule
session-start = Start now
