command-help = What to type
command-cancel = Close what is open, keep what was entered

help =
    In a workout just type the set:
    <code>5</code> · <code>85x5</code> · <code>3x5 100</code> · <code>60s</code>
help-train = <b>Train</b> { $commands }
help-plan = <b>Plan</b> { $commands }
help-look = <b>Look</b> { $commands }
help-yours = <b>Yours</b> { $commands }
help-always = <b>Always</b> { $commands }

cancelled = Closed. What you entered before is kept.
nothing-to-cancel = No question is open.
still-open = Your workout { $workout } is still open.
still-open-show = Show it

not-understood = I did not understand “{ $text }”. A set looks like <code>85x5</code>; /help shows the rest.
unknown-command = There is no { $typed }. /help shows what there is.
unknown-command-near = There is no { $typed }. Did you mean /{ $near }?
old-button = That button is from an older message. /help shows what works now.
forwarded = Forwarded text is never logged. Type the set yourself: <code>85x5</code>
unread =
    { $kind ->
        [sticker] Nice one, but I read only text.
        [voice] I cannot listen to voice messages.
        [video_note] I cannot watch video messages.
        [location] I need no location here.
        [venue] I need no location here.
        [contact] I need no contacts.
        [photo] I cannot see photos, nor read what is written under them.
        [document] I cannot use this file.
        [poll] I take no part in polls.
       *[other] I read only text.
    } A set looks like <code>85x5</code>; /help shows the rest.

in-group = I train with one person at a time, in a private chat. Here I stay silent.
in-group-open = Train with me
