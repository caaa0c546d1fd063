"""Telephone numbers, e-mail addresses and names at Skype in texts, so that no public output shows one.

Private data is better hidden once too often: a number that looks dialled is taken for one. Years, dates, amounts,
coordinates, and numbers of documents and cases are not.
"""

from kg.contacts.recognition import (
    ACCOUNT,
    EMAIL,
    TELEPHONE,
    WITHHELD,
    Contact,
    Contacts,
    contacts,
    has_contact,
    is_contact_label,
    public_name,
    redact,
)

__all__ = [
    "ACCOUNT",
    "EMAIL",
    "TELEPHONE",
    "WITHHELD",
    "Contact",
    "Contacts",
    "contacts",
    "has_contact",
    "is_contact_label",
    "public_name",
    "redact",
]
