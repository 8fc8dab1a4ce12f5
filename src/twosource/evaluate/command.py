"""``twosource evaluate``: the system run on a labelled folder, and its scores written down."""

from __future__ import annotations

import io
from pathlib import Path

from twosource import desk
from twosource.collect import meta
from twosource.collect.settings import CollectSettings
from twosource.evaluate import run, tables
from twosource.evaluate.dataset import Dataset
from twosource.model import Dossier


def evaluate(task: str, dataset: Path, *, as_json: bool, missed: bool) -> str:
    """Score the system on a labelled folder and write the scores as lines or as JSON.

    Raises:
        WrongUseError: where there is no such task.
        DatasetError: where the folder is malformed.
    """
    report = run.evaluate(task, dataset, make)
    return tables.as_json(report) if as_json else tables.plain(report, missed=missed)


def make(dataset: Dataset) -> Dossier:
    """Run the system on a labelled folder: on its pile where there is one, else on its articles.

    ``meta.csv`` and ``outlets.json`` of the folder are used as a user would give them.
    """
    pile = dataset.folder / "pile"
    source = pile if pile.is_dir() else dataset.folder / "articles.jsonl"
    if not source.exists():
        source = source.with_suffix(".jsonl.gz")
    sidecar, table = dataset.folder / "meta.csv", dataset.folder / "outlets.json"
    stated = meta.read(sidecar) if sidecar.exists() else {}
    settings = desk.Settings(
        collect=CollectSettings(meta=stated),
        outlets=desk.read_outlets(table) if table.exists() else (),
    )
    return desk.run([str(source)], settings, io.BytesIO())
