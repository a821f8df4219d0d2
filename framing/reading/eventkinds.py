"""The kinds of events, as numbers that compiled and plain code share."""

BREAK, STOP, PAUSE, COLON, MARK, WORD = range(6)
CUE, PARTICIPLE, NOUN, THAT, CONTRAST, GOVERNOR, AS, ACT, ACTING = range(6, 15)

# FNV-1a, by which words are looked up.
HASH_START, HASH_PRIME = 14695981039346656037, 1099511628211
