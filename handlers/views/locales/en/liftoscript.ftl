liftoscript-problem = { $code ->
    [empty] There is no exercise here. Write one like: Squat / 3x5 / 60kg
    [too-much-text] A program may be { $most } KB long at most.
    [too-many-weeks] A program may have { $most } weeks at most.
    [too-many-days] A week may have { $most } days at most.
    [too-many-exercises] A program may have { $most } lines of exercises at most.
    [too-many-places] With its repeated weeks the program has more than { $most } exercises.
    [too-complicated] This program takes me too long to read. Send a shorter one, or one with simpler scripts.
    [too-many-planned] With all its days and variations the program has more than { $most } sets.
    [too-many-variations] An exercise may have { $most } variations of its sets at most.
    [too-many-movements] An exercise may have { $most } alternatives at most.
    [too-many-warmups] An exercise may have { $most } warm-up sets at most.
    [too-many-arguments] { $name } may have { $most } values at most.
    [too-many-sets] An exercise may have { $most } sets at most.
    [too-large] This number is too large: { $text }
    [name] A name cannot contain “{ $text }”. Parts are separated by a slash: Squat / 3x5 / 60kg
    [no-name] The name of the exercise is missing. Write it first: Squat / 3x5 / 60kg
    [repeat] In the brackets after a name I expected an order or weeks, like [2], [1-4] or [2,1-4], and found “{ $text }”.
    [expected-sets] I expected sets like 3x8, a weight like 60kg or 75%, an RPE like @8 or a rest like 90s, and found “{ $text }”.
    [expected-progress] After “progress:” I expected none, lp(2.5kg), dp(2.5kg, 8, 12), sum(30, 2.5kg) or custom() with a script, and found “{ $text }”.
    [expected-update] After “update:” I expected custom() with a script between {"{~"} and {"~}"}, and found “{ $text }”.
    [expected-warmup] After “warmup:” I expected none or sets like 1x5 40kg, 1x3 80%, and found “{ $text }”.
    [expected-superset] After “superset:” I expected a name like A, and found “{ $text }”.
    [expected-id] After “id:” I expected tags with numbers, like tags(1, 100), and found “{ $text }”.
    [expected-used] After “used:” I expected none, and found “{ $text }”.
    [expected-reuse] After “...” I expected an exercise's name, like ...Squat, ...Squat[2] or ...Squat[2:1], and found “{ $text }”.
    [expected-script] I cannot go on reading the script at “{ $text }”. Something is missing there, or too much.
    [property] There is no “{ $text }:”. There are progress, update, warmup, superset, id and used.
    [no-slash] A slash goes between the name and the sets. Write: { $name } / { $text }
    [no-sections] “{ $name }” has no slash, so it's no exercise. Write { $name } / 3x5, or begin the line with // if it's a comment.
    [said-twice] This set says both { $first } and { $text }. Keep one, or put a comma between two sets.
    [long-label] A label may have { $most } characters at most: ({ $text })
    [script-open] The script that begins here has no end. End it with {"~}"}
    [twice-in-day] { $name } stands on this day already. Put the sets into one line, or give one of them a label: heavy: { $name }
    [given-twice] “{ $property }” of { $name } is given otherwise in week { $week }, day { $day }. It holds for the whole program: write it once.
    [no-original] { $day ->
        [0] There is no { $like } in week { $week } to take the sets from.
       *[other] There is no { $like } in week { $week }, day { $day } to take the sets from.
    }
    [many-originals] There is more than one { $like } in the week. Say which: ...{ $like }[1] for day 1, ...{ $like }[2:1] for week 2, day 1
    [own-original] { $name } would take over its own sets.
    [own-note] The note on { $name } would be its own. Name another exercise, or write the note.
    [borrowed-note] The note on { $like } is another's itself. Name the exercise that has it written.
    [own-like] { $name } would take over its own { $property }.
    [long-chain] More than { $most } exercises take over from one another in a row. Take over from the first one.
    [no-exercise] There is no exercise { $like }.
    [nameless-variable] Each variable of custom() needs a name: custom(increase: 2.5kg)
    [no-custom-progress] { $like } has no progress: custom() to take over.
    [no-update] { $like } has no update: custom() to take over.
    [no-state-for-update] The update of { $like } needs the variable { $variable }. Give it in progress: custom({ $variable }: 0)
    [update-custom] Only custom() without variables can be an update; the variables are those of progress.
    [no-script] custom() needs a script between {"{~"} and {"~}"}, or an exercise's: {"{"} ...Squat {"}"}
    [no-progression] There is no progress “{ $text }”. There are lp, dp, sum, custom and none.
    [arguments-lp] lp takes up to { $most } values: lp(2.5kg, 1, 0, 10%, 3, 0)
    [arguments-dp] dp takes three values: dp(2.5kg, 8, 12)
    [arguments-sum] sum takes two values: sum(30, 2.5kg)
    [argument-weight] Value { $number } of { $function } is a weight or a percentage, like 2.5kg or 10%.
    [argument-number] Value { $number } of { $function } is a number, without kg, lb or %.
    [no-state] There is no variable state.{ $name }. Give it in progress: custom({ $name }: 0)
    [no-local] var.{ $name } is read before it gets a value.
    [no-variable] There is no variable “{ $name }”.
    [no-function] There is no function “{ $name }”.
    [arguments] { $name } takes { $most ->
        [1] one value
        [100] { $least ->
            [1] one value or more
           *[other] { $least } values or more
        }
       *[other] { $least ->
            [1] { $most ->
                [2] one or two values
               *[other] one to { $most } values
            }
           *[other] { $least } values
        }
    }, and here are { $count }.
    [no-list] { $name } is a single value: it takes no [ ].
    [unassignable] A script can only read { $name } here, not change it.
    [many-indexes] { $most ->
        [1] In “update” { $name } takes one number in its brackets, that of the set: { $name }[1]
        [2] { $name } takes at most two numbers in its brackets, week and day: { $name }[1:1]
        [3] { $name } takes at most three numbers in its brackets, week, day and variation: { $name }[1:1:1]
       *[other] { $name } takes at most four numbers in its brackets, week, day, variation and set: { $name }[1:1:1:1]
    }
    [too-long] The script is too long.
    [too-many-variables] A script may have { $most } variables of its own (var.…) at most.
    [outgrown] A number in the script becomes too large.
    [no-such-index] There is no { $name }[{ $index }]: there are fewer sets.
    [star-read] A star in brackets is only for what is changed, like weights[*:*:*:1] = 60kg
    [many-indexes-read] { $name } is read with one number in its brackets: the set, like { $name }[2]
    [tagged-read] The variables of another exercise can only be changed here, not read.
    [no-operator] “{ $operator }” does not fit what stands on its two sides.
    [two-lists] { $name } takes two lists, like completedReps and reps.
    [operator-on-list] “{ $operator }” works on single values. Say which set is meant, like weights[1]
    [for-no-list] for (… in …) goes through a list, like completedReps.
    [list-argument] This function takes single values. Say which set is meant, like weights[1]
    [number-argument] { $name } takes a number here, without kg, lb or %.
    [too-deep] The script has more than { $most } brackets within brackets.
   *[other] I cannot read this ({ $code }).
}

liftoscript-hint = { $hint ->
    [write] I can't read “{ $text }”. Write { $write }
    [timed] I can't read “{ $text }”. Write { $write }: a hold counts seconds by itself. For a countdown write 3x1 60s|?
    [near] There is no “{ $text }”. Write { $write }
    [unit] There is no “{ $text }”. A weight is written in kg or lb: 5{ $write }
    [bare] “{ $text }” needs a unit: { $text }kg, { $text }lb or { $text }% for a weight, { $text }s for a rest, @{ $text } for an RPE.
    [label] A label can't have “{ $text }” in it. Letters, digits and signs are fine, but not / {"{"} {"}"} ( ) [ ] # | or !, like (Top).
    [comment] A comment can't follow on the same line. Put it on a line of its own above: // { $text }
    [no-words] A script has no texts in quotes, only numbers, weights, percentages and variables.
    [braces] What follows “{ $word }” goes between braces: { $word ->
        [if] if (completedReps >= reps) {"{"} weights += 5lb {"}"}
        [for] for (var.i in completedReps) {"{"} reps[var.i] += 1 {"}"}
       *[other] else {"{"} weights -= 5lb {"}"}
    }
    [unclosed] This “{ $text }” is never closed. Close it with “{ $write }”.
    [extra] This “{ $text }” closes nothing. Take it out, or open it first.
    [script-ends] The script ends in the middle of something. Write it to its end before {"~}"}
    [nothing-sets] Sets are missing here. Write them like 3x8, with a weight like 60kg, an RPE like @8 or a rest like 90s.
    [nothing-warmup] After “warmup:” write none, or sets like 1x5 40kg, 1x3 80%.
    [nothing-progress] After “progress:” write none, lp(2.5kg), dp(2.5kg, 8, 12), sum(30, 2.5kg) or custom() with a script.
    [nothing-update] After “update:” write custom() with a script between {"{~"} and {"~}"}.
    [nothing-superset] After “superset:” write a name, like A.
    [nothing-id] After “id:” write tags with numbers, like tags(1, 100).
    [nothing-used] After “used:” write none.
   *[other] After “...” write an exercise's name, like ...Squat, ...Squat[2] or ...Squat[2:1].
 }
