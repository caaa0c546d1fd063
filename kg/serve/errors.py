"""What can go wrong with a request, and the one table of how each of these is answered."""

from __future__ import annotations

from dataclasses import dataclass

from kg.records import KgError


class ServeError(KgError):
    """A request that gets no answer; one line says why and how to mend it."""


class Malformed(ServeError):
    """The request or its query is not as the SPARQL Protocol or SPARQL says."""


class Unsuitable(ServeError):
    """A parameter is not known or lacks a value, or has one that it does not take."""

    def __init__(self, parameter: str, said: str, allowed: str) -> None:
        """The error of the parameter with this name; `allowed` tells what there may be in its place."""
        super().__init__(f"{parameter}: {said}: {allowed}")
        self.parameter, self.allowed = parameter, allowed


class Refused(ServeError):
    """The query asks for what this server does for nobody: updates, other servers."""


class Missing(ServeError):
    """The graph has nothing of this name."""


class Gone(ServeError):
    """What was asked for has been taken out of the graph."""


class WrongMethod(ServeError):
    """Another method than those of the resource."""


class NotAcceptable(ServeError):
    """The answer has none of the formats that the client takes."""


class TooLarge(ServeError):
    """The answer has too many bytes."""


class WrongMediaType(ServeError):
    """The body of the request is in a form that the protocol does not have."""


class Misdirected(ServeError):
    """The request is meant for a server of another name."""


class Failed(ServeError):
    """The engine cannot answer the query, which is no fault of the client."""


class NotInstalled(ServeError):
    """What was asked for needs a library that this server lacks."""


class Busy(ServeError):
    """No worker is free in time: the same query may be answered later."""


class Died(ServeError):
    """The worker that evaluated the query ended without an answer, mostly because it needed too much memory."""


class Late(ServeError):
    """There is no answer within the time that a query may take."""


@dataclass(frozen=True, slots=True)
class Reply:
    """How an error is answered: the status, and after how many seconds to ask again where that may help."""

    status: int
    retry_after: int | None = None


REPLIES: dict[type[Exception], Reply] = {
    Malformed: Reply(400),
    Unsuitable: Reply(400),
    Refused: Reply(403),
    Missing: Reply(404),
    WrongMethod: Reply(405),
    NotAcceptable: Reply(406),
    Gone: Reply(410),
    TooLarge: Reply(413),
    WrongMediaType: Reply(415),
    Misdirected: Reply(421),
    Failed: Reply(500),
    NotInstalled: Reply(501),
    Busy: Reply(503, retry_after=2),
    Died: Reply(503, retry_after=30),
    Late: Reply(504),
}


def reply_to(error: Exception) -> tuple[Reply, str]:
    """How to answer an error, and what to tell. What is not foreseen is told to nobody."""
    reply = REPLIES.get(type(error))
    if reply is None:
        return REPLIES[Failed], "the server has made a mistake; its operator finds it in the log"
    return reply, " ".join(str(error).split())
