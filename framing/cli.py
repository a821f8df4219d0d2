"""The ``framing`` command: parse, call, say what was written."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from importlib import import_module

import framing
from framing.errors import FramingError

# command → its one line of help. Each lives in ``framing/commands/<command>.py`` with
# ``add_arguments(parser)`` and ``run(args)``, and is imported only when it is called.
COMMANDS = {
    "read": "read articles from any mix of files into a corpus",
    "duplicates": "which articles are copies of one text, and whose",
    "stories": "which articles are about one event, across outlets",
    "mentions": "find every naming choice, with its place in the text",
    "sources": "who is quoted and reported, where, and how much",
    "measure": "shares, slants and comparisons from a mentions table",
    "keyness": "the words that set an outlet apart",
    "lexicon": "check, show or convert a lexicon",
    "kwic": "words, forms or concepts in their context",
    "sample": "draw units of known probability and write coding sheets",
    "agreement": "how far coders agree, and where they do not",
    "prevalence": "shares of codes per outlet, corrected by a coded draw",
    "train": "train a frame classifier on coded units",
    "evaluate": "score a frame classifier on texts it was not trained on",
    "predict": "the codes of every unit of a corpus",
    "report": "one study, from articles to PDF, HTML and tables",
    "verify": "make a report again from its recipe, and name what differs",
    "export": "what may be shared of a report when its articles may not",
    "doctor": "whether everything is here that reports need, and what to do",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, or 2 with one message for bad input.

    Parameters
    ----------
    argv : sequence of str, optional
        The words after ``framing``; those of the process by default.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    gc.set_threshold(50_000, 20, 100)  # what a command makes lives to its end: look seldom
    try:
        args = _parser(words[0] if words else "").parse_args(words)
        return int(args.run(args) or 0)
    except FramingError as error:
        print(f"framing: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        print("framing: stopped; nothing half-written was kept", file=sys.stderr)
        return 130


def _parser(chosen: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="framing", description=framing.__doc__)
    parser.add_argument("--version", action="version", version=f"framing {framing.__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, help_line in COMMANDS.items():
        command = commands.add_parser(name, help=help_line, description=help_line)
        if name == chosen:  # only the command that runs is imported
            module = import_module(f"framing.commands.{name}")
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
