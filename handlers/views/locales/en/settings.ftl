command-settings = Time zone, unit, plates, warm-ups, reminders

settings = <b>Settings</b>
settings-zone = Time zone: { $zone }, now { $time }
settings-unit = Weights: in { $unit }
settings-bar = Bar: { $bar }
settings-plates = Pairs of plates: { $plates }
settings-step = Smallest step: { $step }
settings-warmups = Warm-ups: { $on ->
        [1] worked out for heavy lifts
       *[0] only those of a program
    }
settings-lead = Reminder: { $minutes ->
        [0] when it is time
       *[other] { $hours ->
            [0] { $minutes } min before
           *[other] { $hours } h before
        }
    }
settings-digest = The week: { $day } { $time }
settings-digest-none = The week: only when asked
settings-language = Language: English

settings-zone-button = Time zone
settings-unit-button = kg or lb
settings-bar-button = Bar
settings-plates-button = Plates
settings-step-button = Smallest step
settings-warmups-button = { $on ->
        [1] Warm-ups off
       *[0] Warm-ups on
    }
settings-lead-button = Reminder
settings-digest-button = The week
settings-language-button = Language
settings-back = Back
settings-saved = Saved

settings-unit-question = Weights in kg or lb? The bar and plates become those of a gym in that unit.
settings-bar-question = What does your bar weigh? Tap it, or type it, like { $example }.
settings-bar-wrong = “{ $text }” is no bar that I know: it weighs from 0 to { $most }. Type it like <code>20</code>.
settings-step-question = The smallest step of your dumbbells and machines? Tap it, or type it, like { $example }.
settings-step-wrong = “{ $text }” is no step: it is more than 0 and at most { $most }. Type it like <code>2.5</code>.
settings-plates-question = How many pairs of each plate are there? Tap − and +, or type them all: <code>{ $example }</code>
settings-plates-wrong = I cannot read “{ $text }” as plates.
settings-plates-pairs = { $plate } × { $pairs }
settings-plates-usual = As in most gyms
settings-lead-question = How long before a workout should I remind you? Tap it, or type it, like <code>45 min</code>.
settings-lead-wrong = I cannot read “{ $text }”. Type minutes, up to a day: <code>45</code> or <code>1:30</code>.
settings-lead-minutes = { $minutes ->
        [0] When it is time
       *[other] { $hours ->
            [0] { $minutes } min
           *[other] { $hours } h
        }
    }
settings-digest-question = On which day should I tell you about your week?
settings-digest-wrong = “{ $text }” is no day of the week. Type one, like <code>Sunday</code>, or <code>off</code>.
settings-digest-off = Not unasked
settings-digest-hour-question = At what time? Tap it, or type it, like <code>19:30</code>.
settings-digest-hour-wrong = I cannot read “{ $text }” as a time. Type it like <code>19:30</code>.
settings-language-question = English is the only language so far.
