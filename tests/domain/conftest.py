"""Rules are tested with values alone."""

from hypothesis import settings

settings.register_profile("shared", deadline=None)  # a busy machine is no reason to fail
settings.load_profile("shared")
