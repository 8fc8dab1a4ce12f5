"""A user's own name finder in the place of ours."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from twosource import desk, plugs
from twosource.compare import stories
from twosource.errors import WrongUseError
from twosource.model import Article, Dossier, Encoded, Layers, Mention, Reading, Sentence
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
    return desk.run([str(folder / "a.txt")], desk.Settings(workers=1, plugged=desk.Plugged(names)), io.BytesIO())


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


# --------------------------------------------------------------------- sentence encoders


GRAIN, BATHS = ("grain", "zbożem"), ("baths", "pływalnię")
REPORTS = (
    (
        "e1",
        "en",
        "A grain train has left the rails at the coast. Nobody was hurt, and the line is shut until Thursday.",
    ),
    ("p1", "pl", "Nad morzem wykoleił się skład ze zbożem. Nikt nie ucierpiał, tor będzie zamknięty do jutra."),
    (
        "e2",
        "en",
        "The council has voted to close the public baths. Swimmers protested in front of the town hall today.",
    ),
    ("p2", "pl", "Rada zamyka jedyną pływalnię w mieście. Przed ratuszem zebrało się dzisiaj wielu mieszkańców."),
)


def by_matter(texts: list[str]) -> list[list[float]]:
    """Encode a text by its matter: a fake that knows two."""
    return [[float(any(word in text for word in matter)) for matter in (GRAIN, BATHS)] for text in texts]


def grouped(encode: plugs.Encoder | None) -> set[frozenset[str]]:
    encoded = plugs.centred(encode) if encode else None
    readings = [
        Reading(
            Article(id=name, input_id=name, outlet="o", text=text, language=language, capture_sha256=""),
            Layers(encoded=(Encoded(encoded(text)),) if encoded else None),
        )
        for name, language, text in REPORTS
    ]
    return {frozenset(members) for members in stories.group(readings)}


def test_an_encoder_joins_two_languages_that_share_no_names() -> None:
    assert {frozenset({"e1"}), frozenset({"e2"})} <= grouped(None)
    assert grouped(by_matter) == {frozenset({"e1", "p1"}), frozenset({"e2", "p2"})}


def test_an_encoder_that_tells_nothing_changes_nothing() -> None:
    assert grouped(lambda texts: [[1.0, 2.0] for _ in texts]) == grouped(None)


def test_what_all_texts_share_under_an_encoder_is_taken_away() -> None:
    encode = plugs.centred(lambda texts: [[9.0, *row] for row in by_matter(texts)])
    one, other = (sum(a * b for a, b in zip(encode("grain"), encode(text), strict=True)) for text in ("grain", "baths"))
    assert one == pytest.approx(1.0, abs=1e-3)
    assert other < 0.5


@pytest.mark.parametrize("setting", ["transformers", "entry:", "gensim:x", "entry:nobody", "transformers:nobody/none"])
def test_an_encoder_that_is_not_there_is_wrong_use(setting: str) -> None:
    with pytest.raises(WrongUseError):
        plugs.encode_with(setting)


def offered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Install a package that offers an encoder under an entry point."""
    (folder / "matters.py").write_text(
        "def encode(texts):\n    return [[float('grain' in t or 'zbożem' in t), float('baths' in t or 'pływalnię' in t)]"
        " for t in texts]\n",
        encoding="utf-8",
    )
    about = folder / "matters-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: matters\nVersion: 1\n", encoding="utf-8")
    (about / "entry_points.txt").write_text(f"[{plugs.GROUP}]\nmatters = matters:encode\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))


def reported(folder: Path, encoder: str) -> Dossier:
    rows = [{"id": name, "language": language, "text": text} for name, language, text in REPORTS]
    pile = folder / "pile.jsonl"
    pile.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return desk.run([str(pile)], desk.Settings(workers=1, plugged=desk.Plugged(encoder=encoder)), io.BytesIO())


def test_one_setting_plugs_an_encoder_into_a_dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offered(tmp_path, monkeypatch)
    made = reported(tmp_path, "entry:matters")
    assert {frozenset(story.articles) for story in made.stories} == grouped(by_matter)
    assert made.made_with.recipe != reported(tmp_path, "").made_with.recipe


def tiny_encoder(folder: Path) -> str:
    """Make a transformers model whose words are vectors of their own, but for those of a matter: they share one."""
    torch = pytest.importorskip("torch", reason=NO_NETWORK)
    transformers = pytest.importorskip("transformers", reason=NO_NETWORK)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *GRAIN, *BATHS]
    _tokenizer(words).save_pretrained(folder)
    config = transformers.BertConfig(
        vocab_size=len(words),
        hidden_size=len(words),
        num_hidden_layers=0,
        num_attention_heads=1,
        max_position_embeddings=ROOM,
    )
    model = transformers.BertModel(config)
    vectors = torch.eye(len(words))
    vectors[words.index(GRAIN[1])], vectors[words.index(BATHS[1])] = (
        vectors[words.index(GRAIN[0])].clone(),
        vectors[words.index(BATHS[0])].clone(),
    )
    with torch.no_grad():
        for value in model.embeddings.parameters():
            value.zero_()
        model.embeddings.LayerNorm.weight.fill_(1.0)
        model.embeddings.word_embeddings.weight.copy_(vectors)
    model.save_pretrained(folder)
    return str(folder)


def test_a_tiny_transformers_encoder_joins_two_languages(tmp_path: Path) -> None:
    (tmp_path / "model").mkdir()
    setting = f"transformers:{tiny_encoder(tmp_path / 'model')}"
    made = reported(tmp_path, setting)
    assert {frozenset(story.articles) for story in made.stories} == grouped(by_matter)
    encode = plugs.encode_with(setting)
    assert encode("grain " * ROOM * 4) == encode("grain " * ROOM * 8), "a long text is cut where the model ends"


def test_a_tiny_sentence_transformers_encoder_joins_two_languages(tmp_path: Path) -> None:
    pytest.importorskip("sentence_transformers", reason="sentence-transformers is not installed here")
    (tmp_path / "model").mkdir()
    setting = f"sentence-transformers:{tiny_encoder(tmp_path / 'model')}"
    made = reported(tmp_path, setting)
    assert {frozenset(story.articles) for story in made.stories} == grouped(by_matter)
