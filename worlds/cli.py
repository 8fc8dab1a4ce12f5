"""``worlds``: make, look at and check news ecosystems with known truth."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace

from worlds import folder, frozen, sample
from worlds import look as looking
from worlds import marginals as figures
from worlds import solvers as trivial
from worlds.family import load, names, problems
from worlds.operators import LINE_OPS
from worlds.regimes import DRAFT_OPS, GRAMMARS, REGIMES, only

app = typer.Typer(add_completion=False, no_args_is_help=True, help=__doc__)


@app.command(name="families")
def list_families() -> None:
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
    output: Annotated[Path, typer.Option("--output", "-o")] = Path("world"),
    families: Annotated[str, typer.Option(help="all, seen, unseen: whose grammars the newsrooms have.")] = "all",
) -> None:  # fmt: skip
    """Make a world: the same seed, size and regime give the same bytes."""
    if regime not in REGIMES:
        typer.echo(f"no regime {regime!r}; there are: {', '.join(REGIMES)}", err=True)
        raise typer.Exit(2)
    if families not in GRAMMARS:
        typer.echo("--families is all, seen or unseen", err=True)
        raise typer.Exit(2)
    made = folder.make(seed, size, replace(REGIMES[regime], families=GRAMMARS[families]), output)
    typer.echo(f"{output}: {made.stories} stories, {made.sha256['truth.json'][:12]}")


@app.command()
def regimes() -> None:
    """List the regimes."""
    for one in REGIMES.values():
        typer.echo(f"{one.name:14} {one.about}")


@app.command()
def look(
    directory: Path, story: str = typer.Option("", help="A story's name; one of middling size if left out.")
) -> None:
    """Print one story's truth, and draw it as STORY.svg in the folder."""
    world = looking.read(directory)
    name = story or looking.largest(world)
    if name not in world.truth.stories:
        typer.echo(f"no story {name!r} in {directory}", err=True)
        raise typer.Exit(2)
    for row in looking.as_text(world, name):
        typer.echo(row)
    drawing = directory / f"{name}.svg"
    drawing.write_text(looking.as_svg(world, name), "utf-8")
    typer.echo(f"\ndrawn: {drawing}")


@app.command()
def marginals(seed: int = 1, size: int = 2000, regime: str = "standard") -> None:
    """Print what a world looks like in numbers, beside published figures."""
    every = list(folder.stories(seed, size, REGIMES[regime]))
    for one in figures.marginals(every):
        typer.echo(f"{one.name:56} {one.value:10.3f}  {one.target:14} {one.source}")


@app.command()
def solvers(seed: int = 1, size: int = 1000) -> None:
    """Run the trivial solvers on every regime; a strong one is marked, and is a fault of the world, "easy" apart."""
    typer.echo(f"{'regime':14} {'solver':24} relations direction counts")
    for name, regime in REGIMES.items():
        for one in trivial.scores(list(folder.stories(seed, size, regime))):
            shown = "  ".join(
                "    –" if value is None else f"{value:5.3f}" for value in (one.relations, one.direction, one.counts)
            )
            typer.echo(f"{name:14} {one.solver:24} {shown}  {' '.join(one.strong())}".rstrip())


@app.command()
def operators(seed: int = 1, size: int = 120) -> None:
    """Run every operator alone: how many sentences, or articles, it changed, and what that leaves of the wording."""
    typer.echo(f"{'operator':22} changed  kept three-word runs  drifts  conflicts")
    for name in (*LINE_OPS, *DRAFT_OPS):
        row = figures.alone(list(folder.stories(seed, size, only(name))), name)
        typer.echo(f"{name:22} {row[0]:7.3f}  {row[1]:20.3f}  {row[2]:6.2f}  {row[3]:9.2f}")


@app.command()
def fixed(write: bool = False) -> None:
    """Make the three fixed worlds in memory and compare their checksums with those on record."""
    found = frozen.checksums()
    if write:
        frozen.record(found)
    for name, same in frozen.compared(found):
        typer.echo(f"{name}: {'as recorded' if same else 'DIFFERS'}")
        if not same:
            raise typer.Exit(1)


def main() -> None:
    """Run the command line."""
    app()
