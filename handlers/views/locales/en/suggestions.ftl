suggestion-lighter = 💡 { $weeks ->
    [3] Third hard week in a row
    [4] Fourth hard week in a row
    [5] Fifth hard week in a row
   *[6] Six hard weeks in a row, or more
} ({ $why }): a lighter one? 10 % less weight and a set less for 7 days.
suggestion-why = { $sign ->
    [EFFORT] effort { $values }
    [DIFFICULTY] difficulty { $values }
    [MISSED] { $values } % of the sets missed
    [RPE] { $values } % of the sets above their RPE
   *[SORENESS] soreness { $values }
}
suggestion-yes = Lighter week
suggestion-no = No, go on
suggestion-back = Back to normal
suggestion-late = That was a while ago. I ask again when it is time.
suggestion-as-planned = As planned. I will not ask again for three weeks.
lighter-on = 💡 Lighter week until { $last }: 10 % less weight, and a set less of each exercise.
lighter-done = 🪶 A lighter workout: next time goes on from where you stood.
lighter-accepted = Lighter until { $last }.
lighter-off = As planned again.
