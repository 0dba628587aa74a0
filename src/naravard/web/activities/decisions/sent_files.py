"""A memorandum's files as they were sent: drawn once, when it is handed to the board and when the board has decided."""

import datetime
import hashlib

from naravard.documents.memorandum import Memorandum
from naravard.web.activities.decisions.memorandum import board_decision
from naravard.web.activities.decisions.models import Decision, SentMemorandum


def keep_files(decision: Decision, memorandum: Memorandum, *, at: datetime.datetime) -> SentMemorandum:
    """Keep the files of a memorandum as it stands now; a later release's templates never change them."""
    word, pdf = drawn_word(decision, memorandum), drawn_pdf(decision, memorandum)
    return SentMemorandum.objects.create(
        decision=decision,
        number=decision.sent.count() + 1,
        state=decision.state,
        word=word,
        word_sha256=hashlib.sha256(word).hexdigest(),
        pdf=pdf,
        pdf_sha256=hashlib.sha256(pdf).hexdigest(),
        made_at=at,
    )


def sent_now(decision: Decision) -> SentMemorandum | None:
    """Return the files that were sent as the decision stands; None for a draft, and for what an older release sent."""
    return decision.sent.filter(state=decision.state).last()


def drawn_word(decision: Decision, memorandum: Memorandum) -> bytes:
    """Draw the Word document."""
    from naravard.documents.memorandum_word import word_bytes

    return word_bytes(memorandum, board_decision(decision))


def drawn_pdf(decision: Decision, memorandum: Memorandum) -> bytes:
    """Draw the PDF."""
    from naravard.documents.memorandum_pdf import pdf_bytes

    return pdf_bytes(memorandum, board_decision(decision))
