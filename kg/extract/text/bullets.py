"""What opens an item of a list in a line of its own: a bullet, or a number, letter or Roman number with a stop or
bracket: '• ', '1. ', '(a) ', 'b) ', 'iv. '. A capital with a stop is an initial ('A. Diop')."""

SIGN = r"[•·▪●◦‣*–—-]"
NUMBER = r"\(?\d{1,2}[.)]"
LETTER = r"(?:\(?(?:[a-zA-Z]|[ivx]{1,5})\)|(?:[a-hj-uwyz]|[ivx]{1,5})\.)"
MARK = rf"(?:{SIGN}|{NUMBER}|{LETTER})"
