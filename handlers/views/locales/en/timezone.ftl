timezone-question = What time is it for you now? Tap it, or type your city.
timezone-more = Other times
timezone-fewer = Fewer
timezone-back = Back to the times
timezone-which = Which one is yours? Or type your city.
timezone-which-place = There is more than one. Which is yours?
timezone-place = { $name }{ $country ->
    [""] {""}
   *[other] , { $country }
 } · { $zone }
timezone-chosen = Your time zone is { $zone }, where it is { $time } now.
timezone-unknown = I know no place called “{ $text }”. A bigger city nearby works, or the time: <b>Berlin</b>, <b>18:30</b>.
timezone-nowhere = It is { $text } nowhere right now. Type what your clock shows, or your city: <b>{ $example }</b>, <b>Berlin</b>.
timezone-not-text = I need a time or a city here. Tap a time, or type <b>Berlin</b> or <b>18:30</b>.
timezone-moved-on = Time has moved on since I asked. Which is it now?
