"""The blueprint of the page on which anybody checks a paper; its address is printed, so it is short."""

from flask import Blueprint

bp = Blueprint("proofs", __name__, url_prefix="/check")
