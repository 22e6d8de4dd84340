"""${message}

Why: (say it in a sentence when the step is made by hand)
"""

import sqlalchemy as sa
from alembic import op

from models import types

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}


def upgrade() -> None:
    """${message}."""
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    """Undo it."""
    ${downgrades if downgrades else "pass"}
