"""The Flask toolkit: forms, fields, language, pages, navigation, errors. It knows no feature.

Areas in `blueprints/` build on it; nothing here imports them. Below this floor Flask is not known.
"""
