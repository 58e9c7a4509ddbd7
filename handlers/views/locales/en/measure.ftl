command-measure = Body weight, waist, and what else you measure

measure-question = What did you measure? Tap it, or type it all: <code>waist 81</code>
measure-which-wrong = I do not know “{ $text }”. Tap what you measured, or type it like <code>waist 81 cm</code>.
measure-of-what = { $text }: what is that?
measure-more = More
measure-own = + My own
measure-other = Something else

measure-value = <b>{ $metric }</b>, { $day }: how much? Type it, like <code>{ $example }</code>.
measure-last = Last: { $value }, { $day }
measure-correction = { $metric } { $value }, { $day }: what is right? Type it.
measure-unreadable = I cannot read “{ $text }” as { $metric }. Type it like <code>{ $example }</code>.
measure-wrong-unit = { $metric } is not measured in that unit. Type it like <code>{ $example }</code>.
measure-outside = { $metric } goes from { $least } to { $most }. Type it like <code>{ $example }</code>.
measure-too-big = That is more than I can keep. The most is { $most }.
measure-thousands = Is “{ $text }” with a decimal point or in thousands? Type it without a comma, like <code>{ $example }</code>.
measure-unlikely = That is { $percent } % from the last one ({ $last }, { $day }): is { $value } right?
measure-unlikely-yes = Yes, { $value }
measure-unlikely-no = No, again

measure-echo = <b>{ $metric }</b> { $value } · { $day }
measure-since = { $change } since { $day }
measure-same = As on { $day }
measure-noted = “{ $note }”
measure-day = { $ago ->
        [0] today
       *[1] yesterday
    }
measure-undo = Undo
measure-date = Date
measure-note = Note
measure-chart = Chart
measure-back = Back
measure-correct = Correct
measure-delete = Delete
measure-restore = Put it back
measure-taken-back = Taken back: { $metric } { $value }
measure-deleted = Deleted: { $value }, { $day }
measure-gone = That entry is no longer there.
measure-taken-back-already = It was taken back already.

measure-entries = Entries
measure-entries-title = <b>{ $metric }</b>: { $count ->
        [0] nothing yet
        [one] 1 entry
       *[other] { $count } entries
    }
measure-add = Add
measure-newer = ‹ Newer
measure-older = Older ›

measure-date-question = On which day? Tap it, or type it, like <code>3 nov</code> or <code>2026-11-03</code>.
measure-date-unreadable = I cannot read “{ $text }” as a day. Type it like <code>3 nov</code>, <code>yesterday</code> or <code>2026-11-03</code>.
measure-date-future = “{ $text }” is still to come. Type a day gone by, like <code>yesterday</code>.
measure-date-too-old = “{ $text }” is too long ago. Type it like <code>2026-11-03</code>.
measure-note-question = What should I note? Up to { $limit } characters.
measure-note-too-long = That is { $length } characters, and a note takes { $limit }. Send a shorter one.
measure-no-note = Remove the note

measure-chart-few = A chart takes two entries. So far there { $count ->
        [0] is none
       *[one] is one
    }.
measure-chart-caption = <b>{ $metric }</b>: { $oldest } ({ $from_ }) → { $newest } ({ $to })

measure-name-question = What is it called? Type a name, like <code>Grip strength</code>.
measure-name-wrong = A name has up to { $limit } characters, and not only digits. Type one, like <code>Grip strength</code>.
measure-unit-question = <b>{ $name }</b>: in which unit? Tap it, or type it.
measure-unit-wrong = A unit has up to { $limit } characters, like <code>kg</code> or <code>steps</code>.
measure-no-unit = No unit
measure-too-many = You have { $most } of your own already. Delete one first, in its entries.
measure-delete-metric = Delete all
measure-delete-metric-sure = Delete { $metric } from your list, with its entries?
measure-delete-metric-yes = Yes, delete
measure-metric-deleted = { $metric } is gone from your list.
