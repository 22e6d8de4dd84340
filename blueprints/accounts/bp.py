"""The blueprint of accounts and activation slips."""

from flask import Blueprint

bp = Blueprint("accounts", __name__, url_prefix="/accounts")
