"""How statements stand to each other: the same words, altered words, and what contradicts.

words.py       text -> comparable words with their places; quoted.py: a quotation and its marks
alignment.py   where a quotation's words stand in a text
difference.py  the changes, edit by edit; edits.py: of which kind each is
matching.py    verbatim, trimmed or altered
wordings.py    two statements with the same words, or altered ones
"""
