apology = Sorry, I could not handle that message. Nothing else was lost.
