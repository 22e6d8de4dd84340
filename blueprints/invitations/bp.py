"""The blueprint of invitations to meetings, open to everybody who has the address."""

from flask import Blueprint

bp = Blueprint("invitations", __name__, url_prefix="/invitations")
