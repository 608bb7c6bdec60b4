"""How far a long computation has come, told to whoever listens, who may end it.

A measure that takes long hands `tick` to the library (`qap.correlation(..., tick=progress.tick)`) and knows
nothing of who listens: a page that shows a bar, a command line, or nobody. The listener belongs to the
thread (or task) that computes, so that two computations never hear each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from analytics.networks.permuting import Tick

_LISTENER: ContextVar[Tick | None] = ContextVar("listener", default=None)


class Cancelled(Exception):
    """Nobody wants the result any more. Raised by a listener out of `tick`; not for readers."""


def tick(done: int, of: int) -> None:
    """So much of the whole is done. What the listener raises ends the computation.

    >>> told = []
    >>> with heard_by(lambda done, of: told.append((done, of))):
    ...     tick(1, 3)
    >>> tick(2, 3)  # nobody listens
    >>> told
    [(1, 3)]
    """
    listener = _LISTENER.get()
    if listener:
        listener(done, of)


@contextmanager
def heard_by(listener: Tick) -> Iterator[None]:
    """What ticks within is told to `listener`, and to nobody else."""
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)
