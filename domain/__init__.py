"""Rules as plain functions of values: no database, no Flask, no clock.

Today is an argument, and so is whatever the regulation may change. A rule that says no raises `Refused` with an
English sentence; pages and commands translate it at the edge.
"""
