"""Liftoscript, the text language in which lifters share programs: read it, say what to lift, progress, write it back.

Pure: values in, values out. docs/liftoscript.md shows how it is used; `program.Program` is the way in.
"""
