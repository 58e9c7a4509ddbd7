command-workout = Start or continue today's workout
command-log = Log sets outside a program: /log bench 3x5 100
command-undo = Take back the last sets

## The live card
card-first = <b>{ $set }</b>
card-set = Set { $number }
card-warmup = Warm-up { $number }/{ $of }
card-interval = { $what } { $length } · { $number } of { $of }
card-then = Then { $what } { $length }
card-side = { $plates } a side
card-empty-bar = empty bar
card-where = { $exercise } · exercise { $number } of { $of } · { $sets }
card-superset = ⇄ Superset with { $exercises }
card-amrap = As many reps as you can, { $reps } or more. Type how many.
# halves: half reps
card-rpe = Aim for RPE { $rpe }, { $halves ->
    [0] no rep
    [2] 1 rep
   *[other] { $reserve } reps
} in reserve. A tap on @ logs the set with yours.
card-choose-weight = Which weight do you start with? Tap one, or type your set: 40x5
card-choose-help = How much help do you start with? Tap one, or type your set: -20x8
card-follows = Now { $weight } (planned: { $planned })
card-hint = <i>{ $hint }</i>
card-note = 📌 { $note }
card-hint-all = ℹ️
card-description = <b>{ $exercise }</b>
    { $text }
card-done = ✓ { $sets }
card-just-done = ✓ { $exercise }: { $sets }
card-difficulty = How hard, of 10? Under { $least }: Note.
card-difficulty-button = 💪 { $rating }
card-last = Last time: { $sets }
card-rest = ⏱ Rest { $length }, until { $until }
card-line = { $exercise }: { $sets }
card-all-done = <b>All sets done.</b> Finish, or add more.
card-empty = <b>Nothing here yet.</b> Add an exercise.
card-earlier = … { $count } before
card-km = { $distance } km
card-bodyweight = body weight
card-open-count = reps
card-open-time = time
card-each-side = { $count } each side
card-sides = L { $left } R { $right }
card-failed-attempt = failed
card-mark-warmup = w{" "}
card-mark-drop = drop{" "}

card-log = ✓ { $set }
card-log-warmup = ✓ Warm-up { $set }
card-log-rest = ✓ All { $count } as planned
card-rated = @{ $rpe }
card-rep-less = − rep
card-rep-more = + rep
card-rest-less = Rest − { $seconds } s
card-rest-more = Rest + { $seconds } s
card-skip = Skip
card-later = Later
card-swap = Swap
card-note-button = Note
card-undo = Undo
card-add-set = + Set
card-add-exercise = + Exercise
card-finish = Finish
card-finish-big = 🏁 Finish

## Timed sets
running-start = ▶ Start
running-stop = ■ Stop
running-log = ■ Stop and log
running-go-on = ▶ Go on
running-until = until { $at }
running-since = since { $at }
running-rest = Rest { $length }
running-then = then { $what }
running-then-rest = then rest { $length }
running-already = It is running already.

## Logging
logged-already = That set is logged already.
logged-corrected = Corrected: { $exercise }: { $sets }
undone = Taken back: { $exercise }: { $sets }
undone-nothing = There is nothing to take back.
workout-over = That workout is over.
workout-gone = That workout is not there any more. /workout shows what is next.
workout-other-open = Finish the workout that is under way first.
workout-none-planned = Nothing is planned. Pick a program with /programs, or log freely: /log bench 3x5 100
workout-which = Which one?
workout-not-yet = { $day } · { $workout }
workout-away = You were away for { $days } days. Start 10 % lighter?
workout-away-lighter = 10 % lighter
workout-away-planned = As planned
lighter-today = 10 % lighter today.
trimmed = Down to the main lifts: { $exercises }.
trimmed-nothing = These are the main lifts already.
skipped = { $exercise } left out.
moved-later = { $exercise } comes later.
moved-later-alone = { $exercise } is the only one left.
set-added = One more set of { $exercise }.
set-not-added = { $limit } sets of an exercise is the most I ask for.
too-late = That has changed meanwhile. Here is where you are.
weight-lightest = That is the lightest there is.
weight-heaviest = That is the heaviest your plates allow.

## Typed sets
typed-where = Which exercise is “{ $text }” for? Tap one, or type its name: bench
typed-start = Start { $workout }
typed-kept = Which exercise is “{ $text }” for? Type its name: bench
typed-meant = What did you mean by “{ $text }”?
typed-meant-reps = { $reps } reps
typed-meant-sets = { $count } sets: { $sets }
typed-turned = I read “{ $text }” as { $sets }.
typed-weight = { $exercise }, { $sets } reps: at what weight? Tap one, or type it: 12.5
typed-weight-wrong = I couldn't read “{ $text }” as a weight. For example: 12.5
typed-no-weight = No weight
typed-refused-edit = I left the logged sets as they were: { $problem }

notation-empty = There is nothing to log in that. For example: 85x5
notation-unreadable = I couldn't read “{ $rest }”. For example: 85x5 or 3x5 100
notation-too-long = That is over 200 characters. Send the sets of one exercise. For example: 100 5,5,4
notation-not-a-number = “{ $rest }” is not a number I can log. For example: 85x5
notation-infinite = “{ $rest }” is not a number I can log. For example: 85x5
notation-exponent = Write the number out instead of “{ $rest }”. For example: 100x5
notation-superscript = I can't read the digits in “{ $rest }”. For example: 85x5
notation-underscore = Leave the _ out of “{ $rest }”. For example: 1000
notation-fraction = Half reps don't count: “{ $rest }”. A weight needs its reps: 82.5x5
notation-zero = There's nothing to log in a zero. For example: 85x5, or 85x0 for a failed attempt
notation-negative-reps = Reps can't be negative. For example: 85x5
notation-signed-weight = + and − are for added weight and assistance on body-weight exercises: +20x5. Here: 85x5
notation-too-many-reps = 1,000 reps a set is the most I log. For example: 85x5
notation-too-heavy = 1,000 kg is the most I log. For example: 100x5
notation-too-many-sets = 30 sets a message is the most I log. For example: 5x5 100
notation-too-much-time = 9 hours a set is the most I log. For example: 60s or 1:30
notation-too-far = 1,000 km is the most I log. For example: 5km 25:00
notation-bad-rpe = RPE goes from 1 to 10 in halves. For example: 85x5 @8
notation-no-count = How many reps? For example: 85x5
notation-one-side = I need both sides. For example: L8 R7, or 10x8 each
notation-no-set-to-rate = There's no set to rate yet. Log it with its effort: 85x5 @8
notation-no-name = Which exercise? For example: /log bench 3x5 100
sum-too-large = That is more than one workout can hold. Check the numbers: 85x5
too-many-sets = 200 sets is the most a workout can hold. Finish this one first.

## Exercises
exercise-which = Which exercise? Tap one, or type its name: bench
exercise-near = I do not know “{ $name }”. Did you mean one of these?
exercise-unknown = I do not know “{ $name }”, nor anything like it.
exercise-create = Create “{ $name }”
exercise-create-kind = What does “{ $name }” count?
kind-weight = Weight and reps
kind-bodyweight = Body weight
kind-timed = Time
kind-distance = Distance
swap-for = What instead of { $exercise }? Tap one, or type its name.
swap-none = I know nothing for the same muscles. Use + Exercise, then Skip.
swap-done = { $exercise } instead.
question-close = Close
free-workout = Free workout
log-how = Type the exercise and its sets: /log bench 3x5 100

## Notes
note-ask = Note on { $exercise }? Type it (seat 4, pins 7): it is shown next time. Or how hard was it, 1 to 10?
note-kept = Noted for { $exercise }; I show it again next time.
note-other = About { $exercise }
note-too-long = A note has { $limit } characters at most; this has { $length }. Send a shorter one.
note-difficulty = { $exercise }: { $rating } of 10.
