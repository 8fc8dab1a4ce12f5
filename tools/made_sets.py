"""Labelled folders made of our own labels and of shared data: what ``evaluate_all`` scores beside the ready ones.

They hold texts that are not ours, so they are written under build/, which is not kept.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from training import transliteration

from twosource.compare.transliteration import Script

ROOT = Path(__file__).resolve().parents[1]
LABELS = ROOT / "training" / "labels"
LANGUAGES: Mapping[Script, str] = {"cyrillic": "ru", "arabic": "ar", "hangul": "ko"}
PAIRS, SEED = 2000, 2


def make(data: Path, out: Path) -> Iterator[tuple[str, Path, tuple[str, ...]]]:
    """Write the folders whose data are here; give name, folder and tasks of each."""
    wikinews = data / "wikinews-en-2019-2020" / "dev" / "articles.jsonl"
    if wikinews.exists():
        yield "names, English Wikinews (ours)", names(wikinews, out / "names-en"), ("names",)
    for script, stem in transliteration.FILES.items():
        path = data / "transliteration-coling2018" / f"{stem}_16"
        if path.exists():
            language = LANGUAGES[script]
            folder = spellings(path, script, out / f"transliteration-{language}")
            yield f"transliteration dev, {language}", folder, ("variants",)


def names(articles: Path, folder: Path) -> Path:
    """Write the English articles whose names we labelled, with the labels."""
    lines = (LABELS / "names-en-test.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    wanted = {row[0] for row in rows}
    kept = [json.loads(line) for line in articles.read_text("utf-8").splitlines()]
    kept = [article for article in kept if article["id"] in wanted]
    texts = {article["id"]: article["text"] for article in kept}
    entities = [
        {"article": id_, "start": int(start), "end": int(end), "type": kind, "name": texts[id_][int(start) : int(end)]}
        for id_, start, end, kind in rows
    ]
    return written(folder, kept, {"entities": entities})


def spellings(path: Path, script: Script, folder: Path) -> Path:
    """Write pairs of one name in two scripts, as many near misses beside them (``training/transliteration.py``)."""
    drawn, misses = transliteration.examples(transliteration.load(path, script), PAIRS, SEED)
    near = {native: latin for latin, native in misses}
    rows = [
        {"type": "person", "language": LANGUAGES[script], "same": [native, latin], "others": [near[native]]}
        for latin, native in drawn
        if native in near
    ]
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(LABELS / "name-variants", folder)
    return written(folder, None, {"variants": rows})


def written(folder: Path, articles: Iterable[Mapping[str, object]] | None, truth: Mapping[str, object]) -> Path:
    """Write one folder; ``None`` leaves the articles that are there."""
    folder.mkdir(parents=True, exist_ok=True)
    if articles is not None:
        lines = (json.dumps(article, ensure_ascii=False) for article in articles)
        (folder / "articles.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    (folder / "truth.json").write_text(json.dumps(truth, ensure_ascii=False), "utf-8")
    return folder
