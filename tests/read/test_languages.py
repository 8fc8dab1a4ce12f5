"""German, Spanish, Portuguese, Italian at a first level: sentences of our own through all the reading stages."""

from __future__ import annotations

from functools import cache

import pytest

from twosource.model import Article, Layers
from twosource.read import articles, closed, pipeline, stages, tagging
from twosource.resources import languages, read_bytes, read_toml

LANGUAGES = ("de", "es", "it", "pt")
FIRST_LEVEL = ("abbreviations", "cues", "furniture", "names", "numerals", "times")


@cache
def read(text: str, language: str) -> Layers:
    article = Article(
        id="a", input_id="a", outlet="o", language=language, text=text, capture_sha256="", published="2031-03-05",
        marks=tuple(articles.line_marks(text)),
    )  # fmt: skip
    return stages.run(pipeline.STAGES, article)


def sentences(text: str, language: str) -> list[str]:
    return [text[s.start : s.end] for s in read(text, language).sentences or ()]


SENTENCES = [
    ("de", "Am 3. März kam Dr. Kreling. Der Hafen war zu.", ["Am 3. März kam Dr. Kreling.", "Der Hafen war zu."]),
    ("de", "Das war im Jahr 2029. Die Brücke hielt.", ["Das war im Jahr 2029.", "Die Brücke hielt."]),
    ("de", "„Wir warten.“ Der Hafen blieb zu.", ["„Wir warten.“", "Der Hafen blieb zu."]),
    ("de", "»Wir warten.« Der Hafen blieb zu.", ["»Wir warten.«", "Der Hafen blieb zu."]),
    ("de", "„Wir warten. Es dauert“, sagte sie.", ["„Wir warten. Es dauert“, sagte sie."]),
    ("es", "La Sra. Roveda cerró el puerto. No hubo heridos.", ["La Sra. Roveda cerró el puerto.", "No hubo heridos."]),
    ("pt", "O Sr. Brando fechou o porto. Não houve feridos.", ["O Sr. Brando fechou o porto.", "Não houve feridos."]),
    ("it", "La dott.ssa Rovelli è qui. Il porto è chiuso.", ["La dott.ssa Rovelli è qui.", "Il porto è chiuso."]),
]


@pytest.mark.parametrize(("language", "text", "expected"), SENTENCES)
def test_sentences(language: str, text: str, expected: list[str]) -> None:
    assert sentences(text, language) == expected


TIMES = [
    ("de", "Der Streik begann am Mittwoch, dem 26. Februar 2031, um 8.30 Uhr.", "2031-02-26T08:30"),
    ("de", "Vor drei Tagen wurde die Brücke gesperrt.", "2031-03-02"),
    ("de", "Gestern Abend war der Hafen zu.", "2031-03-04TEV"),
    ("de", "Die Brücke stammt aus den 1990er Jahren.", "199"),
    ("de", "Im April 2032 soll sie öffnen.", "2032-04"),
    ("es", "La huelga empezó el miércoles 26 de febrero de 2031.", "2031-02-26"),
    ("es", "El puente fue cerrado hace tres días.", "2031-03-02"),
    ("es", "El puerto cerró ayer.", "2031-03-04"),
    ("pt", "A greve começou no dia 26 de fevereiro de 2031.", "2031-02-26"),
    ("pt", "A ponte foi fechada há três dias.", "2031-03-02"),
    ("it", "Lo sciopero è cominciato il 26 febbraio 2031.", "2031-02-26"),
    ("it", "Il ponte è stato chiuso tre giorni fa.", "2031-03-02"),
    ("it", "Il porto ha chiuso ieri.", "2031-03-04"),
]


@pytest.mark.parametrize(("language", "text", "value"), TIMES)
def test_explicit_dates(language: str, text: str, value: str) -> None:
    assert [time.value for time in read(text, language).times or ()] == [value]


SAID = [
    ("de", "„Wir warten auf die Prüfung“, sagte Jana Kreling am Montag.", "Wir warten auf die Prüfung", "Jana Kreling"),
    ("de", "Der Sprecher Ole Brandt teilte mit: „Es gibt zwei Verletzte.“", "Es gibt zwei Verletzte.", "Ole Brandt"),
    ("de", "In einem Interview erklärte Jana Kreling: „Der Hafen bleibt zu.“", "Der Hafen bleibt zu.", "Jana Kreling"),
    ("de", "„Der Hafen bleibt zu“, hatte Jana Kreling am Montag erklärt.", "Der Hafen bleibt zu", "Jana Kreling"),
    ("de", "Jana Kreling dankte allen und sagte: „Der Hafen bleibt zu.“", "Der Hafen bleibt zu.", "Jana Kreling"),
    ("de", "»Der Hafen bleibt zu«, sagte Jana Kreling.", "Der Hafen bleibt zu", "Jana Kreling"),
    ("es", "«Esperamos los resultados», dijo Marta Roveda el lunes.", "Esperamos los resultados", "Marta Roveda"),
    ("es", 'El portavoz, Hugo Brando, declaró: "Hay dos heridos".', "Hay dos heridos", "Hugo Brando"),
    ("pt", '"Esperamos os resultados", disse Marta Roveda ontem.', "Esperamos os resultados", "Marta Roveda"),
    ("pt", 'O porta-voz, Hugo Brando, declarou: "Há dois feridos".', "Há dois feridos", "Hugo Brando"),
    ("it", "«Aspettiamo i risultati», ha detto Marta Rovelli ieri.", "Aspettiamo i risultati", "Marta Rovelli"),
    ("it", "Il portavoce, Ugo Brandi, ha dichiarato: «Ci sono due feriti».", "Ci sono due feriti", "Ugo Brandi"),
]


@pytest.mark.parametrize(("language", "text", "content", "speaker"), SAID)
def test_direct_quotations(language: str, text: str, content: str, speaker: str) -> None:
    found = [(text[s.start : s.end], s.kind, s.speaker) for s in read(text, language).statements or ()]
    assert found == [(content, "direct", speaker)]


NAMES = [
    ("de", "Die Behörden in Berlin suchten den Fischer Ole Brandt.", [("Berlin", "place"), ("Ole Brandt", "person")]),
    ("de", "Der Hafen und die Brücke blieben am Abend geschlossen.", []),
    ("es", "El fiscal Hugo Brando vive en Sevilla.", [("Hugo Brando", "person"), ("Sevilla", "place")]),
    ("pt", "A prefeita Marta Roveda vive em Lisboa.", [("Marta Roveda", "person"), ("Lisboa", "place")]),
    ("it", "La sindaca Marta Rovelli vive a Genova.", [("Marta Rovelli", "person"), ("Genova", "place")]),
]


@pytest.mark.parametrize(("language", "text", "expected"), NAMES)
def test_names(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert [(m.name, m.type) for m in read(text, language).mentions or ()] == expected


FURNITURE = [
    ("de", "Lesen Sie auch: Die Brücke hält", "related"),
    ("de", "Abonnieren Sie unseren Newsletter", "promo"),
    ("de", "In einer früheren Version dieses Textes stand ein falscher Name.", "correction"),
    ("de", "Mit Material von dpa und Reuters", "credit"),
    ("es", "Lea también: El puente resiste", "related"),
    ("es", "Suscríbete a nuestra newsletter", "promo"),
    ("pt", "Leia também: A ponte resiste", "related"),
    ("it", "Leggi anche: Il ponte tiene", "related"),
    ("it", "Riproduzione riservata", "credit"),
]
BODY = {
    "de": "Der Hafen der Stadt bleibt nach dem Unfall vom Montag bis auf Weiteres für alle Schiffe gesperrt.",
    "es": "El puerto de la ciudad sigue cerrado a todos los barcos después del accidente ocurrido el lunes pasado.",
    "pt": "O porto da cidade continua fechado a todos os navios depois do acidente ocorrido na segunda-feira.",
    "it": "Il porto della città resta chiuso a tutte le navi dopo l'incidente avvenuto nella giornata di lunedì.",
}


@pytest.mark.parametrize(("language", "line", "role"), FURNITURE)
def test_furniture(language: str, line: str, role: str) -> None:
    text = f"{BODY[language]}\n\n{BODY[language]}\n\n{line}"
    assert [block.role for block in read(text, language).blocks or ()][-1] == role


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_of_the_first_level_has_its_files_with_provenance(language: str) -> None:
    for stem in FIRST_LEVEL:
        assert language in languages(stem), stem
        head = read_bytes(f"{stem}-{language}.toml").decode().split("\n\n")[0]
        assert "Provenance: " in head or "Written for twosource" in head, stem
    assert tagging.has_model(language) or closed.knows(language)


@pytest.mark.parametrize("stem", FIRST_LEVEL)
def test_the_keys_of_a_file_are_those_of_french(stem: str) -> None:
    extra = {
        "time",
        "addressing",
        "ordinals",
        "capital_nouns",
        "separable",
        "lemma",
        "conditional",
        "tokens",
        "lemmas",
        "prefix",
        "linkers",
    }
    for language in LANGUAGES:
        unknown = read_toml(f"{stem}-{language}.toml").keys() - read_toml(f"{stem}-fr.toml").keys() - extra
        assert unknown == set(), language


CLOSED = [
    ("La sindaca ha chiuso il porto .", "DET NOUN AUX VERB DET NOUN PUNCT"),
    ("Il portavoce di Ugo Brandi parla .", "DET NOUN ADP PROPN PROPN VERB PUNCT"),
    ("Non vuole parlare con 12 persone .", "ADV AUX VERB ADP NUM NOUN PUNCT"),
]


@pytest.mark.parametrize(("words", "tags"), CLOSED)
def test_closed_classes_stand_in_for_a_tagger(words: str, tags: str) -> None:
    assert [label[0] for label in closed.tag(words.split(), "it")] == tags.split()


@pytest.mark.parametrize(
    ("word", "label"),
    [
        ("parlare", ("VERB", "inf", "", "", "")),
        ("parlando", ("VERB", "ger", "", "", "")),
        ("parlato", ("VERB", "part", "", "past", "")),
        ("parlava", ("VERB", "fin", "ind", "imp", "")),
        ("parlerà", ("VERB", "fin", "ind", "fut", "")),
        ("parlerebbe", ("VERB", "fin", "cnd", "pres", "")),
    ],
)
def test_forms_of_verbs_by_their_endings(word: str, label: closed.Label) -> None:
    assert closed.tag([word], "it") == [label]
