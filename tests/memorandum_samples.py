"""A memorandum for tests of documents, with every part filled and signs that mean something to typesetters."""

import datetime

import msgspec

from naravard.documents.memorandum import (
    BoardDecision,
    FrameMove,
    FrameSum,
    Memorandum,
    MemorandumArea,
    PlannedActivity,
    Signature,
)

BACKGROUND = """Staten och Sveriges Kommuner och Regioner har kommit överens om God och nära vård 2022.

Överenskommelsen består av två utvecklingsområden:
• Nära vård & <primärvård>
• Vision e-hälsa #2025

Avsnitt 3. Stödja omställningen."""

MEMORANDUM = Memorandum(
    region="Region Gotland",
    heading="Fördelning av överenskommelsen God och nära vård 2022",
    reference_number="RS 2022/123",
    board="Regionstyrelsen",
    agreement="God och nära vård 2022",
    agreement_id="god-och-nara-vard-2022",
    digest="ab12" * 16,
    agreement_numbers=(("Regeringskansliets diarienummer för överenskommelsen", "S2022/00001"),),
    background=BACKGROUND,
    areas=(
        MemorandumArea(
            name="Nära vård & <primärvård>",
            officer="Åsa Öberg",
            frames=(
                FrameSum(grant="Nära vård", amount=14_140_838),
                FrameSum(grant="Vidareutbildning", amount=2_335_398),
            ),
        ),
        MemorandumArea(
            name="Vision e-hälsa #2025", officer="", frames=(FrameSum(grant="Vision e-hälsa", amount=583_850),)
        ),
    ),
    points=(
        "Förslag till fördelning av {summa} godkänns.",
        "Regiondirektören får i uppdrag att besluta om aktiviteter.",
    ),
    signatures=(Signature("Anders Byström", "Tf. regiondirektör"), Signature("Johan Palm", "Chef")),
    extracts=("Hälso- och sjukvårdsdirektör", "Beställarchef"),
    basis=(
        PlannedActivity(
            area="Nära vård & <primärvård>", number=1, name="Mobila team *i hela* länet", grant="Nära vård",
            clause="3.1.1", officer="Åsa Öberg", budget=2_500_000, from_day=datetime.date(2022, 3, 1),
            to_day=datetime.date(2022, 12, 31), proposed=True,
        ),
        PlannedActivity(
            area="Vision e-hälsa #2025", number=2, name="Snomed CT", grant="Vision e-hälsa", clause="5.1.1", officer="",
            budget=500_000, from_day=datetime.date(2022, 3, 1), to_day=datetime.date(2022, 12, 31),
        ),
    ),
    rests_on=1,
    dated=datetime.date(2022, 4, 1),
    handler="Eva Ny",
)  # fmt: skip
_MOVE = FrameMove(grant="Vision e-hälsa", giver="Vision e-hälsa #2025", taker="Nära vård & <primärvård>", amount=83_850)
MOVING = msgspec.structs.replace(
    MEMORANDUM,
    moves=(_MOVE,),
    points=(*MEMORANDUM.points, _MOVE.said),
    areas=(
        msgspec.structs.replace(
            MEMORANDUM.areas[0],
            frames=(*MEMORANDUM.areas[0].frames, FrameSum(grant="Vision e-hälsa", amount=83_850, before=0)),
        ),
        msgspec.structs.replace(
            MEMORANDUM.areas[1], frames=(FrameSum(grant="Vision e-hälsa", amount=500_000, before=583_850),)
        ),
    ),
)
"""The same, with money that goes from one area to another."""
DECISION = BoardDecision(
    state="decided",
    board="Regionstyrelsen",
    protocol="Protokoll 2022-04-20",
    paragraph="§ 87",
    decided_on=datetime.date(2022, 4, 20),
)
