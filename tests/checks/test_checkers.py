"""The checkers must refuse what they are for, and let good code pass."""
import json
import subprocess
from pathlib import Path

import pytest

CHECKS = Path(__file__).parent


def run(checker, root):
    done = subprocess.run([CHECKS / checker, root], capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def tree(root, files):
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


# --- includes

GOOD_TREE = {
    "include/srchat/base/ids.hpp": "#include <string>\n",
    "include/srchat/protocol/shapes.hpp": '#include "srchat/base/ids.hpp"\n#include <sys/types.h>\n',
    "include/srchat/runtime/shard.hpp": "#include <boost/asio/io_context.hpp>\n",
    "include/srchat/services/rooms.hpp": '#include "srchat/protocol/shapes.hpp"\n#include "srchat/runtime/shard.hpp"\n',
    "src/net/http/session.hpp": "#include <boost/beast/http.hpp>\n",
    "src/net/session.cpp": '#include "http/session.hpp"\n#include "srchat/runtime/shard.hpp"\n',
    "src/adapters/sqlite/store.cpp": "#include <sqlite3.h>\n#include <unistd.h>\n",
    "src/app/main.cpp": '#include "srchat/services/rooms.hpp"\n#include <CLI/CLI.hpp>\n',
}


def test_a_tree_that_keeps_to_the_layers_passes(tmp_path):
    code, text = run("includes", tree(tmp_path, GOOD_TREE))
    assert code == 0, text


@pytest.mark.parametrize(
    "file, line",
    [
        ("src/base/x.cpp", '#include "srchat/protocol/shapes.hpp"'),
        ("src/core/x.cpp", '#include "srchat/runtime/shard.hpp"'),
        ("src/core/x.cpp", "#include <boost/asio/awaitable.hpp>"),
        ("src/services/x.cpp", '#include "srchat/net/listener.hpp"'),
        ("src/services/x.cpp", "#include <boost/beast/core.hpp>"),
        ("src/services/x.cpp", '#include "../net/http/session.hpp"'),
        ("src/services/x.cpp", '#include "session.hpp"'),
        ("src/net/x.cpp", '#include "srchat/protocol/shapes.hpp"'),
        ("src/net/x.cpp", "#include <nlohmann/json.hpp>"),
        ("src/net/x.cpp", '#include "srchat/runtime/not_there.hpp"'),
        ("src/adapters/memory/x.cpp", "#include <sqlite3.h>"),
        ("src/adapters/redis/x.cpp", "#  include <openssl/sha.h>"),
        ("src/api/x.cpp", "#include <spdlog/spdlog.h>"),
        ("src/api/x.cpp", "#include <curl/curl.h>"),
        ("src/api/x.cpp", "#include SOME_MACRO"),
        ("include/srchat/runtime/x.hpp", "#include <prometheuz/counter.h>"),
        ("src/tools/x.cpp", "#include <string>"),
        ("src/x.cpp", "#include <string>"),
    ],
)
def test_an_include_across_the_layers_is_refused_with_its_place(tmp_path, file, line):
    code, text = run("includes", tree(tmp_path, GOOD_TREE | {file: line + "\n"}))
    assert code == 1
    assert file in text
    assert "1 includes refused" in text


def test_a_tree_without_sources_is_no_success(tmp_path):
    for checker in ("includes", "coroutines"):
        assert run(checker, tmp_path)[0] == 1


# --- coroutines

GOOD_COROUTINES = """
// co_await in a comment of if (co_await f()) is nothing, nor is "if (co_await f())" in a text.
struct holder : base { int a_{1}; holder() : a_{2} { go(); } };
awaitable<int> f(int x) {
    const char* text = "if (co_await f()) ? {";
    auto r = co_await g(x);
    if (auto s = co_await g(1); s) co_return 1;
    while (true) {
        const auto [a, b] = co_await pair();
        co_await g(values[a]);
        if (r && x > 1 ? a : b) break;
        for (int i = co_await g(0); i < 3; ++i) co_await g(i);
    }
    const point p{1, 2};
    co_await draw(p);
    const auto done = [p] { return p.x; };
    co_await wait(done);
    switch (x) {
        case 1: { co_await g(1); break; }
        default: co_await g(2);
    }
    try { co_await g(3); } catch (...) { x = x ? 1 : 2; }
    co_spawn(context, [](int y) -> awaitable<void> { co_await g(y); }(x), detached);
    co_return result;
}
auto free() -> awaitable<std::pair<int, int>> { co_return co_await g(1); }
awaitable<void> member() const noexcept { co_await g(1); }
"""


def test_the_good_forms_of_coroutines_pass(tmp_path):
    code, text = run("coroutines", tree(tmp_path, {"src/x.cpp": GOOD_COROUTINES}))
    assert code == 0, text


@pytest.mark.parametrize(
    "body",
    [
        "if (co_await f()) g();",
        "if (auto r = co_await f()) g(r);",
        "if constexpr (true) { if (x && !co_await f()) g(); }",
        "if (int i = 0; co_await f(i)) g();",
        "while (co_await f()) g();",
        "do { g(); } while (co_await f());",
        "for (; co_await f();) g();",
        "for (auto x : co_await f()) g(x);",
        "switch (co_await f()) { default: break; }",
        "if\n  (\n co_await f()) g();",
        "auto x = c ? co_await f() : 1;",
        "auto x = co_await f() ? 1 : 2;",
        "co_await f(c ? 1 : 2);",
        "point p{co_await f(), 1};",
        "g(point{1, co_await f()});",
        "std::vector<int> v = {co_await f()};",
        "co_return {1, 2};",
        "co_return{};",
        "co_await f(point{1, 2});",
        "co_await f({1, 2});",
        "auto r = co_await f(std::vector<int>{1});",
        "co_await f([] { return 1; });",
        "co_await f([&](int x) { return x + y; });",
        "auto r = co_await f(x, [=]() mutable { g(); });",
        "auto task = [&]() -> awaitable<void> { co_await f(); };",
        "spawn([this]() -> awaitable<void> { co_return; });",
    ],
)
def test_a_form_that_the_compiler_breaks_is_refused_with_its_line(tmp_path, body):
    source = "awaitable<int> h() {\n    " + body + "\n}\n"
    code, text = run("coroutines", tree(tmp_path, {"src/x.cpp": source}))
    assert code == 1, text
    assert "src/x.cpp:" in text


# --- sizes


def test_a_file_of_500_lines_passes_and_one_of_501_is_refused(tmp_path):
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    tree(tmp_path, {"src/good.cpp": "\n" * 500, "golden.json": "\n" * 900})
    assert run("sizes", tmp_path)[0] == 0
    tree(tmp_path, {"src/bad.cpp": "\n" * 501})
    code, text = run("sizes", tmp_path)
    assert code == 1
    assert "src/bad.cpp: 501 lines" in text
    assert "good.cpp" not in text


# --- lock files


def lock_file(root, packages):
    subprocess.run(["git", "init", "-q", root], check=True)
    (root / "package-lock.json").write_text(json.dumps({"packages": packages}))
    return root


WANTS_A_PLATFORM = {"node_modules/tool": {"optionalDependencies": {"tool-linux": "1.0.0"}}}


def test_a_lock_file_with_every_platform_passes(tmp_path):
    code, text = run("lock_files", lock_file(tmp_path, {**WANTS_A_PLATFORM, "node_modules/tool-linux": {}}))
    assert code == 0, text


def test_a_lock_file_that_lacks_a_platform_is_refused_with_its_name(tmp_path):
    code, text = run("lock_files", lock_file(tmp_path, WANTS_A_PLATFORM))
    assert code == 1 and "tool-linux" in text, text
