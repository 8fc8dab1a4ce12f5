"""A made-up dossier: two stories, seven articles of invented outlets, hostile strings among them.

Places are found by their words, so that the texts can be changed without counting characters.
"""

from __future__ import annotations

from msgspec import structs

from twosource import serialise
from twosource.model import (
    Block,
    Claim,
    Conflict,
    Count,
    CountAt,
    Credit,
    Dossier,
    DossierArticle,
    Drift,
    Edit,
    Entity,
    Failure,
    HiddenSource,
    Hop,
    Independent,
    Judgement,
    MadeWith,
    Order,
    Origin,
    Outlet,
    Passage,
    Place,
    Quantity,
    Reason,
    Relation,
    Role,
    Side,
    Span,
    Story,
    StoryStatement,
    TimelineEntry,
)

HOSTILE = "</script><script>alert(1)</script>"
OVERRIDE = "\u202egnol a\u202c"
LONG_WORD = "Donau" * 60

TEXTS: dict[str, tuple[str, str, str, tuple[tuple[Role, str], ...]]] = {
    "veloria": (
        "Agence Véloria",
        "Pont de Carlonne : la préfecture évoque douze blessés",
        (
            "CARLONNE, 3 mars (Véloria) – Le pont suspendu de Carlonne s’est affaissé mardi matin, faisant"
            " douze blessés, a annoncé la préfecture dans un communiqué.\n"
            "« Aucune personne n’est portée disparue à cette heure, et les recherches se poursuivent sous"
            " la travée nord », a déclaré le préfet Armand Tillois.\n"
            "Selon un responsable qui a requis l’anonymat, un câble aurait été signalé comme usé dès"
            " janvier.\name/jlt"
        ),
        (("dateline", "CARLONNE, 3 mars (Véloria) – "), ("credit", "ame/jlt")),
    ),
    "courrier": (
        "Le Courrier du Lac",
        "Le pont de Carlonne s’affaisse, douze blessés",
        (
            "Le pont suspendu de Carlonne s’est affaissé mardi matin, faisant douze blessés.\n"
            "À lire aussi : Dix ans de travaux sur les ponts du lac\n"
            "« Aucune personne n’est portée disparue à cette heure », a déclaré le préfet Armand Tillois.\n"
            "Un câble avait été signalé comme usé dès janvier.\n"
            "Avec Véloria"
        ),
        (
            ("related", "À lire aussi : Dix ans de travaux sur les ponts du lac"),
            ("credit", "Avec Véloria"),
        ),
    ),
    "matin": (
        "Matin Carlonnais",
        "Pont effondré : une quinzaine de blessés, selon les pompiers",
        (
            "Une quinzaine de personnes ont été blessées dans l’effondrement du pont, ont indiqué les"
            " pompiers à notre rédaction.\n"
            "La cheffe des opérations, Inès Vautrin, parle d’un bilan « encore provisoire ».\n"
            "Notre photographe sur place a vu trois véhicules dans l’eau."
        ),
        (),
    ),
    "tribune": (
        "The Harbour Tribune",
        "Bridge collapse injures twelve in Carlonne",
        (
            "Twelve people were hurt when a suspension bridge gave way in Carlonne on Tuesday, the Veloria"
            " agency reported, citing the prefecture.\n"
            "A cable had been reported as worn in January, according to an official who spoke on condition of"
            " anonymity.\n"
            "The mayor denied that any warning had reached the town hall."
        ),
        (),
    ),
    "radio": (
        "Radio Brume",
        "Carlonne : le bilan passe à quatorze blessés",
        (
            "Le bilan est désormais de quatorze blessés, a annoncé la préfecture mardi soir.\n"
            "Le pont suspendu de Carlonne s’était affaissé dans la matinée."
        ),
        (),
    ),
    "hostile": (
        f"Site <b>{OVERRIDE}</b>",
        f"Pont de Carlonne {HOSTILE}",
        f'Douze blessés {HOSTILE} & "rien d\'autre" {OVERRIDE} à Carlonne.\n{LONG_WORD}\nSuite \x00 et fin.',
        (),
    ),
    "verger": (
        "Gazette du Verger",
        "La cueillette commence sous la pluie",
        "La coopérative attend 3 500 tonnes de pommes cette année, dit sa présidente Maud Lerin.",
        (),
    ),
}
TIMES = {
    "veloria": "2025-03-04T09:12:00+01:00",
    "courrier": "2025-03-04T09:55:00+01:00",
    "matin": "2025-03-04T11:20:00+01:00",
    "tribune": "2025-03-04T11:02:00+00:00",
    "radio": "2025-03-04T19:40:00+01:00",
    "hostile": None,
    "verger": "2025-09-02",
}
PREFECTURE = Hop(name="Préfecture de Carlonne", type="organisation", entity="e1")
PREFECT = Hop(name="Armand Tillois", type="person", entity="e2")
AGENCY = Hop(name="Agence Véloria", type="agency", entity="e3")
OFFICIAL = Hop(name="un responsable", type="anonymous")
FIREFIGHTERS = Hop(name="Pompiers du Lac", type="organisation", entity="e4")
MAYOR = Hop(name="mayor of Carlonne", type="role")
NAMELESS = Hop(name="?", type="unknown")


def dossier() -> Dossier:
    """Give the whole dossier."""
    return Dossier(
        schema=serialise.SCHEMA,
        made_with=MadeWith(twosource="0.1.0", recipe="0123456789abcdef", timezone="Europe/Paris"),
        outlets=tuple(Outlet(id=f"o-{key}", name=TEXTS[key][0]) for key in TEXTS),
        articles=tuple(_article(key) for key in TEXTS),
        stories=(_orchard(), _bridge()),
        judgements=(
            Judgement(
                left=place("courrier", "douze blessés"),
                right=place("tribune", "Twelve people"),
                word="same",
                left_words="douze blessés",
                right_words="Twelve people",
                by="desk",
                at="2025-03-05",
            ),
        ),
        failures=(
            Failure("pile/photo.jpg", "collect", "not-text", "this is binary content"),
            Failure(f"pile/{HOSTILE}.txt", "collect", "never-heard-of", "an unknown reason"),
        ),
    )


def one_story() -> Dossier:
    """Give the dossier with the bridge alone."""
    whole = dossier()
    return structs.replace(whole, stories=whole.stories[1:], articles=whole.articles[:-1])


def many(times: int) -> Dossier:
    """Give a dossier of ``times`` bridges, every name of an article or story made distinct."""
    whole = one_story()
    articles = tuple(
        structs.replace(article, id=f"{article.id}{number}") for number in range(times) for article in whole.articles
    )
    stories = tuple(_renamed(whole.stories[0], str(number)) for number in range(times))
    return structs.replace(whole, articles=articles, stories=stories)


def _renamed(story: Story, mark: str) -> Story:
    """Give the story with other articles; what the page does not need for its bulk is left out."""
    claims = tuple(
        structs.replace(
            claim,
            reasons=(),
            origins=tuple(structs.replace(origin, reasons=()) for origin in claim.origins),
            statements=tuple(structs.replace(told, article=told.article + mark) for told in claim.statements),
        )
        for claim in story.claims
    )
    passages = tuple(
        structs.replace(
            passage,
            members=tuple(structs.replace(m, article=m.article + mark) for m in passage.members),
            edits=(),
        )
        for passage in story.passages
    )
    return structs.replace(
        story,
        id=story.id + mark,
        articles=tuple(article + mark for article in story.articles),
        claims=claims,
        passages=passages,
        relations=(),
        conflicts=(),
        drifts=(),
        order=(),
        hidden_sources=(),
    )


def place(article: str, words: str) -> Place:
    """Find words in an article's text."""
    start = TEXTS[article][2].index(words)
    return Place(article, start, start + len(words))


def _article(key: str) -> DossierArticle:
    _, title, text, roles = TEXTS[key]
    blocks = sorted(Block(place(key, words).start, place(key, words).end, role) for role, words in roles)
    credits_ = [place(key, words) for words in ("(Véloria)", "Avec Véloria") if words in text]
    return DossierArticle(
        id=key,
        input_id=f"pile/{key}.txt",
        url="javascript:alert(1)" if key == "hostile" else f"https://{key}.example/2025/carlonne?a=1&b=2",
        outlet=f"o-{key}",
        title=title,
        published=TIMES[key],
        published_basis="stated" if TIMES[key] else None,
        language="en" if key == "tribune" else "fr",
        text=text,
        capture_sha256="ab" * 32,
        fetched=None,
        blocks=tuple(blocks),
        version_of=None,
        times=(),
        quantities=(),
        credits=tuple(Credit(found.start, found.end, "Véloria", "dateline") for found in credits_),
    )


def told(
    name: str,
    article: str,
    words: str,
    chain: tuple[Hop, ...] = (),
    origin: str | None = None,
    said: tuple[str, str] = ("", ""),
    **more: object,
) -> StoryStatement:
    """Build a statement out of the words it consists of."""
    found = place(article, words)
    base = StoryStatement(
        id=name,
        article=article,
        start=found.start,
        end=found.end,
        kind="indirect" if chain else "own",
        certainty="asserted",
        chain=chain,
        origin=origin,
        cue=_span(article, said[0]),
        source=_span(article, said[1]),
    )
    return structs.replace(base, **more)


def _span(article: str, words: str) -> Span | None:
    found = place(article, words) if words else None
    return Span(found.start, found.end) if found else None


def counts(shown: int, possible: int, estimate: float | None = None) -> Independent:
    """Give the same count at every level."""
    count = Count(shown, possible, estimate, (shown, possible))
    at = CountAt("2025-03-04T10:00:00+01:00", Count(shown, shown, None, (shown, shown)))
    return Independent(utterance=count, person=count, organisation=count, side=count, fragility=1, as_of=(at,))


def _toll() -> Claim:
    title = TEXTS["radio"][1]
    start = title.index("quatorze blessés")
    return Claim(
        id="c-toll",
        text="Douze personnes ont été blessées dans l’effondrement du pont de Carlonne",
        statements=(
            told(
                "t1",
                "veloria",
                "Le pont suspendu de Carlonne s’est affaissé mardi matin, faisant douze blessés",
                (PREFECTURE,),
                "or1",
                ("a annoncé", "la préfecture"),
                certainty="announced",
                value=_injured("veloria", "douze", 12, 12),
            ),
            told(
                "t2",
                "courrier",
                "Le pont suspendu de Carlonne s’est affaissé mardi matin, faisant douze blessés",
                (),
                "or1",
                value=_injured("courrier", "douze", 12, 12),
            ),
            told(
                "t3",
                "matin",
                "Une quinzaine de personnes ont été blessées dans l’effondrement du pont",
                (FIREFIGHTERS,),
                "or2",
                ("ont indiqué", "les pompiers"),
                value=_injured("matin", "Une quinzaine", 13, 17),
            ),
            told(
                "t4",
                "tribune",
                "Twelve people were hurt when a suspension bridge gave way in Carlonne on Tuesday",
                (PREFECTURE, AGENCY),
                "or1",
                ("reported", "the Veloria agency"),
                certainty="reported",
                value=_injured("tribune", "Twelve", 12, 12),
            ),
            told(
                "t5",
                "radio",
                "Le bilan est désormais de quatorze blessés",
                (PREFECTURE,),
                "or1",
                ("a annoncé", "la préfecture"),
                value=_injured("radio", "quatorze", 14, 14),
            ),
            told(
                "t5b",
                "radio",
                "Le bilan",
                (),
                None,
                field="title",
                start=start,
                end=start + len("quatorze blessés"),
            ),
        ),
        origins=(
            Origin(
                id="or1",
                name="Préfecture de Carlonne",
                type="organisation",
                statements=("t1", "t2", "t4", "t5"),
                reasons=(
                    Reason("chain-ends-here", "Préfecture de Carlonne", (place("veloria", "la préfecture"),)),
                    Reason("copied-passage", "", (place("courrier", "faisant douze blessés"),)),
                ),
            ),
            Origin(id="or2", name="Pompiers du Lac", type="organisation", statements=("t3",)),
        ),
        independent=counts(2, 2),
        verdict="contested",
        reasons=(Reason("distinct-organisations", "Préfecture de Carlonne / Pompiers du Lac"),),
    )


def _injured(article: str, words: str, low: float, high: float) -> Quantity:
    found = place(article, words)
    return Quantity(found.start, found.end, low, high, "blessé")


def _missing() -> Claim:
    quote = "Aucune personne n’est portée disparue à cette heure"
    return Claim(
        id="c-missing",
        text=quote,
        statements=(
            told(
                "t6",
                "veloria",
                quote + ", et les recherches se poursuivent sous la travée nord",
                (PREFECT,),
                "or3",
                ("a déclaré", "le préfet Armand Tillois"),
                kind="direct",
            ),
            told(
                "t7",
                "courrier",
                quote,
                (PREFECT,),
                "or3",
                ("a déclaré", "le préfet Armand Tillois"),
                kind="direct",
            ),
        ),
        origins=(Origin(id="or3", name="Armand Tillois", type="person", statements=("t6", "t7")),),
        independent=counts(1, 1),
        verdict="one origin",
        reasons=(Reason("same-words-quoted", "Armand Tillois", (place("veloria", quote), place("courrier", quote))),),
    )


def _cable() -> Claim:
    return Claim(
        id="c-cable",
        text="un câble aurait été signalé comme usé dès janvier",
        statements=(
            told(
                "t8",
                "veloria",
                "un câble aurait été signalé comme usé dès janvier",
                (OFFICIAL,),
                "or4",
                ("Selon", "un responsable qui a requis l’anonymat"),
                certainty="hearsay",
                conditional="hearsay",
            ),
            told("t9", "courrier", "Un câble avait été signalé comme usé dès janvier", (), "or4"),
            told(
                "t10",
                "tribune",
                "A cable had been reported as worn in January",
                (Hop(name="an official", type="anonymous"),),
                "or4",
                ("according to", "an official who spoke on condition of anonymity"),
            ),
        ),
        origins=(
            Origin(
                id="or4",
                name="un responsable",
                type="anonymous",
                statements=("t8", "t9", "t10"),
                reasons=(Reason("unheard-of-code", "un responsable", (place("tribune", "an official"),)),),
            ),
        ),
        independent=counts(1, 3, 1.4),
        verdict="one origin",
        reasons=(),
    )


def _collapse() -> Claim:
    return Claim(
        id="c-collapse",
        text=f"Douze blessés {HOSTILE}",
        statements=(
            told("t11", "hostile", "Douze blessés", (NAMELESS,), "or5"),
            told("t12", "radio", "Le pont suspendu de Carlonne s’était affaissé dans la matinée", (), "or6"),
        ),
        origins=(
            Origin(id="or5", name="", type="unknown", statements=("t11",)),
            Origin(id="or6", name="", type="unknown", statements=("t12",)),
        ),
        independent=counts(0, 2),
        verdict="origin unknown",
    )


def _singles() -> tuple[Claim, ...]:
    return (
        Claim(
            id="c-mayor",
            text="any warning had reached the town hall",
            statements=(
                told(
                    "t13",
                    "tribune",
                    "any warning had reached the town hall",
                    (MAYOR,),
                    "or7",
                    ("denied", "The mayor"),
                    certainty="denied",
                ),
            ),
            origins=(Origin(id="or7", name="mayor of Carlonne", type="role", statements=("t13",)),),
            independent=counts(1, 1),
            verdict="one origin",
        ),
        Claim(
            id="c-cars",
            text="trois véhicules dans l’eau",
            statements=(
                told(
                    "t14",
                    "matin",
                    "trois véhicules dans l’eau",
                    (),
                    "or8",
                    spans=(Span(*_pair("matin", "trois véhicules")), Span(*_pair("matin", "l’eau"))),
                ),
            ),
            origins=(Origin(id="or8", name="Matin Carlonnais", type="media", statements=("t14",)),),
            independent=counts(1, 1),
            verdict="one origin",
        ),
    )


def _pair(article: str, words: str) -> tuple[int, int]:
    found = place(article, words)
    return found.start, found.end


def side(statement: StoryStatement) -> Side:
    """Give the side of a conflict or drift that a statement is."""
    return Side(statement.id, statement.article, statement.start, statement.end)


def _bridge() -> Story:
    toll, missing, cable = _toll(), _missing(), _cable()
    shared = "Le pont suspendu de Carlonne s’est affaissé mardi matin, faisant douze blessés"
    quote = "Aucune personne n’est portée disparue à cette heure"
    return Story(
        id="bridge",
        title="Pont de Carlonne",
        articles=("veloria", "courrier", "matin", "tribune", "radio", "hostile"),
        first=TIMES["veloria"],
        last=TIMES["radio"],
        entities=(
            Entity(
                id="e1",
                name="Préfecture de Carlonne",
                type="organisation",
                variants=("Préfecture de Carlonne", "la préfecture", "the prefecture"),
                mentions=(place("veloria", "la préfecture"), place("radio", "la préfecture")),
            ),
            Entity(id="e2", name="Armand Tillois", type="person", variants=("Armand Tillois",)),
        ),
        hidden_sources=(
            HiddenSource(
                id="h1",
                name="Communiqué de la préfecture",
                type="document",
                text="Le pont suspendu s’est affaissé…",
                children=("veloria", "radio"),
                reasons=(Reason("named-document", "communiqué", (place("veloria", "dans un communiqué"),)),),
            ),
        ),
        passages=(
            Passage(
                id="p1",
                kind="verbatim",
                members=(place("veloria", shared), place("courrier", shared)),
                parent=0,
            ),
            Passage(
                id="p2",
                kind="edited",
                members=(
                    place("veloria", f"« {quote}, et les recherches se poursuivent sous la travée nord »"),
                    place("courrier", f"« {quote} »"),
                ),
                parent=0,
                edits=(
                    Edit(
                        1,
                        "deleted",
                        place("veloria", ", et les recherches se poursuivent sous la travée nord"),
                        Place("courrier", 200, 200),
                    ),
                    Edit(1, "replaced", place("veloria", "douze"), place("radio", "quatorze"), True),
                ),
            ),
            Passage(
                id="p3",
                kind="quotation",
                members=(place("veloria", quote), place("courrier", quote)),
            ),
        ),
        relations=(
            Relation(
                earlier="veloria",
                later="courrier",
                relation="copies",
                direction="inferred",
                confidence=0.93,
                passages=("p1", "p2"),
                reasons=(
                    Reason("credits-agency", "Véloria", (place("courrier", "Avec Véloria"),)),
                    Reason("published-later", "43 min"),
                ),
            ),
            Relation(
                earlier="veloria",
                later="radio",
                relation="common source",
                confidence=0.61,
                source_name="communiqué",
            ),
            Relation(earlier="veloria", later="tribune", relation="copies", direction="unknown", confidence=0.4),
            Relation(earlier="veloria", later="matin", relation="independent", confidence=0.7),
        ),
        claims=(toll, missing, cable, _collapse(), *_singles()),
        conflicts=(
            Conflict(
                claim="c-toll",
                relation="discrepancy",
                left=side(toll.statements[0]),
                right=side(toll.statements[2]),
                rule="different roots, overlapping times",
            ),
            Conflict(
                claim="c-toll",
                relation="update",
                left=side(toll.statements[0]),
                right=side(toll.statements[4]),
                rule="same root, later",
                as_of=("2025-03-04T09:12:00+01:00", "2025-03-04T19:40:00+01:00"),
            ),
        ),
        drifts=(
            Drift(
                claim="c-cable",
                from_=side(cable.statements[0]),
                to=side(cable.statements[1]),
                kind="certainty raised",
                basis="derivation",
                before="hearsay",
                after="asserted",
            ),
            Drift(
                claim="c-missing",
                from_=side(missing.statements[0]),
                to=side(missing.statements[1]),
                kind="quote cut",
                basis="derivation",
                before=", et les recherches se poursuivent sous la travée nord",
                after="",
            ),
        ),
        order=(
            Order(
                before="veloria",
                after="courrier",
                confidence=0.9,
                reasons=(Reason("published-later", "43 min"),),
            ),
        ),
        timeline=(
            TimelineEntry(
                start="2025-01-01",
                end="2025-02-01",
                granularity="month",
                claim="c-cable",
                text="un câble signalé comme usé",
            ),
            TimelineEntry(
                start="2025-03-04",
                end="2025-03-05",
                granularity="day",
                claim="c-toll",
                text="le pont s’affaisse",
            ),
        ),
    )


def _orchard() -> Story:
    statement = told(
        "t20",
        "verger",
        "La coopérative attend 3 500 tonnes de pommes cette année",
        (Hop(name="Maud Lerin", type="person"),),
        "or20",
        ("dit", "sa présidente Maud Lerin"),
        certainty="expected",
    )
    return Story(
        id="orchard",
        title="La cueillette commence sous la pluie",
        articles=("verger",),
        first=TIMES["verger"],
        last=TIMES["verger"],
        claims=(
            Claim(
                id="c-apples",
                text="La coopérative attend 3 500 tonnes de pommes cette année",
                statements=(statement,),
                origins=(Origin(id="or20", name="Maud Lerin", type="person", statements=("t20",)),),
                independent=counts(1, 1),
                verdict="one origin",
            ),
        ),
    )
