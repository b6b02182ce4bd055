"""Proofs of work: asked for, solved, and good for one request of one person within their time."""

import json

import pytest
from kit.accounts import MANY, PASSWORD, entered, fresh_account
from kit.client import Refused, Session, change_fields, guest, new_cid, words
from kit.proof import solve, unsolved, zero_bits
from kit.raw import ask
from kit.server import Server
from kit.wait import eventually

ASKING = MANY | {
    "security.proof_bits": 8,
    "security.proof_session": "true",
    "security.proof_register": "true",
    "limits.duplicate_s": 60,
    "limits.strikes_proof": 1,
}


@pytest.fixture(scope="module")
def asking():
    with Server(ASKING) as running:
        yield running


async def post(server, path, body, cookie=None):
    fields = [*change_fields(server), *([("Cookie", cookie)] if cookie else [])]
    answer = await ask(server, "POST", path, fields, json.dumps(body).encode())
    return answer, json.loads(answer.body)


async def visit(server, proof=None):
    return await post(server, "/api/session", {"proof": proof} if proof else {})


async def asked(server, path="/api/session", body=None):
    """The refusal that a request without a proof gets."""
    answer, content = await post(server, path, body or {})
    assert answer.status == 403 and content["error"]["code"] == "proof_needed", content
    return content["error"]


async def proven_guest(server):
    answer, content = await visit(server, solve(await asked(server)))
    assert answer.status == 201, content
    return await Session(server, answer.header("Set-Cookie").split(";")[0], content).open()


async def struck(server, people=1):
    """A room with people in it of whom the server wants proofs, but for its owner."""
    owner = await proven_guest(server)
    room, clients = await owner.create(), []
    for _ in range(people):
        client = await proven_guest(server)
        await client.join(room)
        await client.say(room, words("twice"))
        with pytest.raises(Refused):
            await client.say(room, words("twice"))
        clients.append(client)
    return room, clients


async def say(client, room, proof=None, text=None):
    fields = {"room": room, "cid": new_cid(), "body": {"text": text or words(new_cid())}}
    return await client.send("say", **fields, **({"proof": proof} if proof else {}))


def test_the_kit_counts_bits():
    assert zero_bits(b"\x00\x10") == 11 and zero_bits(b"\x80") == 0 and zero_bits(b"\x00") == 8


async def test_a_new_visitor_solves_and_comes_in(asking):
    refusal = await asked(asking)
    assert refusal["bits"] == 8 and "retry_after_ms" not in refusal
    answer, content = await visit(asking, solve(refusal))
    assert answer.status == 201 and content["you"]["kind"] == "guest"


async def test_a_session_that_is_there_needs_no_proof(asking):
    answer, _ = await visit(asking, solve(await asked(asking)))
    cookie = answer.header("Set-Cookie").split(";")[0]
    answer, _ = await post(asking, "/api/session", {}, cookie)
    assert answer.status == 200


async def test_a_proof_is_good_once(asking):
    proof = solve(await asked(asking))
    assert (await visit(asking, proof))[0].status == 201
    answer, content = await visit(asking, proof)
    assert answer.status == 403 and content["error"]["code"] == "proof_needed"
    assert content["error"]["challenge"] != proof["challenge"]


async def test_what_is_not_solved_is_asked_for_again(asking):
    refusal = await asked(asking)
    answer, content = await visit(asking, unsolved(refusal))
    assert answer.status == 403 and content["error"]["code"] == "proof_needed"
    assert (await visit(asking, solve(refusal)))[0].status == 201


async def test_a_proof_is_good_for_its_purpose_alone(asking):
    body = {"name": fresh_account(), "password": PASSWORD}
    for_session = solve(await asked(asking))
    answer, content = await post(asking, "/api/account", body | {"proof": for_session})
    assert answer.status == 403 and content["error"]["code"] == "proof_needed"
    answer, _ = await visit(asking, solve(content["error"]))
    assert answer.status == 403
    made = await entered(asking, "/api/account", body | {"proof": solve(content["error"])})
    assert made.you["kind"] == "user"


async def test_a_login_takes_no_proof(asking):
    answer, content = await post(
        asking, "/api/login", {"name": "x" * 5, "password": PASSWORD, "proof": {"challenge": "a", "nonce": "b"}}
    )
    assert answer.status == 400 and content["error"]["field"] == "proof"


async def test_a_proof_is_good_for_one_person_in_one_room(asking):
    room, (bob, eve) = await struck(asking, 2)
    for_bob = solve(await say(bob, room))
    assert (await say(eve, room, for_bob))["code"] == "proof_needed"
    assert (await say(bob, room, for_bob))["t"] == "said"
    assert (await say(bob, room, for_bob))["code"] == "proof_needed"


async def test_an_edit_takes_a_proof_too(asking):
    room, (bob,) = await struck(asking)
    said = await say(bob, room, solve(await say(bob, room)))
    edit = {"room": room, "target": said["seq"], "body": {"text": words("changed")}}
    refusal = await bob.send("edit", **edit)
    assert refusal["code"] == "proof_needed"
    assert (await bob.send("edit", **edit, proof=solve(refusal)))["t"] == "edited"


async def test_a_proof_ends_with_its_time():
    with Server(ASKING | {"security.proof_s": 1}) as quick:
        refusal = await asked(quick)
        proof = solve(refusal)

        async def over():
            # Each look is with one that is as old as the first, so that it is its age that ends it.
            answer, content = await visit(quick, proofs.pop())
            return content["error"]["code"] == "proof_needed" if answer.status == 403 else False

        proofs = [solve(await asked(quick)) for _ in range(40)]
        await eventually(over, seconds=2)
        assert (await visit(quick, proof))[0].status == 403
        assert (await visit(quick, solve(await asked(quick))))[0].status == 201


async def test_a_proof_of_another_start_of_the_server_is_worth_nothing():
    with Server(ASKING) as one, Server(ASKING) as other:
        proof = solve(await asked(one))
        assert (await visit(other, proof))[0].status == 403
        assert (await visit(one, proof))[0].status == 201


async def test_where_proofs_are_off_none_is_asked_for():
    with Server(ASKING | {"security.proof_bits": 0}) as trusting:
        async with await guest(trusting) as ann, await guest(trusting) as bob:
            room = await ann.create()
            await bob.join(room)
            for _ in range(3):
                reply = await say(bob, room, text=words("the same"))
            assert reply["code"] == "duplicate"
            assert (await say(bob, room))["t"] == "said"
