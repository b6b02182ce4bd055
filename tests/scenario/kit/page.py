"""Reads the tables of docs/PROTOCOL.md, so that the page and the server cannot drift apart."""

import re

from .server import ROOT


def _section(number):
    page = (ROOT / "docs/PROTOCOL.md").read_text()
    return re.search(rf"^## {number}\. .*?(?=^## |\Z)", page, re.S | re.M)[0]


def error_codes():
    return set(re.findall(r"^\| `(\w+)` \|", _section(9), re.M))


def close_codes():
    return {int(code) for code in re.findall(r"^\| (\d{4}) \|", _section(8), re.M)}
