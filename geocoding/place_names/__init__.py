"""A place's name once it is clean: what it says, how a map may spell it, when two are the same. Pure text, no I/O.

How network names are cleaned is in geocoding/names, the words that compare are in geocoding/words.py.
"""
