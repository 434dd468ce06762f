"""Which addresses may be asked: https, of machines that anyone can reach, so that no list leads into the house."""

import ipaddress
import socket
from collections.abc import Collection
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from overlap.errors import InputError


def check_address(address: str, trusted: Collection[str] = ()) -> None:
    """Refuse an address that is not public. Raises InputError."""
    try:
        split = urlsplit(address)
        origin = f"{split.scheme}://{split.netloc}"
        host, port = split.hostname or "", split.port or 443
    except ValueError as error:
        raise InputError(f"{address}: not an address ({error}).", "Write it as https://…") from error
    if origin in trusted:
        return
    if split.scheme != "https" or not host or "@" in split.netloc:
        raise InputError(f"{address}: not a public https address, so not followed.", "Write it as https://…")
    if {"https", "all"} & {*getproxies()} and not proxy_bypass(host):
        found = [host]  # the proxy looks the name up, and has rules of its own
    else:
        try:
            found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
        except (OSError, UnicodeError) as error:
            raise InputError(f"{host}: the name is not known here ({error}).", "Check the network.") from error
    for each in found:
        if not _is_public(each):
            raise InputError(f"{address}: leads to {each}, which is not public, so not followed.", "Check the address.")


def _is_public(address: str) -> bool:
    """Say whether a number is that of a machine anyone can reach; a name is none, and passes."""
    try:
        number = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address != "localhost" and not address.endswith(".localhost")
    if isinstance(number, ipaddress.IPv6Address):
        number = number.ipv4_mapped or number.sixtofour or number
    return number.is_global and not number.is_multicast
