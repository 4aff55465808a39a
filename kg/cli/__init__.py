"""The command line: ``kg COMMAND``. Each command parses its call, makes one call, and prints.

This module and :mod:`kg.cli.group` stay light, so that ``kg --help`` answers at once: the modules
of the commands, and what these stand on, are imported when a command is run.
"""

import click

from kg.cli.group import Root
from kg.cli.options import common

# Command: its module, and its line in the help (a test holds it to the command's own).
COMMANDS = {
    "validate": ("kg.cli.validate", "Check all records and tell every problem."),
    "stats": ("kg.cli.stats", "Tell how much the graph holds."),
    "query": ("kg.cli.query", "Answer a SPARQL query."),
    "search": ("kg.cli.search", "Find records by name, date or word."),
    "export": ("kg.cli.export", "Write the graph, or the part that filters leave."),
    "cite": ("kg.cli.cite", "Cite a view, a query's result or a record."),
    "verify": ("kg.cli.verify", "Tell whether what was cited is still so."),
    "build": ("kg.cli.build", "Write the graph as files and as a store on disk."),
    "publish": ("kg.cli.publish", "Load the graph into another engine."),
    "import": ("kg.cli.imports", "Turn rows of another data set into records."),
    "spark": ("kg.cli.spark", "Import and build on a Spark cluster."),
    "serve": ("kg.cli.serve", "Run the dashboard."),
    "new": ("kg.cli.new", "Print a fresh record to fill in."),
    "schema": ("kg.cli.schema", "Print the JSON Schema of the records, for editors."),
}


@click.group(
    cls=Root, commands_at=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
@common()
@click.version_option(package_name="kg", prog_name="kg", message="kg %(version)s")
def main() -> None:
    """Explore the Parley knowledge graph: who negotiated what, when, and who says so.

    Results go to standard output, messages to standard error. Exit status: 0 fine, 1 the data is
    wrong, 2 the call is wrong, 130 interrupted.
    """
