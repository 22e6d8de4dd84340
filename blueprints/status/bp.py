"""The blueprint of the two addresses that machines ask."""

from flask import Blueprint

bp = Blueprint("status", __name__)
