"""What is raised where the model gives nothing that can be used."""

from __future__ import annotations

from kg.records import KgError


class ModelError(KgError):
    """The model gave nothing that can be used. `again`: another try may help; `server`: it lies with the server and not
    with this article; `status`: the code of the HTTP answer, or 0; `wait`: the seconds that the server asks for."""

    def __init__(
        self, said: str, *, again: bool = False, server: bool = False, status: int = 0, wait: float = 0.0
    ) -> None:
        super().__init__(said)
        self.again, self.server, self.status, self.wait = again, server, status, wait
