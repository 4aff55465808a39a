"""Reading YAML 1.2 safely, and finding the line of a value again.

Two roads: a fast parser reads every file; only when something is wrong is the file composed a
second time, with marks, to tell the line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml
import yaml_rs

from kg.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

# A curated file of 100 records has about 100 kB; far beyond that it is a mistake or an attack.
MAX_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 64

_Path = tuple[str | int, ...]


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
        size = path.stat().st_size
        if size > MAX_BYTES:
            allowed = MAX_BYTES // (1024 * 1024)
            message = f"file has {size:,} bytes (at most {allowed} MiB; split it by topic or time)"
            raise YamlProblem(Problem(name, message))
        raw = path.read_bytes()
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

    Dates stay text; duplicate keys, tags, several documents and bombs of aliases are refused.
    Raises YamlProblem.
    """
    depth = _depth(text)
    if depth > MAX_DEPTH:
        raise YamlProblem(Problem(name, f"nested {depth} deep (at most {MAX_DEPTH})"))
    if re.search(r"^(---|\.\.\.)\s", text + "\n", re.MULTILINE):
        line = next(i for i, one in enumerate(text.splitlines(), 1) if one[:3] in ("---", "..."))
        raise YamlProblem(Problem(name, "'---' is not allowed (one document a file)", line))
    try:
        return yaml_rs.loads(text, parse_datetime=False)
    except yaml_rs.YAMLDecodeError as error:
        raise YamlProblem(_explain(text, name, str(error))) from error


def _depth(text: str) -> int:
    """Return an upper bound of the nesting, cheaply: brackets in a row, or indents in steps."""
    deepest = depth = 0
    for mark in re.findall(r"[\[\]{}]", text):
        depth = depth + 1 if mark in "[{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    indents = {len(one) for one in re.findall(r"^( +)\S", text, re.MULTILINE)}
    dashes = re.findall(r"(?:- ){8,}", text)
    return max(deepest, len(indents), *(len(run) // 2 for run in dashes), 0)


def _explain(text: str, name: str, message: str) -> Problem:
    found = re.search(r"line (\d+)", message)
    if found:
        return Problem(name, f"not YAML: {message.splitlines()[-1].strip()}", int(found[1]))
    duplicate = re.search(r"duplicate mapping key: '?(.*?)'?$", message)
    if duplicate:
        line = _duplicate_line(text)
        return Problem(name, f"key '{duplicate[1]}' twice in one record (each key once)", line)
    if "alias" in message:
        return Problem(name, f"too many aliases: {message} (write the values out)")
    return Problem(name, f"not YAML: {message}")


def compose(text: str) -> yaml.Node | None:
    """Return the node tree with marks, or None when the text is no YAML."""
    try:
        node: yaml.Node | None = yaml.compose(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, RecursionError):
        return None
    return node


def _duplicate_line(text: str) -> int | None:
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


def line_of(root: yaml.Node | None, path: Iterable[str | int]) -> int | None:
    """Return the line (from 1) of the value at a path of keys and indexes.

    Where the file has no such value, the line of its nearest ancestor.
    """
    if root is None:
        return None
    node, line = root, root.start_mark.line + 1
    for step in path:
        if isinstance(node, yaml.MappingNode) and isinstance(step, str):
            pair = next(((k, v) for k, v in node.value if k.value == step), None)
            if pair is None:
                continue  # a step that only the model knows (a plain value is wrapped there)
            node, line = pair[1], pair[0].start_mark.line + 1
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            if step >= len(node.value):
                break
            node = node.value[step]
            line = node.start_mark.line + 1
    return int(line)
