"""Statements: a table of newspaper sentences (ours), and laws."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.read.told import article, read

from twosource.model import Layers, Statement
from twosource.read import stages
from twosource.read.pipeline import STAGES
from twosource.read.statements import candidates, conditionals, grammar, hypotheses, reader, weights
from twosource.read.statements.find import views
from twosource.read.statements.lexicon import load
from twosource.read.statements.view import View
from twosource.resources import read_rows

LEAD = (
    "Le maire de Brévannes, Paul Tardieu, a visité jeudi le port "
    "avec la préfète Jeanne Morel et des élus de la région.\n\n"
)
LEAD_EN = (
    "The mayor of Brackley Sound, Paul Tarrant, visited the port on Thursday "
    "with councillors from across the region.\n\n"
)

FRENCH = [
    (
        "Paul Tardieu a déclaré que le quai rouvrirait lundi.",
        "le quai rouvrirait lundi",
        ["Paul Tardieu"],
        "indirect",
        "asserted",
    ),
    (
        "« Le quai rouvrira lundi », a annoncé Paul Tardieu.",
        "Le quai rouvrira lundi",
        ["Paul Tardieu"],
        "direct",
        "announced",
    ),
    ("Selon la préfecture, la grue date de 1998.", "la grue date de 1998", ["préfecture"], "indirect", "asserted"),
    (
        "La grue, selon la préfecture, date de 1998.",
        "La grue, selon la préfecture, date de 1998",
        ["préfecture"],
        "indirect",
        "asserted",
    ),
    (
        "Le quai est fermé, a indiqué la préfecture dans un communiqué.",
        "Le quai est fermé",
        ["préfecture"],
        "indirect",
        "asserted",
    ),
    ("« Personne n’a rien vu », a-t-il ajouté.", "Personne n’a rien vu", ["Paul Tardieu"], "direct", "asserted"),
    (
        "La préfète a nié que la grue ait été mal entretenue.",
        "la grue ait été mal entretenue",
        ["Jeanne Morel"],
        "indirect",
        "denied",
    ),
    (
        "Le maire s’est dit « très inquiet » pour les dockers.",
        "« très inquiet » pour les dockers",
        ["Paul Tardieu"],
        "mixed",
        "asserted",
    ),
    ("Les syndicats ont dénoncé le manque de moyens.", "le manque de moyens", ["syndicats"], "noun", "asserted"),
    (
        "Le conducteur aurait perdu le contrôle de la grue.",
        "Le conducteur aurait perdu le contrôle de la grue",
        ["?"],
        "indirect",
        "hearsay",
    ),
    (
        "La préfète a évoqué la possibilité que le port ferme.",
        "la possibilité que le port ferme",
        ["Jeanne Morel"],
        "indirect",
        "possible",
    ),
    ("Le maire a promis de rouvrir le quai.", "rouvrir le quai", ["Paul Tardieu"], "indirect", "planned"),
    (
        "D’après l’agence Vélox, la préfète a affirmé que le port fermerait.",
        "le port fermerait",
        ["Jeanne Morel", "agence Vélox"],
        "indirect",
        "asserted",
    ),
    ("Le ministère a confirmé la mort du grutier.", "la mort du grutier", ["ministère"], "noun", "confirmed"),
    (
        "Le maire, qui revenait de voyage, a assuré que tout allait bien.",
        "tout allait bien",
        ["Paul Tardieu"],
        "indirect",
        "asserted",
    ),
    (
        "Une source proche de l’enquête a indiqué que le câble était usé.",
        "le câble était usé",
        ["source proche de l’enquête"],
        "indirect",
        "asserted",
    ),
]
ENGLISH = [
    (
        "The pier was shut after a crane fell on a ferry a harbour spokesman said.",
        "The pier was shut after a crane fell on a ferry",
        ["harbour spokesman"],
        "indirect",
        "asserted",
    ),
    (
        "Paul Tarrant said the quay would reopen on Monday.",
        "the quay would reopen on Monday",
        ["Paul Tarrant"],
        "indirect",
        "asserted",
    ),
    (
        "“The quay will reopen on Monday,” Paul Tarrant said.",
        "The quay will reopen on Monday",
        ["Paul Tarrant"],
        "direct",
        "asserted",
    ),
    (
        "“Nobody saw anything,” said Paul Tarrant, the mayor.",
        "Nobody saw anything",
        ["Paul Tarrant"],
        "direct",
        "asserted",
    ),
    (
        "According to the police, the crane dates from 1998.",
        "the crane dates from 1998",
        ["police"],
        "indirect",
        "asserted",
    ),
    (
        "The crane dates from 1998, according to the police.",
        "The crane dates from 1998",
        ["police"],
        "indirect",
        "asserted",
    ),
    (
        "The union denied that the crane had been neglected.",
        "the crane had been neglected",
        ["union"],
        "indirect",
        "denied",
    ),
    ("The company confirmed the death of a worker.", "the death of a worker", ["company"], "noun", "confirmed"),
    (
        "The driver reportedly lost control of the crane.",
        "The driver reportedly lost control of the crane",
        ["?"],
        "indirect",
        "hearsay",
    ),
    (
        "The mayor told Reuters that the port might close.",
        "the port might close",
        ["Paul Tarrant", "Reuters"],
        "indirect",
        "possible",
    ),
    ("Witnesses said the cable snapped.", "the cable snapped", ["Witnesses"], "indirect", "asserted"),
]
NONE = [
    ("Le port a rouvert lundi matin après trois jours de fermeture.", "fr"),
    ("La « perle du nord » attire toujours les touristes.", "fr"),
    ("Selon les saisons, le port accueille de dix à vingt navires.", "fr"),
    ("The port reopened on Monday morning after three days.", "en"),
    ("Notre journaliste a constaté que le quai était vide, et la foule est repartie.", "und"),
]


def stated(sentence: str, language: str) -> tuple[str, list[Statement]]:
    lead = LEAD if language == "fr" else LEAD_EN
    text = lead + sentence
    found = read(text, language).statements or ()
    return text, [s for s in found if s.start >= len(lead)]


@pytest.mark.parametrize(
    ("sentence", "content", "chain", "kind", "certainty", "language"),
    [(*row, "fr") for row in FRENCH] + [(*row, "en") for row in ENGLISH],
)
def test_sentence(sentence: str, content: str, chain: list[str], kind: str, certainty: str, language: str) -> None:
    text, found = stated(sentence, language)
    read_as = [(text[s.start : s.end], [hop.name for hop in s.chain], s.kind, s.certainty) for s in found]
    assert read_as == [(content, chain, kind, certainty)]


@pytest.mark.parametrize(("sentence", "language"), NONE)
def test_narration_is_nobodys_statement(sentence: str, language: str) -> None:
    assert stated(sentence, language)[1] == []


def test_a_gloss_is_cut_out_of_a_quotation() -> None:
    text, found = stated("« Le Corail (un ferry de nuit, NDLR) part demain », a dit Paul Tardieu.", "fr")
    assert [[text[s.start : s.end] for s in f.spans] for f in found] == [["Le Corail", "part demain"]]


def test_a_content_that_is_only_a_gloss_says_nothing() -> None:
    assert stated("Selon la préfecture, « (NDLR) »", "fr")[1] == []


def test_a_quotation_behind_a_colon_is_no_part_of_the_clause_before() -> None:
    said = "La préfète a évoqué la possibilité que le port ferme : « Nous verrons lundi. La grue est vieille »."
    text, found = stated(said, "fr")
    assert "la possibilité que le port ferme" in [text[s.start : s.end] for s in found]


def test_a_remark_of_the_narrator_stays_outside() -> None:
    text, found = stated("La préfète a affirmé que le quai était sûr, ce qui contredit un rapport de 2029.", "fr")
    assert [text[s.start : s.end] for s in found] == ["le quai était sûr"]


def test_a_quotation_goes_on_after_its_cue() -> None:
    text, found = stated("« Le quai est sûr », a dit Paul Tardieu. « Nous rouvrons lundi matin sans faute. »", "fr")
    assert [[text[s.start : s.end] for s in f.spans] for f in found] == [
        ["Le quai est sûr", "Nous rouvrons lundi matin sans faute."]
    ]


def chains_of(text: str, language: str) -> list[list[str]]:
    return [[hop.name for hop in s.chain] for s in read(text, language).statements or ()]


@pytest.mark.parametrize(
    ("text", "language", "chains"),
    [
        ("Ada Roe told Radio Brackley that the quay was shut. She added that it was unsafe.", "en", 2 * [["Ada Roe", "Radio Brackley"]]),
        ("Speaking on Radio Brackley, Ada Roe said the quay was shut.", "en", [["Ada Roe", "Radio Brackley"]]),
        ("Le maire Paul Tardieu s’est défendu en précisant que le quai était sûr.", "fr", [["Paul Tardieu"]]),
        (
            "La Brévanaise de transport maritime (BTM) a perdu un navire. La BTM a annoncé que le port restait ouvert.",
            "fr",
            [["Brévanaise de transport maritime"]],
        ),
        ("Les quais ferment, a annoncé Paul Tardieu. Le communiqué précise que deux grues sont usées.", "fr", 2 * [["Paul Tardieu"]]),
        ("The Vélox company lost a ship. The firm said that its crew was safe.", "en", [["Vélox"]]),
        ("Selon le négociateur pour la filière du sel, Guy Tardieu, les quais ferment.", "fr", [["Guy Tardieu"]]),
        ("The harbour chief for the north, Ada Roe, said the quay was shut.", "en", [["Ada Roe"]]),
        ("According to the mayor, Ada Roe was hurt.", "en", [["mayor"]]),
        ("Les ministres du Port, Agnès Brun, et des Comptes, Paul Tardieu ont annoncé que le quai fermait.", "fr", [["Agnès Brun, Paul Tardieu"]]),
        ("La maire Agnès Brun ainsi que le préfet Paul Tardieu ont annoncé que le quai fermait.", "fr", [["Agnès Brun, Paul Tardieu"]]),
        ("Agnès Brun a reçu Paul Tardieu. Elle estime que le quai est sûr.", "fr", [["Agnès Brun"]]),
        ("Agnès Brun met Paul Tardieu. He said that the quay was shut.", "en", [["Paul Tardieu"]]),
        ("According to a report on Monday by the Brackley Institute, the quay was shut.", "en", [["Brackley Institute"]]),
        ("A report seen by the Brackley Institute said the quay was shut.", "en", [["report"]]),
        ("Le quai ferme, a dit Paul Tardieu, le maire, au correspondant de l’AHX.", "fr", [["Paul Tardieu", "AHX"]]),
        ("The Roe administration said the quay was shut. Ada Roe left.", "en", [["Roe administration"]]),
        ("Ada Roe said the quay, which belongs to the port, was shut, adding that it was unsafe.", "en", 2 * [["Ada Roe"]]),
        ("« Le quai est sûr », a confié, à l’AHX, le maire, Paul Tardieu.", "fr", [["Paul Tardieu", "AHX"]]),
        ("Ces retards ont poussé Agnès Brun à réagir, affirmant que le quai était sûr.", "fr", [["Agnès Brun"]]),
        ("Le collectif « Port libre » a annoncé que le quai fermait.", "fr", [["Port libre"]]),
        ("Selon des propos de Paul Tardieu, le quai est sûr.", "fr", [["Paul Tardieu"]]),
        (
            "Agnès Brun a quitté le port lundi. Le ministère du Port a revu sa taxe. Dans un communiqué, il a indiqué que le quai fermait.",
            "fr",
            [["ministère du Port"]],
        ),
        ("Agnès Brun quitte le port. L’ancienne présidente de Brévannes a annoncé que le quai fermait.", "fr", [["Agnès Brun"]]),
        ("Agnès Brun quitte le port. Le porte-parole de la famille a annoncé que le quai fermait.", "fr", [["porte-parole de la famille"]]),
        (
            "Selon l'institut américain de géophysique (USGS), le séisme a touché Valmer.\nLa secousse a duré, selon l'USGS.",
            "fr",
            [["USGS"], ["USGS"]],
        ),
        ("Two men escaped from the jail, police say.", "en", [["police"]]),
        ("Only two guards were on duty, the dock workers' union claims.", "en", [["dock workers' union"]]),
        ("The deal collapsed, three people familiar with the matter told Reuters.", "en", [["three people familiar with the matter", "Reuters"]]),
        ("Two ferries were held, people briefed on the search said.", "en", [["people"]]),
        ("The quay will open in June, the port said, as unions called for a strike.", "en", [["port"], ["unions"]]),
        ("The quay will open in June, as the port announced on Monday.", "en", [["port"]]),
        ("The bank knew of the losses, according to emails reviewed by The Meridian.", "en", [["emails", "Meridian"]]),
        ("La banque connaissait les pertes, selon un rapport dont Le Monde a obtenu une copie.", "fr", [["rapport", "Monde"]]),
        ("Selon la police, deux hommes ont fui : « Ils étaient armés. »", "fr", [["police"], ["police"]]),
        ("C'est un document de 43 pages que Le Monde a pu consulter.", "fr", []),
        ("D'après nos informations, huit pièces ont disparu.", "fr", [["?"]]),
        (
            "The vaults were weak, the Valley Post said. The ministry told the newspaper that the money was approved.",
            "en",
            [["Valley Post"], ["ministry", "Valley Post"]],
        ),
    ],
)  # fmt: skip
def test_tellers_over_the_sentences(text: str, language: str, chains: list[list[str]]) -> None:
    assert chains_of(text, language) == chains


def test_the_outlet_is_no_hop_of_its_own_chains() -> None:
    assert chains_of("Ada Roe told the Gazette that the quay was shut.", "en") == [["Ada Roe"]]


def test_a_title_apart_from_the_text_is_read_in_its_own_offsets() -> None:
    title = "« Le quai est sûr », assure Paul Tardieu"
    apart = msgspec.structs.replace(article(LEAD), title=title)
    found = [s for s in stages.run(STAGES, apart).statements or () if s.field == "title"]
    assert [title[s.start : s.end] for s in found] == ["Le quai est sûr"]
    assert [[(hop.name, hop.start) for hop in s.chain] for s in found] == [[("Paul Tardieu", None)]]


def test_a_title_that_opens_the_text_is_not_read_twice() -> None:
    title = "« Le quai est sûr », assure Paul Tardieu"
    within = msgspec.structs.replace(article(f"{title}\n\n{LEAD}"), title=title)
    assert all(s.field == "text" for s in stages.run(STAGES, within).statements or ())


@pytest.mark.parametrize(
    ("sentence", "uses"),
    [
        ("Le conducteur aurait perdu le contrôle.", ["hearsay"]),
        ("La préfète a dit que le quai rouvrirait lundi.", ["future-in-past"]),
        ("La préfète a dit que le conducteur aurait fui.", ["hearsay"]),
        ("Le port pourrait fermer.", ["attenuated"]),
        ("Si la grue tombait, le port serait fermé.", ["hypothetical"]),
        ("Le quai est large, ce qui permettrait de passer.", ["hypothetical"]),
        ("Le quai est fermé.", []),
    ],
)
def test_uses_of_the_conditional(sentence: str, uses: list[str]) -> None:
    one = article(sentence)
    assert [found.use for found in conditionals.uses(one, stages.run(STAGES, one))] == uses


def test_the_grammar_answers_alone_where_the_reader_does_not_know_the_language() -> None:
    lexicon = load("fr")
    assert lexicon is not None
    known = article("Le maire a déclaré que le quai rouvrirait lundi.")
    layers = stages.run(STAGES, known)
    view = next(view for _, view in views(known, layers, msgspec.structs.replace(lexicon, trained=False)))
    found = grammar.propose(view)
    assert found
    assert reader.read([reader.Heard(view, candidates.find(view, found), found)]) == [found]


def test_a_part_weighs_what_its_features_weigh_by_name() -> None:
    named = {tuple(row[1:]): round(weights.UNIT * float(row[0])) for row in read_rows(weights.MODEL)}
    known = article("« Le quai est sûr », a dit Paul Tardieu, ajoutant que le port (rouvert hier) restait ouvert.")
    lexicon, table = load("fr"), weights.load()
    assert lexicon is not None
    view = next(view for _, view in views(known, stages.run(STAGES, known), lexicon))
    seen = candidates.find(view, grammar.propose(view))
    for candidate in seen:
        sight = reader.sight_of(view, candidate, reader.see(view, seen))
        for one in hypotheses.enumerate_all(view, candidate, hypotheses.marks_of(seen)):
            parts = table.of_parts(list(reader.numbered(sight, one.parts, table)))
            assert table.of(sight.of_whole(one)) + sum(parts) == sum(named.get(name, 0) for name in sight.all_of(one))
    assert table.of_parts([]) == []


def test_of_every_cue_the_grammars_answer_and_none_are_among_the_hypotheses() -> None:
    known = article("« Le quai est sûr », a dit Paul Tardieu, ajoutant que le port restait ouvert.")
    lexicon = load("fr")
    assert lexicon is not None
    view = next(view for _, view in views(known, stages.run(STAGES, known), lexicon))
    seen = candidates.find(view, grammar.propose(view))
    assert [one.lemma for one in seen if one.proposals] == ["dire", "ajouter"]
    for one in seen:
        among = hypotheses.enumerate_all(view, one, hypotheses.marks_of(seen))
        assert hypotheses.REJECTED in among
        assert not one.proposals or hypotheses.of_grammar(one) in among


def first_view(text: str, language: str) -> View:
    lexicon = load(language)
    assert lexicon is not None
    known = article(text, language)
    return next(view for _, view in views(known, stages.run(STAGES, known), lexicon))


@pytest.mark.parametrize(
    ("text", "language", "lemma"),
    [
        ("Le quotidien estime ainsi que la digue tiendra.", "fr", "estimer"),
        ("Paul Tardieu a réagi, répondant que la digue tiendra.", "fr", "repondre"),
        ('The complaint notes, "The boats are lost."', "en", "note"),
    ],
)
def test_a_verb_is_a_possible_cue_whatever_the_tagger_takes_it_for(text: str, language: str, lemma: str) -> None:
    view = first_view(text, language)
    assert (lemma, "verb") in [(one.lemma, one.kind) for one in candidates.find(view, grammar.propose(view))]


def test_a_noun_behind_its_determiner_is_no_verb() -> None:
    view = first_view("The report of the harbour board came late.", "en")
    assert [one.kind for one in candidates.find(view, grammar.propose(view))] == ["noun"]


@pytest.mark.parametrize(
    ("text", "language", "content"),
    [
        ("The fires, which the harbour board called accidents, were put out.", "en", ["The fires", "accidents"]),
        ("Le maire demande depuis le début la fermeture du quai.", "fr", ["la fermeture du quai"]),
        ("Le maire craint de nouvelles crues.", "fr", ["de nouvelles crues"]),
        ("Le quai (fermé selon le maire) a rouvert.", "fr", ["fermé"]),
    ],
)
def test_a_content_is_among_the_hypotheses(text: str, language: str, content: list[str]) -> None:
    view = first_view(text, language)
    seen = candidates.find(view, grammar.propose(view))
    found = [
        [view.text[view.span(p.start, p.end).start : view.span(p.start, p.end).end] for p in one.pieces]
        for candidate in seen
        for one in hypotheses.enumerate_all(view, candidate, hypotheses.marks_of(seen))
    ]
    assert content in found


PARTS = st.sampled_from(
    [
        "Selon la préfecture,",
        "« Le quai",
        "ferme »,",
        "a dit",
        "le maire",
        "que",
        "Paul Tardieu",
        "aurait",
        "vu",
        ":",
        "»",
        "«",
        "(NDLR)",
        "et a ajouté",
        "le ministre",
        ".",
        "ce qui",
        "\n\n",
        "The mayor",
        "said",
        "“No,”",
        "reportedly",
        "3 morts",
        "-t-il",
        "\u00a0",
        "l’",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PARTS, max_size=30), st.sampled_from(["fr", "en", "und"]))
def test_whatever_the_words_spans_lie_in_the_text_and_answers_are_the_same_twice(
    parts: list[str], language: str
) -> None:
    text = " ".join(parts)
    once, twice = (stages.run(STAGES, article(text, language)) for _ in range(2))
    assert once == twice
    for statement in (*(once.statements or ()), *(once.narration or ())):
        spans = [(s.start, s.end) for s in statement.spans] or [(statement.start, statement.end)]
        assert all(0 <= s < e <= len(text) for s, e in spans)
        assert spans == sorted(spans)
        assert (spans[0][0], spans[-1][1]) == (statement.start, statement.end)


def test_layers_start_empty() -> None:
    assert Layers().statements is None
