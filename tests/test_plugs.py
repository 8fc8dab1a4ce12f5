"""A user's own name finder in the place of ours."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

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

NO_NETWORK = (
    "the tiny model is made with torch and transformers, not installed here (pip install 'twosource[transformers]')"
)
ROOM = 24
"""Tokens that the tiny network reads at once."""


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


def _tokenizer(words: list[str]) -> Any:  # noqa: ANN401 - a class of a package that may be absent
    """Make a tokenizer whose tokens are whole words."""
    transformers = pytest.importorskip("transformers", reason=NO_NETWORK)
    tokenizers = pytest.importorskip("tokenizers", reason=NO_NETWORK)
    known = {word: number for number, word in enumerate(words)}
    made = tokenizers.Tokenizer(tokenizers.models.WordLevel(known, unk_token="[UNK]"))  # noqa: S106 - a sign of the vocabulary
    made.pre_tokenizer = tokenizers.pre_tokenizers.Whitespace()
    ends = [("[CLS]", known["[CLS]"]), ("[SEP]", known["[SEP]"])]
    made.post_processor = tokenizers.processors.TemplateProcessing(single="[CLS] $A [SEP]", special_tokens=ends)
    signs = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]"}
    return transformers.PreTrainedTokenizerFast(tokenizer_object=made, **signs)


def tiny_network(folder: Path) -> str:
    """Make a transformers model that knows one town and one firm: no layers, a word's vector tells its label."""
    torch = pytest.importorskip("torch", reason=NO_NETWORK)
    transformers = pytest.importorskip("transformers", reason=NO_NETWORK)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "Brumeval", "Meublor"]
    labels = ["O", "B-LOC", "B-ORG"]
    _tokenizer(words).save_pretrained(folder)
    config = transformers.BertConfig(
        vocab_size=len(words),
        hidden_size=len(words),
        num_hidden_layers=0,
        num_attention_heads=1,
        max_position_embeddings=ROOM,
        id2label=dict(enumerate(labels)),
        label2id={label: number for number, label in enumerate(labels)},
    )
    model = transformers.BertForTokenClassification(config)
    with torch.no_grad():
        for value in model.bert.embeddings.parameters():
            value.zero_()
        model.bert.embeddings.LayerNorm.weight.fill_(1.0)
        model.bert.embeddings.word_embeddings.weight.copy_(torch.eye(len(words)))
        model.classifier.weight.zero_()
        model.classifier.bias.copy_(torch.tensor([1.0, 0.0, 0.0]))
        for label, word in enumerate(["Brumeval", "Meublor"], start=1):
            model.classifier.weight[label, words.index(word)] = 2.0
    model.save_pretrained(folder)
    return str(folder)


def test_a_transformers_model_finds_the_names_of_a_dossier(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    made = run(tmp_path, f"fr=transformers:{tiny_network(tmp_path / 'model')}")
    found = {(entity.name, entity.type) for story in made.stories for entity in story.entities}
    assert found == {("Brumeval", "place"), ("Meublor", "organisation")}
    assert made.made_with.recipe != run(tmp_path).made_with.recipe


def test_a_transformers_model_reads_an_article_longer_than_itself(tmp_path: Path) -> None:
    finder = plugs.load(Choice("", "transformers", tiny_network(tmp_path)))
    text = "Le marché reste ouvert. " * ROOM + "La Meublor ferme."
    assert [(one.label, text[one.start : one.end]) for one in finder(text)] == [("ORG", "Meublor")]


def test_no_transformers_model_is_fetched() -> None:
    pytest.importorskip("transformers", reason=NO_NETWORK)
    with pytest.raises(WrongUseError, match="no such model on this machine"):
        plugs.load(Choice("", "transformers", "nobody-of-ours/no-such-model"))


def test_a_model_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(WrongUseError):
        run(tmp_path, f"spacy:{tmp_path / 'nothing'}")
