"""Names as people type them, made comparable."""

import re
import unicodedata

# Letters that Unicode does not take apart into a base and a mark.
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
_DROPPED = re.compile(r"[.'’‘ʻʼ`´]")
_GAP = re.compile(r"[\W_]+")


def fold(text: str) -> str:
    """The key under which a typed name is looked up: "Sao-PAULO " and "São Paulo" give "sao paulo".

    Case, marks over letters, dots and apostrophes are dropped; hyphens, punctuation and runs of space become
    one space. Folding twice changes nothing. Empty when nothing but punctuation was typed.
    """
    # Twice: casefold may bring marks back (İ), and marks may hide a letter of the table (ǿ).
    folded = _unmarked(_unmarked(text).casefold()).translate(_PLAIN)
    return _GAP.sub(" ", _DROPPED.sub("", folded)).strip()


def _unmarked(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return unicodedata.normalize("NFC", bare)
