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
    [arguments] { $least ->
        [one] { $name } takes { $least ->
            [1] a value
           *[other] { $least } values
        }{ $most ->
            [1] {""}
           *[other] {" "}or more
        }.
       *[other] { $name } takes { $least } values.
    }
    [no-list] { $name } is a single value: it takes no [ ].
    [unassignable] { $name } cannot be changed here.
    [many-indexes] { $name } takes { $most } numbers in its brackets at most.
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
