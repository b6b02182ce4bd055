"""Text that is UTF-8 and no good command: an error of form, and the socket lives on."""

import json

import pytest
from kit.client import words
from kit.rude import exchange, rude
from kit.witness import Witness

C = words()


def keys(count):
    return {"t": "ping", "id": 5} | {f"k{n}": 1 for n in range(count - 2)}


def nested(depth):
    """A ping whose extra field makes the whole frame `depth` deep."""
    return '{"t":"ping","id":5,"x":' + "[" * (depth - 1) + "]" * (depth - 1) + "}"


BAD_JSON = {
    "nothing": "",
    "blank": "   ",
    "a word": C,
    "half an object": '{"t":"ping","id":5',
    "an array": '[{"t":"ping","id":5}]',
    "a string": json.dumps(C),
    "null": "null",
    "a number": "12",
    "two objects": '{"t":"ping","id":5}{"t":"ping","id":6}',
    "a trailing comma": '{"t":"ping","id":5,}',
    "a comment": '{"t":"ping","id":5}//' + C,
    "single quotes": "{'t':'ping','id':5}",
    "a trailing NUL": '{"t":"ping","id":5}\0',
    "a NUL before": '\0{"t":"ping","id":5}',
    "a raw control character in a string": '{"t":"ping","id":5,"x":"\n"}',
    "a byte order mark": '\ufeff{"t":"ping","id":5}',
    "NaN": '{"t":"ping","id":NaN}',
    "a key twice": '{"t":"ping","id":5,"id":6}',
    "a key twice in other spelling": '{"t":"ping","id":5,"\\u0069d":6}',
    "a key twice, deeper": '{"t":"say","id":5,"body":{"text":"a","text":"' + C + '"}}',
    "9 levels": nested(9),
    "30,000 levels of arrays": nested(30_000),
    "10,000 levels of objects": '{"t":"ping","id":5,"x":' + '{"a":' * 10_000 + "1" + "}" * 10_001,
    "30,000 brackets that never close": "[" * 30_000,
    "65 keys": json.dumps(keys(65)),
    "65 keys in two objects": json.dumps(keys(40) | {"k1": {f"d{n}": 1 for n in range(25)}}),
    "5,000 keys": json.dumps(keys(5_000)),
    "a lone surrogate": '{"t":"ping","id":5,"x":"\\ud800"}',
}


@pytest.mark.parametrize("name", BAD_JSON)
async def test_text_that_is_no_frame_gets_bad_json_and_the_socket_lives(server, name):
    async with Witness(server), rude(server) as raw:
        reply = await exchange(raw, BAD_JSON[name])
        assert (reply["t"], reply["code"]) == ("error", "bad_json")
        assert reply["re"] in (None, 5) and C not in json.dumps(reply, ensure_ascii=False)
        assert (await exchange(raw, {"t": "ping", "id": 9}))["re"] == 9


@pytest.mark.parametrize("text", [nested(8), json.dumps(keys(64))], ids=["8 levels", "64 keys"])
async def test_the_limits_of_form_are_inclusive(server, text):
    async with rude(server) as raw:
        reply = await exchange(raw, text)
        assert (reply["code"], reply["re"]) == ("bad_field", 5)


BAD_IDS = [
    "0", "-1", "1.5", '"5"', "null", "true", "[]", "{}", "9007199254740992", "1e400", "-0",
    "123456789012345678901234567890", "1e2", "5.0", "18446744073709551617",
]  # fmt: skip


@pytest.mark.parametrize("bad", BAD_IDS)
async def test_an_id_that_is_no_whole_number_from_1_is_an_error_of_form(server, bad):
    async with Witness(server), rude(server) as raw:
        reply = await exchange(raw, '{"t":"ping","id":' + bad + "}")
        # A number that JSON's own grammar allows but no client means may count as an integer.
        whole = bad in ("1e2", "5.0") and reply["t"] == "pong"
        assert whole or (reply["code"] in ("bad_field", "bad_json") and reply["re"] is None)


async def test_ids_up_to_2_to_the_53_are_answered(server):
    async with rude(server) as raw:
        for number in (1, 2**31, 2**53 - 1):
            assert (await exchange(raw, {"t": "ping", "id": number}))["re"] == number


async def test_a_command_without_id_is_answered_with_re_null(server):
    async with rude(server) as raw:
        reply = await exchange(raw, {"t": "ping"})
        assert reply["code"] == "bad_field" and reply["re"] is None and reply["field"] == "id"


@pytest.mark.parametrize("t", [C, "Ping", "ping ", "", "said", "welcome", "error", "__proto__", "x" * 9000])
async def test_an_unknown_command_gets_bad_command(server, t):
    async with Witness(server), rude(server) as raw:
        reply = await exchange(raw, {"t": t, "id": 5})
        assert (reply["code"], reply["re"]) == ("bad_command", 5)
        assert C not in json.dumps(reply)


@pytest.mark.parametrize("t", [None, 5, True, [], {}])
async def test_a_command_whose_t_is_no_text_is_an_error_of_form(server, t):
    async with rude(server) as raw:
        reply = await exchange(raw, {"t": t, "id": 5})
        assert reply["code"] in ("bad_command", "bad_field") and reply["re"] == 5


async def test_a_second_hello_changes_nothing(server):
    async with Witness(server), rude(server) as raw:
        reply = await exchange(raw, {"t": "hello", "id": 5, "v": 1})
        assert reply["t"] in ("welcome", "error")
        assert (await exchange(raw, {"t": "ping", "id": 6}))["t"] == "pong"
