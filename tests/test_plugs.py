"""A user's own name finder in the place of ours."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from twosource import desk, plugs
from twosource.errors import WrongUseError
from twosource.model import Article, Dossier, Mention, Sentence
from twosource.plugs import Choice, Stretch
from twosource.read import stages
from twosource.read.pipeline import STAGES, with_names

TEXT = (
    "La ministre Odile Varn a visité Brumeval lundi. La Meublor y ferme son usine, a dit Mme Varn à la presse locale."
)
NOT_HERE = "the tiny model is made with spaCy, which is not installed here (pip install 'twosource[spacy]')"


def article(text: str = TEXT, language: str = "fr") -> Article:
    return Article(id="a", input_id="a", outlet="o", text=text, language=language, capture_sha256="")


def told(text: str = TEXT) -> tuple[Sentence, ...]:
    return (Sentence(0, len(text), "body", 0),)


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("spacy:fr_core_news_sm", Choice("", "spacy", "fr_core_news_sm")),
        ("fr=spacy:/models/fr", Choice("fr", "spacy", "/models/fr")),
        ("EN=transformers:someone/ner", Choice("en", "transformers", "someone/ner")),
    ],
)
def test_settings_are_read(setting: str, expected: Choice) -> None:
    assert plugs.parse(setting) == expected


@pytest.mark.parametrize("setting", ["", "spacy", "spacy:", "flair:fr", "fr=spacy"])
def test_other_settings_are_wrong_use(setting: str) -> None:
    with pytest.raises(WrongUseError):
        plugs.parse(setting)


def test_a_finder_s_labels_become_our_types() -> None:
    stretches = [Stretch(12, 22, "PER"), Stretch(31, 40, "GPE"), Stretch(41, 46, "DATE"), Stretch(51, 58, "ORG")]
    assert plugs.find(lambda _: stretches, article(), told()) == (
        Mention(12, 22, "Odile Varn", "person"),
        Mention(32, 40, "Brumeval", "place"),
        Mention(51, 58, "Meublor", "organisation"),
    )


def test_mentions_do_not_overlap_and_stand_in_what_is_told() -> None:
    stretches = [Stretch(18, 22, "PER"), Stretch(12, 22, "PER"), Stretch(32, 40, "LOC")]
    found = plugs.find(
        lambda _: stretches, article(), (Sentence(0, 30, "body", 0), Sentence(30, len(TEXT), "promo", 1))
    )
    assert [one.name for one in found] == ["Odile Varn"]


def test_other_languages_keep_our_own_finder() -> None:
    changed = with_names(lambda one, *_: () if one.language == "fr" else None, "fr=nothing")
    assert stages.run(changed, article()).mentions == ()
    english = article("Anna Roe of Nordval spoke in London on Monday.", "en")
    assert stages.run(changed, english).mentions == stages.run(STAGES, english).mentions


def test_the_recipe_tells_what_was_plugged_in() -> None:
    def digest(*_: str) -> str:
        return ""

    ours, theirs = (stages.recipes(one, digest) for one in (STAGES, with_names(lambda *_: (), "spacy:x")))
    assert ours["tokens"] == theirs["tokens"]
    assert ours["mentions"] != theirs["mentions"]
    assert ours["narration"] != theirs["narration"]


def tiny(folder: Path) -> str:
    """Make a spaCy model that knows one town and one firm."""
    spacy = pytest.importorskip("spacy", reason=NOT_HERE)
    model = spacy.blank("fr")
    ruler = model.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "LOC", "pattern": "Brumeval"}, {"label": "ORG", "pattern": "Meublor"}])
    model.to_disk(folder / "tiny")
    return str(folder / "tiny")


def run(folder: Path, *names: str) -> Dossier:
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    return desk.run([str(folder / "a.txt")], desk.Settings(workers=1, names=names), io.BytesIO())


def test_a_spacy_model_finds_the_names_of_a_dossier(tmp_path: Path) -> None:
    made = run(tmp_path, f"fr=spacy:{tiny(tmp_path)}")
    found = {(entity.name, entity.type) for story in made.stories for entity in story.entities}
    assert found == {("Brumeval", "place"), ("Meublor", "organisation")}
    assert made.made_with.recipe != run(tmp_path).made_with.recipe


def test_a_model_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(WrongUseError):
        run(tmp_path, f"spacy:{tmp_path / 'nothing'}")
