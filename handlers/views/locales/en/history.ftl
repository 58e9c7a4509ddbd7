command-history = Past workouts: look, correct, do again

history-title = <b>History</b> · { $count ->
    [one] 1 workout
   *[other] { $count } workouts
}
history-line = { $day } · { $sums }
history-empty = Nothing here yet. Your first workout makes a start, and stands here when it is done.
history-newer = ‹ Newer
history-older = Older ›
history-earlier = ‹ Before
history-further = More ›
history-back = ‹ Back
history-undo = Undo
history-gone = That is no longer there.
history-undone-already = That is taken back already.

history-workout = <b>{ $workout }</b> · { $day }
history-nothing = Nothing is left in this workout.
history-note = “{ $note }”
history-exercise = <b>{ $exercise }</b> { $sets }
history-no-sets = no sets
history-difficulty = { $rating } of 10
history-again = Do this again
history-rate = Effort, soreness
history-add-note = Note
history-delete = Delete workout
history-deleted = Deleted: <b>{ $workout }</b>, { $day }.
history-restored = It is back.
history-under-way = { $workout } is under way. Finish it first.
history-under-way-show = Show it
history-again-begun = Same again. Off you go.

history-effort = How hard was it, from 1 (easy) to 10 (nothing left)?
history-soreness = How sore were you, from 1 (not at all) to 10 (badly)?
history-rating = Now: { $rating }
history-leave = As it is
history-not-said = Not said
history-no-rating = “{ $text }” is no whole number from 1 to 10, like 7.
history-ask-note = A note on this workout? Type it; it takes the place of this one.
history-ask-first-note = A note on this workout? Type it.
history-no-note = Remove the note

history-when = Day, length
history-when-now = Now: <b>{ $when }</b>
history-ask-when = When was it, or how long? Type the day, like <code>yesterday</code> or <code>3 nov</code>, or the length, like <code>50 min</code>.
history-when-unreadable = “{ $text }” is no day and no length. Type it like <code>yesterday</code>, <code>3 nov</code> or <code>50 min</code>.
history-when-length = A workout takes from 1 minute to 9 hours. Type it like <code>50 min</code>.

history-exercise-title = <b>{ $exercise }</b> · { $workout }, { $day }
history-tap = Tap a set to correct it.
history-exercise-note = Note
history-exercise-delete = Delete exercise
history-exercise-deleted = Deleted: <b>{ $exercise }</b>.
history-ask-exercise-note = A note on { $exercise }? Type it (seat 4, pins 7), or tap how hard it was, 1 to 10.
history-add = + Set
history-ask-add = { $exercise }: which set was missing? Type it, like <code>{ $example }</code>.
history-add-same = { $set } again
history-set = { $exercise }, set { $number } of { $of }: <b>{ $set }</b>
history-ask-set = What was it really? Type it, like <code>{ $example }</code>.
history-one-set = That is { $count } sets, and I can put one in the place of one. Type it, like <code>{ $example }</code>. More go in by + Set.
history-set-delete = Delete set
history-set-kind = { $kind ->
    [WARMUP] It was a warm-up
   *[WORK] It was a working set
}
history-set-corrected = Corrected: { $before } → <b>{ $after }</b>
history-set-deleted = Deleted: { $sets }
history-set-added = Added: <b>{ $sets }</b>
history-set-undone = Taken back.
history-too-many-sets = 200 sets is the most a workout can hold. Delete one first.
