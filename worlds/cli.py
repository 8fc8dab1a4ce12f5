"""``worlds``: make, look at and check news ecosystems with known truth."""

from __future__ import annotations

from pathlib import Path

import typer

from worlds import folder, sample
from worlds.family import load, names, problems
from worlds.regimes import REGIMES

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


@app.command()
def make(
    seed: int = typer.Option(1), size: int = typer.Option(200, help="Articles, about."), regime: str = "standard",
    output: Path = typer.Option(Path("world"), "--output", "-o"),
) -> None:  # fmt: skip
    """Make a world: the same seed, size and regime give the same bytes."""
    if regime not in REGIMES:
        typer.echo(f"no regime {regime!r}; there are: {', '.join(REGIMES)}", err=True)
        raise typer.Exit(2)
    made = folder.make(seed, size, REGIMES[regime], output)
    typer.echo(f"{output}: {made.stories} stories, {made.sha256['truth.json'][:12]}")


@app.command()
def regimes() -> None:
    """List the regimes."""
    for one in REGIMES.values():
        typer.echo(f"{one.name:14} {one.about}")


def main() -> None:
    """Run the command line."""
    app()
