finish-left = { $count ->
    [one] { $exercises } is left. Finish anyway?
   *[other] { $count } exercises are left: { $exercises }. Finish anyway?
}
finish-anyway = Finish anyway
finish-keep-going = Keep going
finish-short = 20 minutes left: the main lifts
finish-nothing = Nothing is logged yet. Cancel this workout?
finish-cancel = Cancel workout

# A variable of an exercise that its program asks for; name is as the program has it.
asked = <b>{ $exercise }</b>, { $name }: { $value } so far. What is it now? Type it, or keep it.
asked-keep = Keep { $value }
asked-said = { $exercise }, { $name }: { $value }
asked-unreadable = I cannot read “{ $text }” here: I need something like { $example }.
asked-no-text = I need something like { $example } here, or keep it.

finish-effort = How hard was it, from 1 (easy) to 10 (nothing left)?
finish-soreness = How sore are you, from 1 (not at all) to 10 (badly)?
finish-note = A note on this workout? Type it, or skip.
finish-said-effort = Effort { $rating }
finish-said-soreness = Soreness { $rating }
finish-skip = Skip
finish-back = Back to the workout
# what may be typed instead of a tap, in lower case
finish-skip-words = skip, no, none, nothing, -
finish-yes-words = yes, y, ok, sure, finish, finish anyway, cancel, cancel workout
finish-no-words = no, n, keep going, back
finish-no-rating = “{ $text }” is no whole number from 1 to 10, like 7. More sets? Go back to the workout.
finish-no-text = I need a number from 1 to 10 here, like 7.
finish-no-note = Only text can be a note. For example: slept badly

finish-cancelled = { $status ->
    [PLANNED] Cancelled. <b>{ $workout }</b> stays planned: { $when }.
    [MISSED] Cancelled. <b>{ $workout }</b> is planned again.
   *[CANCELLED] Cancelled.
}
finish-closed-empty = Nothing was logged in <b>{ $workout }</b>, so I closed it.
finish-start-again = Start again

summary-title = 🏁 <b>{ $workout }</b> · { $duration }
summary-special = { $exercise }: { $sets }
summary-closed = I closed it by itself, as of your last set.
summary-note = “{ $note }”
summary-sets = { $sets ->
    [one] 1 set
   *[other] { $sets } sets
}
summary-reps = { $reps ->
    [one] 1 rep
   *[other] { $reps } reps
}
summary-volume = { $volume } lifted
summary-records-rest = … and { $count } more
summary-next-time = <b>Next time</b>
summary-change = { $exercise } { $target } · { $why }
summary-target-reps = { $reps ->
    [one] 1 rep
   *[other] { $reps } reps
}
summary-why = { $reason ->
    [ALL_SETS_DONE] { $moved ->
        [0] all sets done: same again
       *[other] { $delta }: all sets done
    }
    [MISSED] { $of ->
        [0] not all sets done: same again
       *[other] { $misses ->
            [1] 1st
            [2] 2nd
            [3] 3rd
           *[other] { $misses }th
        } miss of { $of }: { $moved ->
            [0] same weight
           *[other] from what you lifted
        }
    }
    [DELOAD] { $moved ->
        [0] missed { $of } times: same again
       *[other] { $delta }: deload after { $of } misses
    }
    [PARTLY] { $moved ->
        [0] not yet the most reps in every set: same again
       *[other] { $delta }: not yet the most reps in every set
    }
    [LEARNED] learned from what you lifted
    [TOO_HARD] { $moved ->
        [0] harder than asked: same again
       *[other] { $delta }: harder than asked
    }
    [PROGRAM] { $moved ->
        [0] by the program's rule: same again
       *[other] { $delta }: by the program's rule
    }
    [STOPPED] the program's own rule has a mistake in it: same again
   *[OVERRIDDEN] from what you lifted
}
summary-next = Next: <b>{ $workout }</b>, { $when }

summary-program = 🎉 <b>{ $program }</b> is done
summary-program-sums = { $sessions ->
    [one] 1 workout
   *[other] { $sessions } workouts
} in { $weeks ->
    [one] 1 week
   *[other] { $weeks } weeks
}
summary-again = Again
summary-next-program = Next one: { $program }
summary-programs = All programs

distance-m = { $distance } m
distance-km = { $distance } km
length-seconds = { $seconds } s
