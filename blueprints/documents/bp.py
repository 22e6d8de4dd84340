"""The blueprint of papers that the own organisation issued."""

from flask import Blueprint

bp = Blueprint("documents", __name__, url_prefix="/documents")
