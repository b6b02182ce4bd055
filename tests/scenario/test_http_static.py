"""The page: its security headers, its files and what may be kept in a cache."""

import re

import pytest
from kit.raw import ask

CSP = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' blob: data:",
    "media-src": "'self' blob:",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "worker-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",
}


def hashed_assets(html):
    found = re.findall(rb'(?:src|href)="(/assets/[^"]+)"', html)
    assert found, "the page names no file of its own; was the web part built in?"
    return sorted({path.decode() for path in found})


@pytest.mark.parametrize("path", ["/", "/r/00000000000000000", "/account", "/login", "/recovery", "/friends", "/inbox", "/dm/ann"])
async def test_the_page_comes_with_every_security_header(server, path):
    page = await ask(server, "GET", path)
    assert page.status == 200 and page.header("Content-Type").startswith("text/html")
    policy = dict(
        part.strip().partition(" ")[::2] for part in page.header("Content-Security-Policy").split(";")
    )
    # A name for the policy of Trusted Types may be added; nothing else may.
    policy.pop("trusted-types", None)
    assert policy == CSP
    assert page.header("X-Content-Type-Options") == "nosniff"
    assert page.header("Referrer-Policy") == "no-referrer"
    assert page.header("Cross-Origin-Opener-Policy") == "same-origin"
    assert page.header("Cross-Origin-Embedder-Policy") == "require-corp"
    assert page.header("Cross-Origin-Resource-Policy") == "same-origin"
    permissions = page.header("Permissions-Policy")
    for feature in ("camera", "microphone", "geolocation"):
        assert f"{feature}=()" in permissions
    assert page.all("Set-Cookie") == []


@pytest.mark.parametrize("path", ["/livez", "/metrics", "/api/rooms", "/api/session", "/nothing"])
async def test_every_dynamic_answer_is_no_store_and_nosniff(server, path):
    answer = await ask(server, "GET", path)
    assert answer.header("Cache-Control") == "no-store"
    assert answer.header("X-Content-Type-Options") == "nosniff"


async def test_hashed_files_are_immutable_and_the_page_is_asked_for_again(server):
    page = await ask(server, "GET", "/")
    cache = page.header("Cache-Control")
    assert "immutable" not in cache and ("no-cache" in cache or "no-store" in cache)
    for path in hashed_assets(page.body):
        asset = await ask(server, "GET", path)
        assert asset.status == 200 and "immutable" in asset.header("Cache-Control")
        assert asset.header("X-Content-Type-Options") == "nosniff"


async def test_an_etag_that_matches_gets_304_without_a_body(server):
    page = await ask(server, "GET", "/")
    for path in ["/", *hashed_assets(page.body)]:
        first = await ask(server, "GET", path)
        etag = first.header("ETag")
        assert re.fullmatch(r'"[^"]+"', etag)
        for ours in (etag, f'"other", {etag}', f"W/{etag}"):
            again = await ask(server, "GET", path, [("If-None-Match", ours)])
            assert again.status == 304 and again.body == b"" and again.header("ETag") == etag
        assert (await ask(server, "GET", path, [("If-None-Match", '"other"')])).status == 200


async def test_brotli_is_given_to_those_who_take_it_and_only_to_them(server):
    page = await ask(server, "GET", "/")
    script = next(path for path in hashed_assets(page.body) if path.endswith(".js"))
    plain = await ask(server, "GET", script)
    assert plain.header("Content-Encoding") is None
    small = await ask(server, "GET", script, [("Accept-Encoding", "gzip, br")])
    assert small.header("Content-Encoding") == "br" and len(small.body) < len(plain.body)
    assert "accept-encoding" in small.header("Vary").lower()
    zipped = await ask(server, "GET", script, [("Accept-Encoding", "gzip")])
    assert zipped.header("Content-Encoding") == "gzip"
    none = await ask(server, "GET", script, [("Accept-Encoding", "br;q=0, gzip;q=0")])
    assert none.header("Content-Encoding") is None and none.body == plain.body


async def test_encodings_of_one_file_have_different_etags_or_say_vary(server):
    page = await ask(server, "GET", "/")
    script = next(path for path in hashed_assets(page.body) if path.endswith(".js"))
    plain = await ask(server, "GET", script)
    small = await ask(server, "GET", script, [("Accept-Encoding", "br")])
    assert plain.header("ETag") != small.header("ETag") or "Vary" in dict(plain.fields)


async def test_a_missing_file_is_404_and_not_the_page(server):
    for path in ("/assets/none-00000000.js", "/assets/", "/index.html.br", "/favicon.bak"):
        assert (await ask(server, "GET", path)).status == 404
