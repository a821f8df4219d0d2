"""The kinds of events, as numbers that compiled and plain code share."""

BREAK, STOP, PAUSE, COLON, MARK, WORD = range(6)
CUE, PARTICIPLE, NOUN, THAT, CONTRAST, GOVERNOR, AS, ACT, ACTING = range(6, 15)
