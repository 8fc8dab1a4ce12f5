"""Nouns that report, stretches that refer back, tellers and hops of other newsrooms' voices: sentences of ours."""

from __future__ import annotations

import pytest
from tests.read.told import read
from training import newsrooms

from twosource.model import Statement

ROWS = [
    ("en", "Word from the harbourmaster is that the pier has gone.", "the pier has gone", ["harbourmaster"]),
    ("en", "Confirmation came from the operator that the cab was empty.", "the cab was empty", ["operator"]),
    ("en", "The version given by passengers was that the tram went too fast.", "the tram went too fast", ["passengers"]),
    ("en", "The road has been shut, in the account given by the city council.", "The road has been shut", ["city council"]),
    ("en", "At least one person died, by the council's own count.", "At least one person died", ["council"]),
    ("en", "In the coach's judgment, the team is ready.", "the team is ready", ["coach"]),
    ("en", "The coastguard gave this count: three boats were lost.", "three boats were lost", ["coastguard"]),
    ("en", "The road is shut; so says the mayor.", "The road is shut", ["mayor"]),
    ("en", "The road was shut, Ada Roe, a spokeswoman for the port, said.", "The road was shut", ["Ada Roe"]),
    ("en", "The road was shut, Ada Roe, who runs the port, said.", "The road was shut", ["Ada Roe"]),
    ("en", "The road was shut, the police said when asked.", "The road was shut", ["police"]),
    ("en", "The port authority left no doubt that the quay would close.", "the quay would close", ["port authority"]),
    ("en", "Ada Roe, 35, a clerk, said the quay was shut.", "the quay was shut", ["Ada Roe"]),
    ("en", "What matters, Ada Roe said, is that the quay is shut.", "the quay is shut", ["Ada Roe"]),
    ("en", "Information supplied by the police indicates that ten boats sank.", "ten boats sank", ["police"]),
    ("en", "Reuters quoted the governor's office as saying that the quay was shut.", "the quay was shut",
     ["governor's office", "Reuters"]),
    ("en", "Citing the insurers' federation, Reuters reported that the quay was lost.", "the quay was lost",
     ["insurers' federation", "Reuters"]),
    ("en", "Ada Roe: The quay was never safe.", "The quay was never safe", ["Ada Roe"]),
    ("fr", "La rivière est montée : le constat est du maire.", "La rivière est montée", ["maire"]),
    ("fr", "On se retrouvera dimanche ; ainsi parle le maire.", "On se retrouvera dimanche", ["maire"]),
    ("fr", "Confirmation, du côté du parquet, que la piste est fermée.", "la piste est fermée", ["parquet"]),
    ("fr", "Consigne de la préfecture : fermer les fenêtres.", "fermer les fenêtres", ["préfecture"]),
    ("fr", "Le quai est fermé, fait-on remarquer du côté de la préfecture.", "Le quai est fermé", ["préfecture"]),
    ("fr", "Reste, note la préfecture, que le quai est fermé.", "le quai est fermé", ["préfecture"]),
    ("fr", "Ce qu'il faut savoir, précise le maire, c'est que le quai est fermé.", "le quai est fermé", ["maire"]),
    ("fr", "Le quai est fermé, lit-on dans un rapport de la préfecture.", "Le quai est fermé", ["préfecture"]),
    ("fr", "Le quai est fermé, peut-on lire dans un rapport de la préfecture.", "Le quai est fermé", ["préfecture"]),
    ("fr", "Selon les dires du maire, le quai est fermé.", "le quai est fermé", ["maire"]),
    ("fr", "Le quai est fermé, confie la ministre chargée de la Mer Ada Roe.", "Le quai est fermé", ["Ada Roe"]),
    ("fr", "Le quai est fermé, confie le ministre de la Mer, M. Guy Lyle.", "Le quai est fermé", ["Guy Lyle"]),
    ("fr", "Le quai est fermé, a répondu le maire aux questions de Vigie.", "Le quai est fermé", ["maire", "Vigie"]),
    ("fr", "Le quai est fermé, ce que dément le maire.", "Le quai est fermé", ["maire"]),
    ("fr", "Le quai est fermé, ce qu'a confirmé le maire.", "Le quai est fermé", ["maire"]),
    ("fr", "Le quai est fermé, une affirmation que le maire a démentie.", "Le quai est fermé", ["maire"]),
    ("fr", "Une note datée du 12 mai mentionne « un quai fermé ».", "un quai fermé", ["note"]),
    ("fr", "L'avocat de Guy Lyle évoque « une cabale ».", "une cabale", ["avocat de Guy Lyle"]),
    ("fr", "Selon un élu, qui a requis l'anonymat, le quai est fermé.", "le quai est fermé", ["élu"]),
    ("en", "According to a clerk reached by phone, who asked not to be named, the quay is shut.", "the quay is shut",
     ["clerk"]),
    ("en", "The plan was dropped, the port authority said in a report released Friday morning.", "The plan was dropped",
     ["port authority"]),
    ("en", "The mayor said in a statement released Friday that the plan was dropped.", "the plan was dropped", ["mayor"]),
    ("en", "But the report, by the inspector Ada Roe, found that the quay was unsafe.", "the quay was unsafe", ["Ada Roe"]),
    ("fr", "Le rapport, rédigé par l'inspectrice Ada Roe, conclut que le quai est dangereux.", "le quai est dangereux",
     ["Ada Roe"]),
    ("en", "The minister resigned, saying he and his staff had made mistakes.", "he and his staff had made mistakes",
     ["minister"]),
    ("en", "The quay is shut, the mayor said Monday in a speech pushing his plan.", "The quay is shut", ["mayor"]),
    ("en", "After the vote, Rep. Ada Roe, D-Va., one of nine clerks, said the quay is shut.", "the quay is shut", ["Ada Roe"]),
    ("en", "The quay is shut, Sen. Ada Roe, R-Texas, told reporters.", "The quay is shut", ["Ada Roe"]),
    ("en", "The quay is shut, said Rep. Ada Roe, D-N.Y., who runs the port.", "The quay is shut", ["Ada Roe"]),
    ("en", 'Asked whether it was safe, Ada Roe said, "The quay is shut."', "The quay is shut.", ["Ada Roe"]),
    ("en", '“The quay is shut," Ada Roe said.', "The quay is shut", ["Ada Roe"]),
    ("en", '"The quay is shut,” Ada Roe said.', "The quay is shut", ["Ada Roe"]),
    ("en", "Ada Roe, the sister of Guy Lyle, a senator, bluntly said the quay is shut.", "the quay is shut", ["Ada Roe"]),
    ("en", "The quay is shut, which the mayor denied.", "The quay is shut", ["mayor"]),
    ("en", "The quay is shut, an accusation its owner rejects.", "The quay is shut", ["owner"]),
    ("en", 'A lawyer for Mr Lyle spoke of "a witch hunt".', "a witch hunt", ["lawyer for Mr Lyle"]),
]  # fmt: skip


def _said(text: str, language: str) -> tuple[Statement, ...]:
    return read(text, language).statements or ()


@pytest.mark.parametrize(("language", "text", "content", "chain"), ROWS, ids=[row[1][:40] for row in ROWS])
def test_row(language: str, text: str, content: str, chain: list[str]) -> None:
    found = {text[s.start : s.end]: [hop.name for hop in s.chain] for s in _said(text, language)}
    assert found.get(content) == chain


NOTHING = [
    ("fr", "Un salarié a requis l'anonymat."),
    ("fr", "La firme l'avait démenti quelques heures plus tôt."),
    ("en", "Mr. Roe said no and went on to win the vote in Valmer."),
    ("en", "In eight articles published in Valmer, she is described as having served in the port."),
    ("en", "The article appeared before, citing prosecutors."),
    ("en", "After the announcement of the results, the square was full."),
]


@pytest.mark.parametrize(("language", "text"), NOTHING)
def test_who_only_is_named_or_stays_unnamed_says_nothing(language: str, text: str) -> None:
    assert _said(text, language) == ()


DENIED = [
    ("en", "Ada Roe says the quay sank, a claim denied by the port authority.", "the quay sank",
     [("Ada Roe", "asserted"), ("port authority", "denied")]),
    ("en", "The minister, who denied the charge, resigned.", "the charge", [("minister", "denied")]),
    ("fr", "Le quai est fermé, ce que dément la préfecture.", "Le quai est fermé", [("préfecture", "denied")]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "content", "tellers"), DENIED)
def test_a_closing_stretch_denies_what_is_said_before_it(
    language: str, text: str, content: str, tellers: list[tuple[str, str]]
) -> None:
    found = _said(text, language)
    assert [("".join(hop.name for hop in s.chain), s.certainty) for s in found] == tellers
    assert {text[s.start : s.end] for s in found} == {content}


TWICE = [
    ("en", "The mayor said the quay was safe, a claim the union denied, a claim the port denied.", "the quay was safe"),
    ("fr", "Le quai est ouvert, ce que le syndicat dément, ce que dément le port.", "Le quai est ouvert"),
]


@pytest.mark.parametrize(("language", "text", "content"), TWICE)
def test_two_closing_denials_in_one_sentence_are_read(language: str, text: str, content: str) -> None:
    found = {text[s.start : s.end]: s.certainty for s in _said(text, language)}
    assert found == {content: "denied"}


def test_a_medium_spoken_to_is_kept_for_a_pronoun_and_not_for_a_name() -> None:
    text = "Ada Roe told Reuters that the quay was shut. She said the road was open. Ada Roe said the bridge was safe."
    chains = [[hop.name for hop in s.chain] for s in _said(text, "en")]
    assert chains == [["Ada Roe", "Reuters"], ["Ada Roe", "Reuters"], ["Ada Roe"]]


def test_a_marker_of_hearsay_within_words_of_a_teller_is_how_they_put_it() -> None:
    found = _said("The mayor said that the quay was reportedly shut.", "en")
    assert [[hop.name for hop in s.chain] for s in found] == [["mayor"]]
    assert [s.certainty for s in found] == ["hearsay"]


def test_voices_are_marked_in_both_languages() -> None:
    for language in ("fr", "en"):
        for name in newsrooms.SETS:
            parts = [newsrooms.load(language, part, name) for part in ("train", "dev")]
            assert all(one.statements for part in parts for one in part)
            assert sum(map(len, parts)) == len(newsrooms.load(language, name=name))


def test_what_is_told_and_denied_in_one_sentence_is_told_by_both() -> None:
    found = _said("Le maire affirme que le quai est fermé, ce que le port dément.", "fr")
    assert [(s.start, s.end) for s in found] == [(21, 38)] * 2
    assert {s.chain[0].name: s.certainty for s in found} == {"maire": "asserted", "port": "denied"}


def test_what_a_relative_denies_is_what_is_told_not_that_it_is_told() -> None:
    text = "Olvia says it took the village, which Tresk denies."
    found = {s.chain[0].name: (text[s.start : s.end], s.certainty, len(s.chain)) for s in _said(text, "en")}
    assert found == {
        "Olvia": ("it took the village", "asserted", 1),
        "Tresk": ("it took the village", "denied", 1),
    }
