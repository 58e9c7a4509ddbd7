## What was beaten: on the card, where the exercise is known, and with its name
record = 🏆 { $record }
record-of = 🏆 { $exercise } { $record }
record-beats = { $what }, before { $previous } on { $day }{ $count ->
    [0] { "" }
   *[other] {" "}(also { $also })
}
record-made = { $kind ->
    [HEAVIEST] { $value }
    [HEAVIEST_REPS] { $value } × { $reps }
    [REPS] { $value } × { $reps }
    [REPS_BODY] { $reps } reps
    [E1RM] good for { $value } once
    [LONGEST] { $value }
    [FASTEST] { $of } in { $value }
   *[VOLUME] volume { $value }
}
record-kind = { $kind ->
    [REPS] reps
    [E1RM] e1RM
    [LONGEST] longest
    [FASTEST] fastest
   *[VOLUME] volume
}
record-reps = { $reps ->
    [one] 1 rep
   *[other] { $reps } reps
}
record-no-load = { $kind ->
    [ASSISTED] no help
   *[other] no added weight
}
