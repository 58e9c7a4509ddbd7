command-privacy = What is stored, and why
command-delete-me = Delete everything about you

privacy =
    <b>What I keep, and why</b>
    · your name, language and Telegram number, to know you again
    · time zone, unit, plates, goal and times, to plan and remind
    · programs, workouts, sets, ratings, measurements and notes: your log
    · messages until they are handled (14 days where that fails), and their numbers for two days, so that none is lost or counted twice

    All of it stays on the machine of whoever runs this bot. Nothing goes to anybody else, and nobody counts what you do. Messages themselves pass through Telegram.

    { $nights ->
        [0] Backups are made by whoever runs this bot, and are to be deleted after 14 days.
        [one] A backup is made every night, and deleted after a day, once there is a newer one.
       *[other] A backup is made every night, and deleted after { $nights } days, once there is a newer one.
    }

    /delete_me deletes everything at once, but in backups: there it goes with them, and whoever restores one deletes you again.

delete-me-sure = Delete everything about you: { $workouts ->
        [one] 1 workout
       *[other] { $workouts } workouts
    }, { $measurements ->
        [one] 1 measurement
       *[other] { $measurements } measurements
    }, programs, notes and settings? It cannot be undone.
delete-me-again = Nothing is deleted so far. Tap a button, or type <code>delete</code> or <code>keep</code>.
delete-me-yes = Delete everything
delete-me-no = Keep everything
delete-me-kept = Everything is kept.
delete-me-done = Done: everything about you is deleted. This chat is yours to clear in Telegram. /start begins anew.
