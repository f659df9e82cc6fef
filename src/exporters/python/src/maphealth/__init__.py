"""Lets a program answer for its own maps: what they count, what walking them finds, what they hold and need."""

from .difference import InconsistencyError
from .registry import AlreadyRegisteredError, Handle, Registry, default
from .server import DEFAULT_PORT, PATH, Server, serve
from .walk import Limits
from .web import asgi, wsgi
from .wrapper import Check, ConsistentMapWrapper, OnDifference

__all__ = [
    "DEFAULT_PORT",
    "PATH",
    "AlreadyRegisteredError",
    "Check",
    "ConsistentMapWrapper",
    "Handle",
    "InconsistencyError",
    "Limits",
    "OnDifference",
    "Registry",
    "Server",
    "asgi",
    "default",
    "serve",
    "wsgi",
]
