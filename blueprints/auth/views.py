"""The views of this area by subject: from the slip, signing in, proving oneself, own settings, second factors."""

from blueprints.auth import activation, entering, factors, own, proving
from blueprints.auth.bp import bp

__all__ = ["activation", "bp", "entering", "factors", "own", "proving"]
