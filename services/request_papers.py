"""Papers that ask for evaluations, form 3-213: one request of a workplace, or the round of a commune (Guidance 33)."""

from __future__ import annotations

from functools import partial

from adapters import clock
from domain.letters import party_of
from domain.numbering import document_date, known_day
from domain.papers.blocks import Addressees, Block, Paper, Signatures, Title
from domain.papers.signing import signed
from domain.papers.wording import Say, Wording, Writer
from models import EvaluationRound
from models.vocabulary import DocumentState, EvaluationPurpose
from models.vocabulary import Paper as Kind
from queries.evaluation_requests import AskedPaper
from services.documents import Issue
from services.paper_heads import body_signing, head_of_cell


def request_issue(asked: AskedPaper, say: Say) -> Issue:
    """A request as it was sent; one that was taken back is withdrawn with its paper."""
    request = asked.request
    return Issue(
        kind=Kind.EVALUATION_REQUEST,
        subject_ref=request.ref,
        issuer_id=request.organisation_id,
        write=partial(_request_paper, asked, say),
        state=DocumentState.VALID if request.withdrawn_on is None else DocumentState.WITHDRAWN,
    )


def _request_paper(asked: AskedPaper, say: Say, words: Wording) -> Paper:
    request = asked.request
    body, member = request.organisation, request.member
    is_yearly = request.purpose is EvaluationPurpose.YEARLY
    values = {
        "basis": asked.basis,
        "purpose": say(request.purpose),
        "year": str(asked.year) if is_yearly else "",
        "reference": request.reference or "",
        "issuer": body.name,
        "name": member.full_name,
        "born": known_day(member.born),
        "work": asked.work or "",
        "residence": f"{asked.cell}, {party_of(asked.commune)}",
        "due": document_date(request.due_on),
    }
    write = Writer(words.of("request"), values)
    parts = ["person", *(["works"] if asked.work else []), "lives", "due"]
    blocks: tuple[Block, ...] = (
        head_of_cell(body, request.asked_on),
        Title(write.line("title"), (write.line("about"),)),
        Addressees(write.line("to"), (asked.commune, asked.cell)),
        *(write.text(key) for key in ("basis", "purpose", "ask", *parts)),
        Signatures(None, signed(words, body_signing(body))),
    )
    return Paper(write.line("file_name"), request.asked_on, blocks, words.layout)


def round_issue(opened: EvaluationRound) -> Issue:
    """What the round of a year asks of the cells of a commune, and by when; no names: each cell has its list."""
    return Issue(
        kind=Kind.EVALUATION_REQUEST,
        subject_ref=opened.ref,
        issuer_id=opened.opener_id,
        write=partial(_round_paper, opened),
    )


def _round_paper(opened: EvaluationRound, words: Wording) -> Paper:
    on = clock.day_of(opened.opened_at)
    committee = opened.committee.name
    values = {
        "basis": opened.rule_set.title,
        "year": str(opened.year),
        "issuer": opened.opener.name,
        "committee": committee,
        "listed_on": document_date(opened.listed_on),
        "cells_by": document_date(opened.cell_due_on),
        "confirm_by": document_date(opened.confirm_due_on),
        "return_by": document_date(opened.return_due_on),
    }
    write = Writer(words.of("round_request"), values)
    blocks: tuple[Block, ...] = (
        head_of_cell(opened.opener, on),
        Title(write.line("title"), (write.line("about"), write.line("of_year"))),
        Addressees(write.line("to"), (write.line("cells"),)),
        *(write.text(key) for key in ("basis", "ask", "exempt", "due", "further")),
        Signatures(None, signed(words, body_signing(opened.opener))),
    )
    return Paper(write.line("file_name"), on, blocks, words.layout)
