"""What all tests share: one loaded network, one record of examples/, and a closed internet."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

from onrecord.extract import Extractor
from onrecord.pipeline import Result, read
from onrecord.record import Record, open_record
from tests.golden import OPTIONS, SLUGS, file_of

# Machines that run tests are busy; what must be fast has a test that says so.
settings.register_profile("onrecord", deadline=None)
settings.load_profile("onrecord")


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The shipped network, loaded once."""
    return Extractor()


@pytest.fixture(scope="session")
def examples(extractor: Extractor, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """A record with every story of examples/, read once."""
    with open_record(str(tmp_path_factory.mktemp("examples") / "onrecord.db")) as record:
        for slug in SLUGS:
            for result in read([str(file_of(slug))], options=OPTIONS.get(slug), extractor=extractor):
                assert isinstance(result, Result), str(result)
                record.add(result.reading)
        yield record


@pytest.fixture(scope="session", autouse=True)
def closed_network() -> Iterator[None]:
    """Nothing but loopback and local sockets can be reached, and no name but localhost looked up."""
    patch = pytest.MonkeyPatch()
    connect, connect_ex, look_up = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def refuse_foreign(address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else None
        if host is not None and not _is_loopback(host):
            raise AssertionError(f"a test reached for the network: {address}")

    def checked_connect(self: socket.socket, address: Any) -> None:
        refuse_foreign(address)
        connect(self, address)

    def checked_connect_ex(self: socket.socket, address: Any) -> int:
        refuse_foreign(address)
        return connect_ex(self, address)

    def checked_look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        if host is not None:
            refuse_foreign((host,))
        return look_up(host, *args, **kwargs)

    patch.setattr(socket.socket, "connect", checked_connect)
    patch.setattr(socket.socket, "connect_ex", checked_connect_ex)
    patch.setattr(socket, "getaddrinfo", checked_look_up)
    yield
    patch.undo()


def _is_loopback(host: str | bytes) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name in ("localhost", ""):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
