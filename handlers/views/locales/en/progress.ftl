command-progress = Pictures of how it goes: lifts, body weight, sets

progress-question = What do you want to see?
progress-nothing = Not enough yet: finish a workout, or write down a /measure, and there is something to draw.
progress-muscles-button = Sets per muscle
progress-more = More
progress-less = ‹ Back
progress-span = { $span ->
    [month] 1M
    [quarter] 3M
    [year] 1Y
   *[all] All
}
progress-span-now = · { $span } ·
progress-other = Something else
progress-gone = There is nothing to draw of that. /progress shows what there is.

progress-lift-caption = <b>{ $exercise }</b>: { $latest } on { $day }{ $best }
progress-muscles-caption = <b>Sets per muscle</b>, { $weeks ->
    [one] this week
   *[other] { $weeks } weeks
}
progress-measured-caption = <b>{ $metric }</b>: { $value } on { $day }
progress-best = , record { $value } on { $day }
progress-best-now = , which is the record
progress-empty-lift = <b>{ $exercise }</b>: not enough yet, nothing in this time. The last one was on { $day }.
progress-empty-metric = <b>{ $metric }</b>: not enough yet, nothing in this time.
progress-empty-muscles = <b>Sets per muscle</b>: not enough yet, nothing in this time.

progress-measure = { $measure ->
    [e1rm] estimated 1-rep max
    [weight] heaviest set
    [reps] most reps
    [seconds] longest set
    [help] least help
   *[metres] longest distance
}
progress-measure-monthly = { $what }, best of each month
progress-reps = { $reps ->
    [one] 1 rep
   *[other] { $reps } reps
}
progress-chart-top = top set { $set }
progress-chart-record = record { $value }
progress-chart-one = The first one. The next makes a line.
progress-chart-none = Not enough yet
progress-chart-muscles = Sets per muscle
progress-chart-this-week = this week
progress-chart-a-week = sets a week
