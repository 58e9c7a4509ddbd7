own-button = Own program
own-list-button = Your own ({ $count })
own-list =
    { $pages ->
        [1] Programs of your own that you do not train now:
       *[other] Programs of your own that you do not train now ({ $page } of { $pages }):
    }
own-list-none = You have no program of your own besides those you train.
own-facts = { $weeks ->
    [one] Your own · { $days ->
        [one] one day
       *[other] { $days } days
    }, over and over
   *[other] Your own · { $days ->
        [one] one day
       *[other] { $days } days
    } a week, { $weeks } weeks, then from the start
 }
own-ask =
    Paste your program, or send it as a text file (up to { $limit } KB). It is written like this, in Liftoscript, the language of Liftosaur:
    <pre>{ $example }</pre>
    What your app sends in several messages is read as one.
own-ask-changed = Here is <b>{ $name }</b> as it stands for you. Change what you like and send it back, pasted or as a file. What you have reached stays wherever the text says what it says now.
own-go-on = Go on with { $name }
own-start-over = Start over
own-other = Another text
own-default-name = My program

own-not-text = I read text and text files here. Paste your program, or send it as a file.
own-not-program = That is no program. A line of one looks like this: <code>Squat / 3x5 / 60kg</code>
own-file-too-big = A program may be { $limit } KB long at most; this file is longer.
own-file-gone = Telegram does not have that file any more. Send it again, or paste the text.
own-file-away = Telegram did not give me the file. Send it again, or paste the text.
own-file-empty = There is nothing in this file.
own-file-not-utf8 = This file is no plain text in UTF-8. Save it as such, or paste the text.
own-edited-piece = That text came in several messages: to change it, send all of it again.
own-too-long = A program may be { $limit } KB long at most, and with this message it is longer. What you sent before is kept.
own-name-too-long = A name has { $limit } characters at most; this has { $length }.
own-name-empty = A name needs a letter or a digit.
own-too-many = You have { $most } programs of your own: delete one in /programs first.

own-problems = { $count ->
    [one] There is a mistake in it:
   *[other] There are { $count } mistakes in it:
 }
own-problem = <b>Line { $line }, column { $column }</b> · { $words }
own-problem-line = <code>{ $text }</code>
own-problems-end = … and { $more } more.
own-correct = What you sent is kept. Correct it, and send all of it again.
own-correct-or-go-on = What you sent is kept. If it was only the beginning, send the rest; else correct it, and send all of it again.
own-obstacle-no-sets = I find no sets in it. A line looks like this: <code>Squat / 3x5 / 60kg</code>
own-obstacle-many-names = It names { $count } exercises; a program may have { $most }.
own-obstacle-long-name = A name of an exercise may have { $most } characters at most: { $name }
own-obstacle-long-identity = Label and names of an exercise may have { $most } characters together: { $name }
own-too-complicated = This program takes me too long to write out with what you've reached. It isn't lost: keep training it.
own-obstacle-many-exercises = Over all its weeks it comes to { $count } exercises; a program may have { $most }.
own-obstacle-full-day = { $name } has { $count } exercises; a day may have { $most }.

own-name = <b>{ $name }</b>
own-size = { $weeks ->
    [one] { $each ->
        [one] One day, again and again:
       *[other] { $each } days, then from the start:
    }
   *[other] { $weeks } weeks of { $each ->
        [one] one day
       *[other] { $each } days
    }, then from the start. Week 1:
 }
own-size-uneven = { $weeks } weeks with { $days } days, up to { $each } in one, then from the start. Week 1:
own-pieces = (Read from { $count } messages.)
own-remark-without-sets = { $more ->
    [0] · { $name } has no sets, and is passed over.
   *[other] · { $name } and { $more } more have no sets, and are passed over.
 }
own-remark-no-progress = · Nothing in it progresses: weights stay as the text says.
own-remark-some-progress = · { $count } of { $of } exercises have no progress and stay as the text says.
own-remark-asks = · After a workout it asks you for: { $names }
own-remark-long-week = · A week of { $days } days is trained on { $most } a week, one after the other.
own-remark-uneven-weeks = · Its weeks have different numbers of days; all are trained one after the other.
own-remark-other-unit = · It is written in { $unit }; you get what your plates in { $own } allow.
own-unknown = { $count ->
    [one] I do not know { $names } yet.
   *[other] I do not know { $count } of its exercises yet: { $names }{ $more ->
        [0] .
       *[other] {" "}…
    }
 }
own-rename = To call it otherwise, type a name.
own-match = { $count ->
    [one] Which exercise is it?
   *[other] Which exercises are they? ({ $count })
 }
own-use = Train it so from now on
own-same = That is what you train already: nothing changes.
own-came = New: { $names }
own-gone = No longer in it: { $names }
own-kept = { $name } goes on where you are.
own-kept-learned = { $name } goes on with { $stands }.
own-kept-weight = { $name } goes on with { $stands }; the text says { $said }.
own-kept-more = … and { $count } more go on where you are.
own-from-the-text = Weights, reps and counters are those of the text.
own-as-written = Go by the text instead
own-as-reached = Go on where I am

own-which = { $near ->
    [0] I do not know “{ $name }”, nor anything like it. Type what else it is called.
   *[other] Which exercise is “{ $name }”? Tap one, or type what else it is called.
 }
own-which-typed = { $near ->
    [0] I do not know “{ $name }” either, nor anything like it.
   *[other] I do not know “{ $name }” either. Is it one of these?
 }
own-left = { $left } are left.
own-matched = “{ $name }” is { $exercise }.
own-trained = You train it so from now on. What you did before stays.
own-trained-open = You train it so from now on; the open workout stays as it began.

own-export = Export
own-no-text = This program is of an older version of mine, and has no text.
own-edit = Edit
own-exported = { $program } as it stands for you. Send it back with /programs to train it, or share it.
own-exported-offered = { $program }, as it is offered. Send it back with /programs to train it, or share it.
own-export-name = program
own-delete = Delete
own-delete-question = Delete <b>{ $program }</b>? What you trained of it stays.
own-delete-yes = Delete it
own-delete-no = Keep it
own-deleted = { $program } is deleted.
own-delete-running = You train it now: leave it first.
