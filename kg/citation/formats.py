"""Citations as people and reference managers read them: text, BibTeX, RIS, CSL-JSON, CFF."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from kg.citation.document import written

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.citation.model import Citation

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
# What TeX would take for a command. Letters of all scripts stay: BibTeX files are UTF-8 today.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        # BibTeX counts braces, escaped or not.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        **{one: f"\\{one}" for one in "&%$#_"},
    }
)
# Of a hash a footnote has the beginning, which is enough to tell two results apart.
_DIGITS = 16
_WORDS = {
    "tracks": "track",
    "kinds": "kind",
    "statuses": "status",
    "actors": "actor",
    "topics": "topic",
    "start": "from",
    "end": "to",
}
# Letters of an address that a footnote can bear.
_ROOM = 300


def render(citation: Citation, name: str) -> str:
    """Return a citation in a format of ``FORMATS``, with a line end."""
    return FORMATS[name](citation)


def text(citation: Citation) -> str:
    """Return one line, as it would stand in a footnote."""
    release = citation.release
    parts = [
        release.publisher,
        f"{release.title} [dataset]",
        f"version {release.version} ({_day(release.released)})",
        *_part(citation),
        _extent(citation),
        f"{_short(citation)} (accessed {_day(citation.accessed.isoformat())})",
        licence_name(release.licence) or release.licence,
    ]
    return _one_line(", ".join(parts)) + "."


def title(citation: Citation) -> str:
    """Return the title of the dataset and of the part that is cited."""
    return _one_line(", ".join((citation.release.title, *_part(citation))))


def licence_name(url: str) -> str | None:
    """Return the short name of a Creative Commons licence by its address: ``CC BY 4.0``."""
    found = re.fullmatch(
        r"https?://creativecommons\.org/(licenses|publicdomain)/([a-z-]+)/([0-9.]+)/?", url
    )
    if found is None:
        return None
    kind = "CC0" if found[2] == "zero" else f"CC {found[2].upper()}"
    return f"{kind} {found[3]}"


def _bibtex(citation: Citation) -> str:
    release = citation.release
    numbers = _numbers(release.released)
    fields = {
        "author": "{" + _tex(release.publisher) + "}",  # a second pair: a body, and no names
        "title": "{" + _tex(title(citation)) + "}",
        "year": str(numbers[0]) if numbers else "",
        "month": str(numbers[1]) if len(numbers) > 1 else "",
        "version": _tex(release.version),
        "howpublished": "Dataset",
        # As it is: styles put it into \url{}, and no brace or backslash is left in an address.
        "url": citation.permalink,
        "urldate": citation.accessed.isoformat(),
        "note": _tex(_note(citation)),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join((f"@misc{{{_key(citation)},", *lines, "}")) + "\n"


def _ris(citation: Citation) -> str:
    release = citation.release
    numbers = _numbers(release.released)
    accessed = citation.accessed.isoformat().replace("-", "/")
    rows = [
        ("TY", "DATA"),
        ("AU", release.publisher),
        ("TI", title(citation)),
        ("PY", str(numbers[0]) if numbers else ""),
        ("DA", "/".join(f"{one:02}" for one in numbers)),
        ("ET", release.version),
        ("PB", release.publisher),
        ("UR", citation.permalink),
        ("Y2", accessed),
        ("N1", _note(citation)),
        ("ER", ""),
    ]
    kept = [(tag, value) for tag, value in rows if value or tag == "ER"]
    return "".join(f"{tag}  - {_one_line(value)}\r\n" for tag, value in kept)


def _csl(citation: Citation) -> str:
    release = citation.release
    accessed = citation.accessed
    item: dict[str, object] = {
        "id": _key(citation),
        "type": "dataset",
        "title": title(citation),
        "author": [{"literal": release.publisher}],
        "publisher": release.publisher,
        "version": release.version,
        "URL": citation.permalink,
        "accessed": {"date-parts": [[accessed.year, accessed.month, accessed.day]]},
        "note": _note(citation),
    }
    if numbers := _numbers(release.released):
        item["issued"] = {"date-parts": [numbers]}
    return _json([item])


def _cff(citation: Citation) -> str:
    """Return the Citation File Format 1.2.0; its values are JSON strings, which YAML can read."""
    release = citation.release
    spdx = licence_name(release.licence)
    rows: list[tuple[str, str]] = [
        ("cff-version", "1.2.0"),
        ("message", "Please cite the dataset with its version, and the sources of its records."),
        ("type", "dataset"),
        ("title", title(citation)),
        ("version", release.version),
    ]
    if len(_numbers(release.released)) == 3:
        rows.append(("date-released", release.released))
    # Creative Commons licences have the same name in SPDX, with hyphens.
    rows.append(("license", spdx.replace(" ", "-")) if spdx else ("license-url", release.licence))
    rows += [("url", citation.permalink), ("abstract", text(citation))]
    lines = [f"{name}: {_quoted(value)}" for name, value in rows]
    lines += ["authors:", f"  - name: {_quoted(release.publisher)}", "identifiers:"]
    for value, about in (
        (release.sha256, "SHA-256 of the dataset in canonical form (RDFC-1.0)"),
        (citation.result.sha256, "SHA-256 of the result that is cited"),
    ):
        lines += [
            '  - type: "other"',
            f"    value: {_quoted('sha256:' + value)}",
            f"    description: {_quoted(about)}",
        ]
    return "\n".join(lines) + "\n"


FORMATS: Mapping[str, Callable[[Citation], str]] = {
    "json": lambda one: _json(written(one, text(one))),
    "text": lambda one: text(one) + "\n",
    "bibtex": _bibtex,
    "ris": _ris,
    "csl": _csl,
    "cff": _cff,
}
"""How each format is written; the first is the one that can be verified."""


def _part(citation: Citation) -> list[str]:
    """Return words for the part of the dataset that is cited; none for the whole."""
    found = []
    if citation.record is not None:
        named = f" “{citation.record_title}”" if citation.record_title else ""
        found.append(f"record {citation.record}{named}")
    asked = citation.asked
    if asked is not None and asked.name:
        found.append(f"query “{asked.title}” ({asked.name})")
    elif asked is not None:
        named = f" “{asked.title}”" if asked.title else ""
        found.append(f"query{named} with SHA-256 {asked.sha256[:_DIGITS]}…")
    if asked is not None:
        found += [f"{name} {value}" for name, value in sorted(asked.values.items())]
    for name, value in citation.view.params().items():
        if name == "as-of":
            found.append(f"as known on {_day(value)}")
        elif name == "recorded":
            found.append(f"records of {_day(value)}")
        elif name == "disputed":
            found.append("disputed events")
        elif name == "text":
            found.append(f"with the words “{value}”")
        else:
            found.append(f"{_WORDS.get(name, name)} {value.replace(',', ' or ')}")
    return found


def _extent(citation: Citation) -> str:
    result = citation.result
    nouns = {"RECORDS": "record", "CONSTRUCT": "triple", "ASK": "answer"}
    count, noun = len(result.rows), nouns.get(result.form, "row")
    many = f"{count:,} {noun}{'' if count == 1 else 's'}"
    return f"{many} with SHA-256 {result.sha256[:_DIGITS]}…"


def _short(citation: Citation) -> str:
    """Return the address for a footnote, which has no room for the text of a query."""
    asked, place = citation.asked, citation.permalink
    if asked is None or len(place) <= _ROOM:
        return place
    return re.sub(r"&?\bq=[^&]*", "", place).replace("?&", "?").removesuffix("?")


def _note(citation: Citation) -> str:
    release, asked = citation.release, citation.asked
    parts = [f"Licence: {licence_name(release.licence) or release.licence}"]
    parts.append(f"SHA-256 of the dataset (RDFC-1.0): {release.sha256}")
    if asked is not None:
        parts.append(f"SHA-256 of the query: {asked.sha256}")
    parts.append(f"{_extent(citation).split(' with ')[0]}, SHA-256: {citation.result.sha256}")
    return ". ".join(parts)


def _key(citation: Citation) -> str:
    """Return a name for the citation that depends on what is cited, and not on the day."""
    numbers = _numbers(citation.release.released)
    year = f"{numbers[0]}-" if numbers else ""
    return f"parley-{year}{citation.result.sha256[:8]}"


def _numbers(released: str) -> list[int]:
    """Return year, month and day of a release, as far as its EDTF date gives them."""
    found = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?!\d)", released)
    return [int(one) for one in found.groups() if one] if found else []


def _day(value: str) -> str:
    numbers = _numbers(value)
    if not numbers or "/" in value:
        return value
    words = [str(numbers[0])]
    if len(numbers) > 1 and 1 <= numbers[1] <= 12:
        words.insert(0, _MONTHS[numbers[1] - 1])
    if len(numbers) > 2:
        words.insert(0, str(numbers[2]))
    return " ".join(words)


def _one_line(value: str) -> str:
    return " ".join(value.split())


def _tex(value: str) -> str:
    return _one_line(value).translate(_TEX)


def _quoted(value: str) -> str:
    return json.dumps(_one_line(value), ensure_ascii=False)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
