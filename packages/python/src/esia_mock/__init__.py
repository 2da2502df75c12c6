"""esia-mock, a mock ЕСИА / Госуслуги, in tests of Python.

    from esia_mock import EsiaMock

    with EsiaMock.start() as esia:
        anna = esia.person(level="confirmed")
        back = esia.sign_in(link_of_the_tested_system, anna)

pytest finds the fixtures `esia` and `esia_stand` by itself.
"""

from .errors import EsiaMockError, NotMet, WrongCall
from .faults import Fault
from .journal import Requests
from .server import EsiaMock
from .stand import Stand
from .values import Message, Person, Refusal, SignIn, Tokens

__all__ = [
    "EsiaMock",
    "EsiaMockError",
    "Fault",
    "Message",
    "NotMet",
    "Person",
    "Refusal",
    "Requests",
    "SignIn",
    "Stand",
    "Tokens",
    "WrongCall",
]
