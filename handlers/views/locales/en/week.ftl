command-week = Your week: workouts, volume, records

week-title = <b>Week { $from } – { $to }</b>
week-late = <b>Your week { $from } – { $to }</b>
    This comes late: I was away when it was due.
week-workouts = { $planned ->
    [0] Workouts: <b>{ $extra }</b>
   *[other] Workouts: <b>{ $done } of { $planned }</b>{ $extra ->
        [0] { "" }
       *[other] {" "}and { $extra } extra
    }
}
week-streak = Streak: <b>{ $weeks } weeks</b> on plan
week-streak-at-stake = Streak: <b>{ $weeks } { $weeks ->
    [one] week
   *[other] weeks
}</b>; last week is forgiven if this one goes as planned
week-sets = Sets: <b>{ $sums }</b>
week-before = Week before: { $sums }
week-body-weight = Body weight: <b>{ $weight }</b>{ $than }
week-body-weight-since = , { $change } since { $day }
week-records = { $count ->
    [one] <b>Record</b>
   *[other] <b>{ $count } records</b>
}{ $more ->
    [0] { "" }
   *[other] , among them
}
week-record = { $exercise }: { $kind ->
    [HEAVIEST] { $value }, was { $previous }
    [REPS] { $value } reps with { $of }, was { $previous }
    [REPS_BODY] { $value } reps, was { $previous }
    [E1RM] good for { $value } once, was { $previous }
    [LONGEST] { $value }, was { $previous }
    [FASTEST] { $of } in { $value }, was { $previous }
   *[VOLUME] volume { $value }, was { $previous }
}
week-no-load = no added weight
week-next = Next: <b>{ $workout }</b>, { $when }
week-under-way = Under way: <b>{ $workout }</b>
week-empty-running = Nothing trained yet this week. One session is enough to get going again.
week-empty-over = Nothing trained this week. That happens; the next session counts.
week-nothing-planned = Nothing is planned. /programs has something to begin with.

week-trend-few = Trend: not enough data yet, { $weeks ->
    [0] no week of the 3 it takes
   *[other] { $weeks } of the 3 weeks it takes
}.
week-trend = { $verdict ->
    [up] <b>Stronger</b> over six weeks: { $parts }.
    [down] <b>Weaker</b> over six weeks: { $parts }.
    [mixed] <b>Mixed</b> over six weeks: { $parts }.
    [flat] <b>Holding</b> over six weeks: { $parts }.
   *[none] Over six weeks: { $parts }.
}
week-trend-lift = { $name } { $way ->
    [flat] the same
   *[other] { $percent } %
}
week-trend-sets = sets a week from { $before } to { $now }
week-trend-weight = body weight { $change }
week-trend-weight-same = body weight steady
week-trend-nothing = too little of one lift to judge
week-start = Start { $workout }
week-continue = Continue { $workout }
week-earlier = ‹ Week before
week-later = Week after ›
week-off = Turn off
week-is-off = I will not send this by myself any more. /week shows it whenever you ask.
week-undo-off = Undo
week-is-on = On again. Next one: { $when }
week-unknown = I cannot show that week. /week shows this one.

week-duration = { $hours ->
    [0] { $minutes } min
   *[other] { $hours } h{ $minutes ->
        [0] { "" }
       *[other] {" "}{ $minutes } min
    }
}
week-seconds = { $seconds } s
week-distance-km = { $distance } km
week-distance-m = { $distance } m

muscle-name = { $key ->
    [rear-delts] rear delts
    [upper-back] upper back
    [lower-back] lower back
   *[other] { $key }
}

chart-since = { $change } since { $day }
week-chart-title = Week { $from } – { $to }
week-chart-done = done
week-chart-planned = planned
week-chart-sets = Working sets per muscle
week-chart-before = the week before
week-chart-weight = Body weight
chart-mean = mean of { $days } days
