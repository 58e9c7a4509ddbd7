command-start = Begin, or see what is next
welcome = Hi { $name }! I am Spotter. I plan your training, remind you, and count sets and rest with you.
welcome-back = Hi { $name }!
back = ‹ Back

weekday = { $day ->
    [0] Mon
    [1] Tue
    [2] Wed
    [3] Thu
    [4] Fri
    [5] Sat
   *[6] Sun
 }

enrolling-zone = { $zone } · change
enrolling-unit = It is { $time } for you. Do you lift in kilograms or pounds?
unit-kg = kg
unit-lb = lb
enrolling-unit-wrong = Kilograms or pounds? Tap one, or type <b>kg</b> or <b>lb</b>.
enrolling-goal = What do you train for?
goal = { $goal ->
    [strength] Strength
    [muscle] Muscle
    [endurance] Endurance
   *[fitness] Fitness
 }
enrolling-goal-wrong = Tap what comes nearest, or type <b>strength</b>, <b>muscle</b>, <b>fitness</b> or <b>endurance</b>.
enrolling-often = How many days a week?
enrolling-often-wrong = How many days a week, from 1 to 7? Type <b>3</b>, for example.
enrolling-proposal = <b>{ $name }</b>
    { $why }
enrolling-take = Take it
enrolling-others = Others
enrolling-program-wrong = Tap <b>Take it</b>, or <b>Others</b> to choose. A program's name works too: <b>{ $example }</b>

program-day = <b>{ $name }</b>: { $exercises }
program-in-turn = These days take turns.
program-more-exercises = { $count } more
program-more-days = … and { $count } more days
prescription-line = { $name } { $sets }
prescription-line-weight = { $name } { $sets } · { $weight }
prescription-minutes = { $minutes } min

days-question = On which days? The program has { $count } a week.
days-one-by-one = Other days
days-one-by-one-question = Tap your days. { $count } a week fit best.
days-chosen = ✓ { $day }
days-done = { $count ->
    [one] Done · 1 day
   *[other] Done · { $count } days
 }
days-wrong = I did not find weekdays in that. Type them like <b>Mon Wed Fri</b>.
days-changed = Trains on { $days } now
days-none = Choose a day first

hour-question = { $days }: at what time? Tap one, or type it.
hour-wrong = I did not find a time in that. Type it like <b>18:30</b> or <b>6pm</b>.
hour-changed = Trains at { $time } now

weights-question = With which weights do you start?
weights-light-what = <b>Light</b>: { $list }.
weights-later-what = <b>Later</b>: I learn each weight from your first set.
weights-light = Light weights
weights-light-one = { $exercise } { $weight }
weights-later = Later
weights-each = Exercise by exercise
weights-heavier = Heavier ›
weights-lighter = ‹ Lighter
weights-learn = Learn it later
weights-rest = Light for the rest
weights-five-reps = 5 reps I can do
weights-wrong = Tap one of the buttons: <b>Light weights</b> is the easy start.
weight-question = <b>{ $exercise }</b> ({ $number } of { $of }): start with how many { $unit }? Tap it, or type it.
weight-five-reps = <b>{ $exercise }</b>: what can you lift for 5 good reps? Type it, like <b>{ $example }</b>. I start you a little below.
weight-noted = { $exercise }: { $weight } to start.
weight-learned = { $exercise }: learned from your first set.
weight-wrong = I did not find a weight in that. Type it like <b>{ $example }</b>.

enrolled = You train <b>{ $program }</b>: { $days } at { $time }.
enrolled-first = First: <b>{ $workout }</b>, { $day } at { $time }.
enrolled-reminder = { $minutes ->
    [0] I remind you when it starts. Sooner? /workout
   *[other] I remind you { $minutes } min before. Sooner? /workout
 }
enrolled-already = You train { $program } already.
enrolling-stale = That question is answered already.
