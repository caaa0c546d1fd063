"""Graphs on the user's own server: pushed there out of a store, and read from there into one."""

from kg.remote.contents import Contents
from kg.remote.push import Push, Pushed
from kg.remote.reading import CONTACTS, FACTS, KEYS, MARKERS, PUBLIC, TEXTS, read_store
from kg.remote.server import Server

__all__ = [
    "CONTACTS",
    "FACTS",
    "KEYS",
    "MARKERS",
    "PUBLIC",
    "TEXTS",
    "Contents",
    "Push",
    "Pushed",
    "Server",
    "read_store",
]
