"""The same question asked from elsewhere: lines to paste into Python, R or a shell.

Each works as it stands.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

from kg.functions import NAMES
from kg.view import View

if TYPE_CHECKING:
    from collections.abc import Mapping

ENDPOINT = "/sparql"
"""Path at which the server answers SPARQL."""

_HIDDEN = re.compile(r'"(?:[^"\\]|\\.)*+"|\'(?:[^\'\\]|\\.)*+\'|<[^<>\s]*+>|#[^\n]*+', re.DOTALL)
_DECLARED = re.compile(r"PREFIX\s+([\w.-]*):", re.IGNORECASE)
_USED = re.compile(r"(?<![\w?$:.-])([A-Za-z][\w-]*):")


@dataclass(frozen=True, slots=True)
class Question:
    """A query as a reader asks it: of a view's day and policy, and by name where it has one.

    ``form`` is SELECT, ASK or CONSTRUCT; ``prefixes`` need not be declared in ``text`` here, and
    must be elsewhere.
    """

    text: str
    form: str = "SELECT"
    name: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    view: View = field(default_factory=View)
    prefixes: Mapping[str, str] = field(default_factory=dict)
    server: str = "http://localhost:8501"

    @property
    def whole(self) -> str:
        """The text with every prefix declared that it uses: so it runs anywhere."""
        bare = _HIDDEN.sub(" ", self.text)
        declared = set(_DECLARED.findall(bare))
        used = dict.fromkeys(one for one in _USED.findall(bare) if one in self.prefixes)
        lines = [f"PREFIX {one}: <{self.prefixes[one]}>\n" for one in used if one not in declared]
        return "".join(lines) + self.text.strip() + "\n"

    @property
    def calls_ours(self) -> bool:
        """Whether it calls functions that only our engine has."""
        return any(re.search(rf"\b{name}\s*\(", self.text) for name in NAMES)


@dataclass(frozen=True, slots=True)
class Snippet:
    """Lines to paste, the language they are in, and what they need, in a sentence."""

    title: str
    language: str
    text: str
    needs: str


def snippets(asked: Question, endpoint: str | None = ENDPOINT) -> tuple[Snippet, ...]:
    """Return all snippets that work for a query."""
    found = [_package(asked), _rdflib(asked)]
    if asked.form == "SELECT":
        found += [_pandas(asked), _r(asked)]
    found += [_shell(asked), _curl(asked)]
    return (*found, *(_over_http(asked, asked.server + endpoint) if endpoint else ()))


def turtle(asked: Question) -> tuple[str, str]:
    """Return address and file name of the graph that the query is asked of."""
    params = asked.view.knowledge.params()
    tail = f"?{urlencode(params, quote_via=quote)}" if params else ""
    day = f"-{asked.view.as_of}" if asked.view.as_of else ""
    return f"{asked.server}/download/view.ttl{tail}", f"parley-view{day}.ttl"


def _package(asked: Question) -> Snippet:
    view = asked.view.knowledge
    given: list[str] = []
    if view != View():
        params = {name: [value] for name, value in view.params().items()}
        given = [f"kg.View.of_params({params!r})"]
    if asked.form != "SELECT":
        # Not a table: the same answer from rdflib's own interface, by the same engine.
        lines = [f"query = {_python(asked.whole)}", f"graph = kg.open().rdflib({', '.join(given)})"]
        end = "print(graph.query(query).serialize(format={}).decode())"
        lines.append(end.format('"json"' if asked.form == "ASK" else '"turtle"'))
    elif asked.name:
        given += [f"{name}={value!r}" for name, value in asked.values.items()]
        lines = [f"frame = kg.open().frame({', '.join([repr(asked.name), *given])})"]
    else:
        lines = [
            f"query = {_python(asked.text)}",
            f"frame = kg.open().frame({', '.join(['query', *given])})",
        ]
    tail = ["print(frame)"] if asked.form == "SELECT" else []
    return Snippet(
        "Python", "python", "\n".join(["import kg", "", *lines, *tail]), "Needs this package."
    )


def _rdflib(asked: Question) -> Snippet:
    address, file = turtle(asked)
    show = {
        "SELECT": 'for row in answer:\n    print(*row, sep=" | ")',
        "ASK": "print(answer.askAnswer)",
    }.get(asked.form, 'print(answer.serialize(format="turtle").decode())')
    text = (
        f"import rdflib\n\ngraph = rdflib.Graph().parse({file!r})\n"
        f"query = {_python(asked.whole)}\nanswer = graph.query(query)\n{show}"
    )
    needs = f"Needs rdflib, and the graph as Turtle beside it: {address}"
    if asked.calls_ours:
        needs += " (rdflib does not know the functions on uncertain dates: take “Python” instead)"
    return Snippet("rdflib", "python", text, needs)


def _pandas(asked: Question) -> Snippet:
    call, given = _call(asked)
    text = (
        "import io\nimport subprocess\n\nimport pandas as pd\n\n"
        + (f"query = {_python(asked.text)}\n" if given else "")
        + f"command = {[*call, '--format', 'csv']!r}\n"
        + "answer = subprocess.run(\n    command, "
        + ("input=query, " if given else "")
        + 'check=True, capture_output=True, encoding="utf-8"\n)\n'
        + "frame = pd.read_csv(io.StringIO(answer.stdout))\nprint(frame)"
    )
    return Snippet("pandas", "python", text, "Needs pandas, and the command kg of this package.")


def _r(asked: Question) -> Snippet:
    call, given = _call(asked)
    words = ", ".join(f"shQuote({_r_text(one)})" for one in [*call[1:], "--format", "csv"])
    text = (
        (f"query <- {_r_text(asked.text)}\n" if given else "")
        + f'answer <- system2("kg", c({words}), stdout = TRUE'
        + (", input = query" if given else "")
        + ")\nframe <- read.csv(text = answer)\nprint(frame)"
    )
    return Snippet("R", "r", text, "Needs R 4 or later, and the command kg of this package.")


def _shell(asked: Question) -> Snippet:
    call, given = _call(asked)
    line = shlex.join(call) + (" --format csv" if asked.form == "SELECT" else "")
    text = f"{line} <<'SPARQL'\n{asked.text.strip()}\nSPARQL" if given else line
    return Snippet("Shell", "sh", text, "Needs the command kg of this package.")


def _curl(asked: Question) -> Snippet:
    address, file = turtle(asked)
    text = f"curl --fail --output {shlex.quote(file)} {shlex.quote(address)}"
    return Snippet("curl", "sh", text, "Fetches the graph that was asked, as Turtle.")


def _call(asked: Question) -> tuple[list[str], bool]:
    """Return the command, and whether it takes the text as its input."""
    call = ["kg", "query", asked.name or "-"]
    for name, value in asked.values.items():
        call += ["-p", f"{name}={value}"]
    for name, value in asked.view.knowledge.params().items():
        call += [f"--{name}", value]
    return call, asked.name is None


def _over_http(asked: Question, endpoint: str) -> tuple[Snippet, ...]:
    params = asked.view.knowledge.params()
    address = endpoint + (f"?{urlencode(params, quote_via=quote)}" if params else "")
    kind = {"SELECT": "text/csv", "ASK": "application/sparql-results+json"}
    accept = kind.get(asked.form, "text/turtle")
    # It puts a question mark behind the address, whatever that has.
    given = "".join(f"endpoint.addParameter({one!r}, {params[one]!r})\n" for one in params)
    python = (
        "from SPARQLWrapper import JSON, SPARQLWrapper\n\n"
        f"endpoint = SPARQLWrapper({endpoint!r})\n{given}"
        f"endpoint.setQuery({_python(asked.whole)})\nendpoint.setReturnFormat(JSON)\n"
        'for row in endpoint.queryAndConvert()["results"]["bindings"]:\n'
        '    print({name: one["value"] for name, one in row.items()})'
    )
    r = (
        f"library(httr2)\n\nquery <- {_r_text(asked.whole)}\n"
        f'answer <- request({_r_text(address)}) |>\n  req_headers(Accept = "text/csv") |>\n'
        "  req_body_form(query = query) |>\n  req_perform()\n"
        "frame <- read.csv(text = resp_body_string(answer))\nprint(frame)"
    )
    curl = (
        f"curl --fail --header {shlex.quote('Accept: ' + accept)} --data-urlencode query@- \\\n"
        f"  {shlex.quote(address)} <<'SPARQL'\n{asked.whole}SPARQL"
    )
    found = [Snippet("curl over HTTP", "sh", curl, "Asks this server.")]
    if asked.form == "SELECT":
        needs = "Asks this server. Needs {}."
        found.append(Snippet("SPARQLWrapper", "python", python, needs.format("SPARQLWrapper")))
        found.append(Snippet("R over HTTP", "r", r, needs.format("R 4.1 or later, and httr2")))
    return tuple(found)


def _python(text: str) -> str:
    if '"""' in text or "\\" in text or text.endswith('"'):
        return repr(text)
    return f'"""\n{text.strip()}\n"""'


def _r_text(text: str) -> str:
    if "\n" not in text and "\\" not in text and '"' not in text:
        return f'"{text}"'
    dashes = "-" * next(n for n in range(1, 99) if ")" + "-" * n + '"' not in text)
    return f'r"{dashes}({text.strip()}){dashes}"'
