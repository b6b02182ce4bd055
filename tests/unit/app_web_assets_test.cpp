#include "srchat/app/web_assets.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

using namespace srchat;

TEST_CASE("web assets: the page is inside the binary") {
    const auto assets = web_assets();
    const auto page = std::find_if(assets.begin(), assets.end(), [](const auto& a) { return a.path == "/index.html"; });
    REQUIRE(page != assets.end());
    CHECK(page->type == "text/html; charset=utf-8");
    CHECK(page->identity.find("<!doctype html>") != std::string_view::npos);
    CHECK_FALSE(page->immutable);
}

TEST_CASE("web assets: the table is sorted by path and names each path once") {
    const auto assets = web_assets();
    const auto out_of_order = [](const auto& a, const auto& b) { return a.path >= b.path; };
    CHECK(std::adjacent_find(assets.begin(), assets.end(), out_of_order) == assets.end());
}

TEST_CASE("web assets: every file has a type, a strong quoted tag, and only hashed names are immutable") {
    for (const auto& asset : web_assets()) {
        INFO(asset.path);
        CHECK(asset.path.starts_with('/'));
        CHECK_FALSE(asset.type.empty());
        CHECK(asset.etag.size() == 34);
        CHECK((asset.etag.front() == '"' && asset.etag.back() == '"'));
        CHECK_FALSE(asset.identity.empty());
        CHECK(asset.immutable == asset.path.starts_with("/assets/"));
    }
}

TEST_CASE("web assets: compressed forms belong to their file and are smaller than it") {
    for (const auto& asset : web_assets()) {
        INFO(asset.path);
        CHECK_FALSE((asset.path.ends_with(".br") || asset.path.ends_with(".gz")));
        if (!asset.gzip.empty()) CHECK(asset.gzip.substr(0, 2) == "\x1f\x8b");
        if (!asset.gzip.empty()) CHECK(asset.gzip.size() < asset.identity.size());
        if (!asset.brotli.empty()) CHECK(asset.brotli.size() < asset.identity.size());
    }
}

TEST_CASE("web assets: equal tags stand for equal content") {
    const auto assets = web_assets();
    for (std::size_t i = 0; i < assets.size(); ++i) {
        for (std::size_t k = i + 1; k < assets.size(); ++k) {
            if (assets[i].etag == assets[k].etag) CHECK(assets[i].identity == assets[k].identity);
        }
    }
}
