"""What the operator sees: health, metrics, settings, version, and a log that tells nobody's words."""

import asyncio
import json
import re

import pytest
from kit.client import guest, words
from kit.raw import ask
from kit.server import CANARY, Server, run
from kit.wait import eventually

LINE = re.compile(r'^[a-zA-Z_:][\w:]*(\{\w+="[^"\n]*"(,\w+="[^"\n]*")*,?\})? (-?[\d.]+([eE][+-]?\d+)?|[+-]Inf|NaN)( \d+)?$')


async def metrics(server):
    answer = await ask(server, "GET", "/metrics")
    assert answer.status == 200 and answer.header("Content-Type").startswith("text/plain")
    return answer.body.decode()


def values(text):
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return {name: float(value) for name, value in (line.rsplit(" ", 1) for line in lines)}


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/healthz"])
async def test_a_healthy_server_says_so(server, path):
    answer = await ask(server, "GET", path)
    assert answer.status == 200 and isinstance(json.loads(answer.body)["status"], str)


async def test_metrics_are_prometheus_text_with_help_and_type(server):
    text = await metrics(server)
    for line in text.splitlines():
        assert line.startswith("#") or LINE.fullmatch(line), line
    families = set(re.findall(r"^# TYPE (\S+) (?:counter|gauge|histogram|summary)$", text, re.M))
    assert families and families == set(re.findall(r"^# HELP (\S+) \S", text, re.M))
    assert all(name.startswith(("srchat_", "process_")) for name in families)


async def test_metrics_move_with_the_talk_and_carry_no_label_of_room_or_person(server):
    before = values(await metrics(server))
    async with await guest(server) as ann, await guest(server) as bob:
        room = await ann.create()
        await bob.join(room)
        for _ in range(5):
            await ann.say(room, words())
        text = await metrics(server)
        after = values(text)
        grown = {name for name in after if after[name] >= before.get(name, 0) + 5}
        assert grown, "five messages left no trace in any counter"
        for secret in (CANARY, room, ann.session.you["name"], ann.session.cookie, "127.0.0.1"):
            assert secret not in text
        labels = set(re.findall(r'[{,](\w+)="', text))
        assert not labels & {"room", "person", "name", "user", "address", "ip", "session", "path"}
        down = {name for name in after if after[name] >= before.get(name, 0) + 2}

    async def fewer_sockets():
        now = values(await metrics(server))
        return [name for name in down if now[name] <= after[name] - 2]

    await eventually(fewer_sockets)


def test_metrics_can_be_turned_off():
    with Server({"metrics.enabled": "false"}) as silent:
        assert asyncio.run(ask(silent, "GET", "/metrics")).status == 404


def checked(tmp_path, text, **env):
    path = tmp_path / "srchat.toml"
    path.write_text(text)
    return run("config", "check", "--config", path, env=env)


def test_good_settings_pass_the_check(tmp_path):
    result = checked(tmp_path, "[rooms]\nmembers_max = 5\n")
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    "text, line, word",
    [
        ("[rooms]\nmembers_max = 5\nmember_max = 6\n", 3, "rooms.member_max"),
        ("[rooms]\nmembers_max = 5\n\n[roms]\nx = 1\n", 5, "roms"),
        ("[rooms]\n# a comment\nmembers_max = 0\n", 3, "rooms.members_max"),
        ("[rooms]\nmembers_max = 'many'\n", 2, "rooms.members_max"),
        ("[log]\nlevel = 'loud'\n", 2, "log.level"),
        ("[rooms]\nmembers_max = = 5\n", 2, ""),
    ],
)
def test_a_bad_setting_is_an_error_with_its_line_and_exit_code_78(tmp_path, text, line, word):
    result = checked(tmp_path, text)
    assert result.returncode == 78
    told = result.stderr + result.stdout
    assert re.search(rf"srchat\.toml:(\d+:)?{line}\b|line {line}\b", told) and word in told, told


def test_an_unknown_setting_in_the_environment_is_an_error_and_serve_does_not_start(tmp_path):
    wrong = {"SRCHAT_ROOMS__MEMBER_MAX": "6"}
    result = checked(tmp_path, "", **wrong)
    assert result.returncode == 78 and "SRCHAT_ROOMS__MEMBER_MAX" in result.stderr + result.stdout
    served = run("serve", "--listen", "127.0.0.1:0", "--data-dir", tmp_path, env=wrong)
    assert served.returncode == 78 and "listening" not in served.stdout


def test_flags_beat_the_environment_and_the_environment_beats_the_file(tmp_path):
    path = tmp_path / "srchat.toml"
    path.write_text("[log]\nlevel = 'error'\nformat = 'json'\n[rooms]\naway_s = 7\n")
    env = {"SRCHAT_LOG__LEVEL": "warn", "SRCHAT_ROOMS__AWAY_S": "8"}
    printed = run("config", "print", "--config", path, "--log-level", "debug", env=env).stdout
    for key, value in (("level", "debug"), ("format", "json"), ("away_s", "8")):
        assert re.search(rf'^{key}\s*=\s*"?{value}"?', printed, re.M), printed


@pytest.mark.parametrize("wrong", [["sing"], [], ["serve", "--lissten", "x"], ["config"]])
def test_a_wrong_command_line_ends_with_2(wrong):
    result = run(*wrong)
    assert result.returncode == 2 and result.stderr + result.stdout


def test_a_port_in_use_is_an_error_that_names_it():
    with Server() as first:
        address = f"127.0.0.1:{first.port}"
        second = run("serve", "--listen", address, "--data-dir", first.home / "other")
        assert second.returncode == 1 and address in second.stderr and second.stdout == ""


def test_version_tells_the_version_for_people_and_as_json():
    plain, as_json = run("version"), run("version", "--json")
    assert plain.returncode == as_json.returncode == 0
    told = json.loads(as_json.stdout)
    assert re.fullmatch(r"\d+\.\d+\.\d+\S*", told["version"]) and told["version"] in plain.stdout


def test_the_table_of_the_protocol_is_one_json_object():
    listed = run("protocol")
    assert listed.returncode == 0
    assert {"commands", "errors", "close_codes"} <= set(json.loads(listed.stdout))


async def test_a_log_in_json_is_one_object_a_line():
    with Server({"log.format": "json"}) as server:
        async with await guest(server) as ann:
            await ann.say(await ann.create(), words("quote \" and \\ and \n new line"))
        server.stop()
        lines = server.stderr().splitlines()
        assert lines and all(isinstance(json.loads(line), dict) for line in lines)


async def test_at_level_error_a_quiet_run_writes_nothing():
    with Server(level="error") as server:
        assert (await ask(server, "GET", "/livez")).status == 200
        server.stop()
        assert server.stderr() == ""


async def test_the_log_says_something_and_nothing_per_message():
    counts = {}
    for level in ("debug", "info"):
        with Server(level=level) as server:
            async with await guest(server) as ann:
                room = await ann.create()
                for _ in range(200):
                    await ann.say(room, words())
            server.stop()
            counts[level] = len(server.stderr().splitlines())
    assert counts["debug"] >= counts["info"] > 0 and counts["info"] < 50
