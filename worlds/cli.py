"""``worlds``: make, look at and check news ecosystems with known truth."""

from __future__ import annotations

import typer

from worlds import sample
from worlds.family import load, names, problems

app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__)


@app.command()
def families() -> None:
    """List the grammar families."""
    for name in names():
        family = load(name)
        sounds = family.tables.get("sounds", ("",))[0]
        typer.echo(f"{name}  {'unseen' if family.unseen else 'seen  '}  {len(problems(family)):3} problems  {sounds}")


@app.command()
def family(name: str, articles: int = 10, seed: int = 1) -> None:
    """Check a family, then print sample articles in which every sentence is the family's."""
    found = problems(load(name))
    for problem in found:
        typer.echo(problem)
    typer.echo(f"{name}: {len(found)} problems")
    if found:
        raise typer.Exit(1)
    for text in sample.articles(name, articles, seed):
        typer.echo(text)


def main() -> None:
    """Run the command line."""
    app()
