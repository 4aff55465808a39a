"""Reading YAML 1.2 safely, and finding the line of a value again.

Two roads: a fast parser reads every file; only when something is wrong is the file composed a
second time, with marks, to tell the line.
"""

from __future__ import annotations

import re
import stat
from itertools import compress, repeat
from operator import sub
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml_rs

from kg.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import yaml

# A curated file of 100 records has about 100 kB; far beyond that it is a mistake or an attack.
MAX_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 64

# Beyond these a file is read by the careful road first; curated files stay far below.
_MAX_INDENTS = 24
_MAX_INDICATORS = 12
# What YAML 1.2.2 (section 5.1) calls not printable, and a byte order mark within a file.
UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_PLAIN = bytes((9, 10, 13, *range(32, 127)))
_MARKER = re.compile(r"^(---|\.\.\.)\s", re.MULTILINE)
_TAG = re.compile(r"(?:^|[\s\[{,])!")
_TOO_MANY = _MAX_INDICATORS.__lt__
# An escape in a quoted text that may stand for one of those.
_ESCAPED = re.compile(r"\\(?:[0abefv]|x|u00|ufeff|uff|U)", re.IGNORECASE)


class YamlProblem(Exception):  # noqa: N818 - carries a Problem, is turned into DataError by load
    """A file that can't be read; ``problem`` says where and why."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


def read_text(path: Path, name: str) -> str:
    """Return the text of a file; ``name`` is what messages call it.

    Raises YamlProblem when it can't be opened, is too large, or is not UTF-8.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise YamlProblem(Problem(name, "is not a file (but a folder, pipe or device)"))
        size = status.st_size
        if size <= MAX_BYTES:
            with path.open("rb") as file:
                raw = file.read(MAX_BYTES + 1)
            size = max(size, len(raw))
        if size > MAX_BYTES:
            allowed = MAX_BYTES // (1024 * 1024)
            message = f"file has {size:,} bytes (at most {allowed} MiB; split it by topic or time)"
            raise YamlProblem(Problem(name, message))
    except OSError as error:
        raise YamlProblem(Problem(name, f"can't be read: {error.strerror}")) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8 (save the file as UTF-8)"
        raise YamlProblem(Problem(name, message, line)) from error


def parse(text: str, name: str) -> Any:
    """Return what the YAML text holds: lists, dicts, str, int, float, bool, None.

    Dates stay text. Refused are duplicate keys, tags, several documents, bombs of aliases,
    characters that don't print, and nesting beyond ``MAX_DEPTH``. Raises YamlProblem.
    """
    if not _is_plain(text) and (found := UNPRINTABLE.search(text)):
        line = text.count("\n", 0, found.start()) + 1
        raise YamlProblem(Problem(name, f"{_code(found[0])} is not allowed in a text file", line))
    if _may_hold(text, "---", "...") and _MARKER.search(text + "\n"):
        line = next(i for i, one in enumerate(text.splitlines(), 1) if one[:3] in ("---", "..."))
        raise YamlProblem(Problem(name, "'---' is not allowed (one document a file)", line))
    if _is_odd(text):
        _read_carefully(text, name)
    try:
        value = yaml_rs.loads(text, parse_datetime=False)
    except yaml_rs.YAMLDecodeError as error:
        raise YamlProblem(_explain(text, name, str(error))) from error
    except (TypeError, ValueError) as error:  # a key that is a collection; a number of no end
        raise YamlProblem(Problem(name, f"not a value: {str(error).partition(';')[0]}")) from error
    if "\\" in text and _ESCAPED.search(text) and (bad := unprintable_in(value)):
        message = f"{_code(bad)} is not allowed in a text (written with a backslash)"
        raise YamlProblem(Problem(name, message))
    return value


def _is_plain(text: str) -> bool:
    """Tell whether the text is ASCII that prints: a tenth of what a regular expression takes."""
    return text.isascii() and not text.encode("ascii").translate(None, _PLAIN)


def _may_hold(text: str, *marks: str) -> bool:
    return any(mark in text for mark in marks)


def _code(character: str) -> str:
    return f"character U+{ord(character):04X}"


def _is_odd(text: str) -> bool:
    """Tell whether the text may be nested deeply, or bear tags. Cheap; never wrongly False.

    The fast parser bounds flow collections by itself, but block collections only by the stack of
    the process. Each of those begins at an indent of its own, or after an indicator in its line.
    """
    if "\t" in text or ("!" in text and _TAG.search(text)):
        return True
    # Line after line in C: in Python this took longer than the parser.
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    bare = [*map(str.lstrip, lines)]
    if len({*map(sub, map(len, lines), map(len, bare))}) > _MAX_INDENTS:
        return True
    spaces = map(str.count, bare, repeat(" "))  # each indicator has one behind it
    if any(_indicators(one) > _MAX_INDICATORS for one in compress(bare, map(_TOO_MANY, spaces))):
        return True
    if text.count("[") + text.count("{") <= _MAX_INDENTS:
        return False
    depth = 0
    for mark in re.findall(r"[\[\]{}]", text):
        depth = depth + 1 if mark in "[{" else max(depth - 1, 0)
        if depth > _MAX_INDENTS:
            return True
    return False


def _indicators(line: str) -> int:
    return line.count("- ") + line.count(": ") + line.count("? ")


def _read_carefully(text: str, name: str) -> None:
    """Raise YamlProblem at the first tag, or where the text is nested too deeply.

    The parser used here keeps no stack of calls and stops as soon as it is told to.
    """
    import yaml  # noqa: PLC0415 - 50 ms that a good file need not pay

    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            line = event.start_mark.line + 1 if event.start_mark else None
            if (tag := getattr(event, "tag", None)) is not None:
                message = f"tag '{tag}' is not allowed (plain values need none)"
                raise YamlProblem(Problem(name, message, line))
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                message = f"nested deeper than {MAX_DEPTH} (a record nests 6 deep at most)"
                raise YamlProblem(Problem(name, message, line))
    except yaml.YAMLError as error:
        at = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or error
        if at is not None and "\t" in text[max(at.index - 1, 0) : at.index + 1]:
            reason = "a tab can't indent (use spaces)"
        raise YamlProblem(
            Problem(name, f"not YAML: {reason}", at.line + 1 if at else None)
        ) from error


def unprintable_in(value: Any) -> str | None:
    """Return the first character that doesn't print in any text within the value."""
    stack = [value]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            if found := UNPRINTABLE.search(one):
                return found[0]
        elif isinstance(one, dict):
            stack += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            stack += one
    return None


def _explain(text: str, name: str, message: str) -> Problem:
    found = re.search(r"line (\d+)", message)
    if found:
        reason = message.splitlines()[-1].strip()
        if "flow mapping" in reason:
            reason += " (a text with a comma or a colon inside { } needs quotation marks)"
        return Problem(name, f"not YAML: {reason}", int(found[1]))
    duplicate = re.search(r"duplicate mapping key: '?(.*?)'?$", message)
    if duplicate:
        line = _duplicate_line(text)
        return Problem(name, f"key '{duplicate[1]}' twice in one record (each key once)", line)
    if "alias" in message:
        return Problem(name, f"too many aliases: {message} (write the values out)")
    return Problem(name, f"not YAML: {message}")


def compose(text: str) -> yaml.Node | None:
    """Return the node tree with marks, or None when the text is no YAML."""
    import yaml  # noqa: PLC0415 - 50 ms that a good file need not pay

    try:
        node: yaml.Node | None = yaml.compose(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, RecursionError):
        return None  # a problem then has no line
    return node


def _duplicate_line(text: str) -> int | None:
    import yaml  # noqa: PLC0415 - as above

    root = compose(text)
    stack = [root] if root is not None else []
    seen_nodes: set[int] = set()
    while stack:
        node = stack.pop(0)
        if id(node) in seen_nodes:
            continue
        seen_nodes.add(id(node))
        if isinstance(node, yaml.MappingNode):
            keys: set[str] = set()
            for key, value in node.value:
                if key.value in keys:
                    return int(key.start_mark.line) + 1
                if isinstance(key.value, str):
                    keys.add(key.value)
                stack.append(value)
        elif isinstance(node, yaml.SequenceNode):
            stack += node.value
    return None


class _Step(NamedTuple):
    """One step of a path: ``line`` where the file has it, ``kept`` unless only the model has it."""

    step: str | int
    line: int | None
    kept: bool


def _steps(root: yaml.Node, path: Iterable[str | int]) -> Iterator[_Step]:
    import yaml  # noqa: PLC0415 - as above

    node: yaml.Node | None = root
    for step in path:
        if isinstance(node, yaml.MappingNode) and isinstance(step, str):
            pair = next(((k, v) for k, v in node.value if k.value == step), None)
            node = pair[1] if pair else None
            yield _Step(step, pair[0].start_mark.line + 1 if pair else None, True)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step] if step < len(node.value) else None
            yield _Step(step, node.start_mark.line + 1 if node else None, True)
        else:
            # A plain value stands where the model has a list, or a mapping.
            yield _Step(step, None, node is None)


def line_of(root: yaml.Node | None, path: Iterable[str | int]) -> int | None:
    """Return the line (from 1) of the value at a path of keys and indexes.

    Where the file has no such value, the line of its nearest ancestor.
    """
    if root is None:
        return None
    lines = [one.line for one in _steps(root, path) if one.line is not None]
    return lines[-1] if lines else int(root.start_mark.line) + 1


def written(root: yaml.Node | None, path: Iterable[str | int]) -> list[str | int]:
    """Return a path of a model as the file has it.

    A step is left out where a plain value stands for what the model wraps: ``date[0].value`` is
    ``date`` in ``date: 2022-03``. A key that the file lacks is kept.
    """
    if root is None:
        return list(path)
    return [one.step for one in _steps(root, path) if one.kept]
