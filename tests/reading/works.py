"""Work that tests give to other processes, which import no more than this file."""

import os


def double(given: int) -> int:
    return 2 * given


def who(given: int) -> int:
    return os.getpid()


def die_elsewhere(given: tuple[int, int]) -> int:
    home, value = given
    if os.getpid() != home:
        os._exit(1)
    return value


def print_it(given: int) -> int:
    print("a word that is no answer")
    return given


def refuse(given: int) -> int:
    raise ValueError(f"not {given}")
