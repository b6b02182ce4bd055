"""X-Forwarded-For counts only from a trusted proxy, and then the right-most stranger in it."""

import pytest
from kit.client import Refused, Session
from kit.server import Server

ONE_EACH = {"limits.guests_burst": 1, "limits.guests_per_min": 1}


async def visits(server, forwarded):
    """Whether a visitor with this header is a new address."""
    try:
        await Session.start(server, extra=[("X-Forwarded-For", forwarded)] if forwarded else [])
        return True
    except Refused as refusal:
        assert refusal.code == "rate_limited"
        return False


async def test_without_trusted_proxies_the_header_is_ignored():
    with Server(ONE_EACH) as server:
        assert await visits(server, "198.51.100.1")
        assert not await visits(server, "198.51.100.2")
        assert not await visits(server, None)


@pytest.mark.parametrize("trusted", ["127.0.0.1", "127.0.0.0/8", "10.9.9.9,127.0.0.1"])
async def test_a_trusted_proxy_names_the_visitor(trusted):
    with Server(ONE_EACH | {"server.trusted_proxies": trusted}) as server:
        assert await visits(server, "198.51.100.1")
        assert await visits(server, "198.51.100.2")
        assert not await visits(server, "198.51.100.1")


async def test_what_a_visitor_forged_on_the_left_does_not_count():
    with Server(ONE_EACH | {"server.trusted_proxies": "127.0.0.1,192.0.2.0/24"}) as server:
        assert await visits(server, "203.0.113.1, 198.51.100.1")
        assert not await visits(server, "203.0.113.2, 198.51.100.1")
        # Trusted proxies on the right are stepped over.
        assert not await visits(server, "203.0.113.3, 198.51.100.1, 192.0.2.7")
        assert not await visits(server, "198.51.100.1,192.0.2.7,127.0.0.1")


async def test_addresses_of_one_ipv6_network_are_one_visitor():
    with Server(ONE_EACH | {"server.trusted_proxies": "127.0.0.1"}) as server:
        assert await visits(server, "2001:db8:1:1::1")
        assert not await visits(server, "2001:db8:1:1:ffff::2")
        assert await visits(server, "2001:db8:1:2::1")


@pytest.mark.parametrize("junk", ["unknown", "", "300.1.1.1", "198.51.100.1:80x", "a" * 5000, ",,,"])
async def test_a_header_that_names_no_address_is_the_proxy_itself(junk):
    with Server(ONE_EACH | {"server.trusted_proxies": "127.0.0.1"}) as server:
        assert await visits(server, junk)
        assert not await visits(server, junk + "1" if junk == "unknown" else None)


async def test_two_header_fields_are_read_as_one_list():
    with Server(ONE_EACH | {"server.trusted_proxies": "127.0.0.1"}) as server:
        assert await visits(server, "198.51.100.1")
        twice = [("X-Forwarded-For", "203.0.113.5"), ("X-Forwarded-For", "198.51.100.1")]
        with pytest.raises(Refused):
            await Session.start(server, extra=twice)
