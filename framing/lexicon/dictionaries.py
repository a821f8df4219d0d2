"""Other tools' dictionary files: quanteda YAML, LIWC, Lexicoder, Yoshikoder's XML, WordStat.

The layouts are those that quanteda reads and its documentation describes. YAML and LIWC were
tried against files written here and read back; Lexicoder, Yoshikoder and WordStat only against
small files in the layouts known from quanteda, never against the vendors' own dictionaries.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from framing.errors import LexiconError
from framing.lexicon.trees import Category

Read = tuple[list[Category], list[str]]


def read_yaml(text: str, place: str) -> Read:
    """Read a quanteda dictionary: keys with lists of words, nested or not."""
    import yaml  # type: ignore[import-untyped]

    try:
        loader = yaml.BaseLoader(text)  # every scalar a text: no is no False
        node = loader.get_single_node()
        _refuse_twice(node, place)
        content = loader.construct_document(node) if node else None
    except RecursionError as error:
        raise _unreadable(place, "YAML", "an alias holds itself") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{place}, line {mark.line + 1}" if mark else place
        raise _unreadable(where, "YAML", str(getattr(error, "problem", None) or error)) from error
    if not isinstance(content, dict):
        raise _unreadable(place, "a dictionary", "it has no keys at the top")
    return list(_nested(content, ())), []


def _refuse_twice(node: Any, place: str) -> None:
    """Refuse a key that stands twice: YAML would keep the last one's words only."""
    values = getattr(node, "value", None)
    if not isinstance(values, list):
        return
    seen: set[str] = set()
    for item in values:
        if isinstance(item, tuple):
            key, item = item
            name = str(key.value)
            if name in seen:
                raise LexiconError(
                    f"the key {name!r} stands twice",
                    place=f"{place}, line {key.start_mark.line + 1}",
                    remedy="Join their words, or rename one.",
                )
            seen.add(name)
        _refuse_twice(item, place)


def _nested(content: Any, path: tuple[str, ...]) -> Iterator[Category]:
    if isinstance(content, dict):
        for key, value in content.items():
            yield from _nested(value, (*path, str(key)))
        return
    items = content if isinstance(content, list) else [content]
    words = [str(item) for item in items if not isinstance(item, dict | list) and str(item)]
    yield Category(path, words)
    for item in items:
        if isinstance(item, dict | list):
            yield from _nested(item, path)


def write_yaml(categories: list[Category]) -> str:
    """Write categories as quanteda reads them."""
    import yaml

    tree: dict[str, dict[str, list[str]]] = {}
    for category in categories:
        tree.setdefault(category.path[0], {})[category.path[1]] = category.words
    return str(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=2**31))


def read_liwc(text: str, place: str) -> Read:
    """Read a LIWC dictionary: numbered categories between % lines, then words with numbers."""
    parts = re.split(r"^[ \t]*%[^\n]*\n", text + "\n", maxsplit=2, flags=re.MULTILINE)
    if len(parts) != 3:
        raise _unreadable(place, "a LIWC dictionary", "its categories stand between no % lines")
    categories: dict[str, Category] = {}
    parents: list[tuple[int, str]] = []
    for line in filter(str.strip, parts[1].splitlines()):
        match = re.fullmatch(r"(\s*)(\d+)\s+(.*?)(?:\s+\((.*)\))?\s*", line)
        if match is None:
            raise _unreadable(place, "a LIWC dictionary", f"{line!r} is no numbered category")
        depth, number, name, description = match.groups()
        parents = [(d, n) for d, n in parents if d < len(depth)] + [(len(depth), name)]
        path = tuple(n for _, n in parents) if len(parents) > 1 else tuple(name.split(".", 1))
        number = number.lstrip("0") or "0"
        if number in categories:
            raise _unreadable(place, "a LIWC dictionary", f"two categories are number {number}")
        categories[number] = Category(path, [], description or "")
    notes = []
    for line in filter(str.strip, parts[2].splitlines()):
        word, numbers = _liwc_word(line)
        if not word or not set(numbers) <= set(categories):
            notes.append(f"the line {line.strip()!r}: it is no word with numbers of categories")
            continue
        for number in numbers:
            categories[number].words.append(word)
    return list(categories.values()), notes


def _liwc_word(line: str) -> tuple[str, list[str]]:
    if "\t" in line.strip():
        word, *rest = line.strip().split("\t")
        numbers = " ".join(rest).split()
    else:
        match = re.fullmatch(r"\s*(.*?)((?:\s+\d+)+)\s*", line)
        word, numbers = (match[1], match[2].split()) if match else ("", [])
    if not all(number.isdigit() for number in numbers) or not numbers:
        return "", []
    return word.strip(), [number.lstrip("0") or "0" for number in numbers]


def write_liwc(categories: list[Category]) -> str:
    """Write categories as LIWC reads them, each named ``concept.label``."""
    words: dict[str, list[int]] = {}
    lines = ["%"]
    for number, category in enumerate(categories, start=1):
        lines.append(f"{number}\t{'.'.join(category.path)}")
        for word in category.words:
            words.setdefault(word, []).append(number)
    lines.append("%")
    lines += ["\t".join([word, *map(str, numbers)]) for word, numbers in words.items()]
    return "\n".join(lines) + "\n"


def read_lexicoder(text: str, place: str) -> Read:
    """Read a Lexicoder 3 dictionary: ``+category`` lines, and words under them."""
    found: list[Category] = []
    for line in filter(str.strip, text.splitlines()):
        if line.strip().startswith("+"):
            found.append(Category((line.strip().lstrip("+").strip(),)))
        elif not found:
            raise _unreadable(place, "a Lexicoder dictionary", f"{line!r} stands before any +line")
        else:
            found[-1].words.append(line.strip())
    return found, []


def read_yoshikoder(text: str, place: str) -> Read:
    """Read Yoshikoder's XML, which Lexicoder 2 (.lcd) shares: nested cnodes with pnodes."""
    from xml.etree import ElementTree

    try:
        root = ElementTree.fromstring(text.encode("utf-8"))
    except ElementTree.ParseError as error:
        raise _unreadable(place, "XML", str(error)) from error
    tops = root.findall("cnode")
    if len(tops) == 1 and tops[0].find("cnode") is not None and tops[0].find("pnode") is None:
        tops = tops[0].findall("cnode")  # the outermost is the dictionary's own name
    return [category for top in tops for category in _cnode(top, ())], []


def _cnode(node: Any, path: tuple[str, ...]) -> Iterator[Category]:
    path = (*path, node.get("name") or "")
    words = [word.get("name") for word in node.findall("pnode") if word.get("name")]
    yield Category(path, words, node.get("desc") or "")
    for child in node.findall("cnode"):
        yield from _cnode(child, path)


def read_wordstat(text: str, place: str) -> Read:
    """Read a WordStat categorization: indented categories, and words with ``(weight)``."""
    found: dict[tuple[str, ...], Category] = {}
    path: list[tuple[int, str]] = []
    weights, rules = 0, []
    for line in filter(str.strip, text.expandtabs(4).splitlines()):
        depth = len(line) - len(line.lstrip())
        path = [(d, name) for d, name in path if d < depth]
        word = re.fullmatch(r"\s*(.+?) \((-?[\d.]+)\)\s*", line)
        if line.strip().startswith("@"):
            rules.append(f"the rule {line.strip()!r}")
        elif word is None:
            path.append((depth, line.strip()))
        elif not path:
            raise _unreadable(place, "a WordStat categorization", f"{line!r} has no category")
        else:
            names = tuple(name for _, name in path)
            found.setdefault(names, Category(names)).words.append(word[1])
            weights += float(word[2]) != 1
    return list(found.values()), rules + ([f"the weights of {weights} words"] if weights else [])


READERS = {
    ".yml": read_yaml,
    ".yaml": read_yaml,
    ".dic": read_liwc,
    ".lc3": read_lexicoder,
    ".lcd": read_yoshikoder,
    ".ykd": read_yoshikoder,
    ".cat": read_wordstat,
}

WRITERS = {".yml": write_yaml, ".yaml": write_yaml, ".dic": write_liwc}


def read_dictionary(path: Path) -> Read:
    """Read a dictionary file as its ending says.

    Raises
    ------
    LexiconError
        When it is not laid out as its ending says.
    """
    from framing.lexicon.files import read_text

    categories, notes = READERS[path.suffix.lower()](read_text(path), str(path))
    if not any(category.words for category in categories):
        told = f" ({'; '.join(notes[:3])} left out)" if notes else ""
        raise _unreadable(str(path), "a dictionary", f"no word stands under a category{told}")
    return categories, notes


def _unreadable(place: str, what: str, why: str) -> LexiconError:
    return LexiconError(
        f"cannot be read as {what}: {why}", place=place, remedy="Check the file and its ending."
    )
