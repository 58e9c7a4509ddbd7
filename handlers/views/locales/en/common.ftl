command-start = Begin, or see what is next
welcome = Hi { $name }! 
apology = Sorry, I could not handle that message. Nothing else was lost.
