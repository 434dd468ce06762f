"""Which addresses may be asked: https, of machines that anyone can reach, so that no list leads into the house.

A name is looked up once, by the connection: where that leads is looked at before anything is said there. A name that is
looked up for the check and again for the connection may lead to two places.
"""

import ipaddress
from collections.abc import Callable, Collection, Mapping
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies

from overlap.errors import InputError

Watch = Callable[[str, Mapping[str, Any]], None]
"""Is told what httpx2 is about, as its extension `trace` has it."""


def check_address(address: str, trusted: Collection[str] = ()) -> Watch:
    """Refuse an address that is not public; give what refuses a connection that leads elsewhere. Raises InputError."""
    try:
        split = urlsplit(address)
        origin = f"{split.scheme}://{split.netloc}"
        host, _ = split.hostname or "", split.port
    except ValueError as error:
        raise InputError(f"{address}: not an address ({error}).", "Write it as https://…") from error
    if origin in trusted:
        return lambda _event, _info: None
    if split.scheme != "https" or not host or "@" in split.netloc:
        raise InputError(f"{address}: not a public https address, so not followed.", "Write it as https://…")
    _check_place(address, host)
    proxies = {_host(each) for each in getproxies().values()}  # which have rules of their own
    asked = ""

    def watch(event: str, info: Mapping[str, Any]) -> None:
        nonlocal asked
        if event == "connection.connect_tcp.started":
            asked = str(info["host"])
        elif event == "connection.connect_tcp.complete" and asked not in proxies:
            stream = info["return_value"]
            try:
                _check_place(address, str(stream.get_extra_info("server_addr")[0]))
            except InputError:
                stream.close()
                raise

    return watch


def _host(proxy: str) -> str | None:
    """Name the machine of a proxy, which may be given without a scheme."""
    return urlsplit(proxy if "://" in proxy else f"//{proxy}").hostname


def _check_place(address: str, place: str) -> None:
    if not _is_public(place):
        raise InputError(f"{address}: leads to {place}, which is not public, so not followed.", "Check the address.")


def _is_public(address: str) -> bool:
    """Say whether a number is that of a machine anyone can reach; a name is none, and passes."""
    try:
        number = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address != "localhost" and not address.endswith(".localhost")
    if isinstance(number, ipaddress.IPv6Address):
        number = number.ipv4_mapped or number.sixtofour or number
    return number.is_global and not number.is_multicast
