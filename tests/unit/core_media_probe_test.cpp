#include "srchat/core/media_probe.hpp"

#include <catch2/catch.hpp>
#include <random>

#include "media_samples.hpp"

using namespace srchat;
using namespace srchat::core;
using namespace media_samples;

namespace {

bool refused(const std::string& bytes) {
    const auto probed = probe_media(bytes);
    return probed.has_error() && probed.error().code == error_code::media_invalid;
}
media_facts facts(const std::string& bytes) {
    const auto probed = probe_media(bytes);
    REQUIRE(probed.has_value());
    return *probed;
}

}  // namespace

TEST_CASE("media probe: each form is known by its first bytes, and its sides are read") {
    CHECK(facts(png(640, 480)) == media_facts{media_kind::png, 640, 480});
    CHECK(facts(gif(640, 480)) == media_facts{media_kind::gif, 640, 480});
    CHECK(facts(gif(1, 65'535, "GIF87a")) == media_facts{media_kind::gif, 1, 65'535});
    CHECK(facts(jpeg(640, 480)) == media_facts{media_kind::jpeg, 640, 480});
    CHECK(facts(webp_lossy(640, 480)) == media_facts{media_kind::webp, 640, 480});
    CHECK(facts(webp_lossless(640, 480)) == media_facts{media_kind::webp, 640, 480});
    CHECK(facts(webp_extended(640, 480)) == media_facts{media_kind::webp, 640, 480});
}

TEST_CASE("media probe: every coding of a jpeg frame tells its size, and what is no frame does not") {
    for (const int frame : {0xc0, 0xc1, 0xc2, 0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf})
        CHECK(facts(jpeg(33, 44, static_cast<unsigned char>(frame))) == media_facts{media_kind::jpeg, 33, 44});
    // Huffman and arithmetic tables have numbers in between; a scan, an end or a restart cannot come before a frame.
    for (const int other : {0xc4, 0xc8, 0xcc, 0xd0, 0xd8, 0xd9, 0xda, 0x00, 0x01, 0xf0, 0xfe}) {
        INFO(other);
        CHECK(refused(jpeg(33, 44, static_cast<unsigned char>(other))));
    }
}

TEST_CASE("media probe: fill bytes before a jpeg marker are skipped") {
    CHECK(facts("\xff\xd8\xff\xff\xff" + frame_start(7, 9).substr(1)) == media_facts{media_kind::jpeg, 7, 9});
    CHECK(refused("\xff\xd8" + std::string(100, '\xff')));
}

TEST_CASE("media probe: a jpeg that hides its frame behind endless segments is refused") {
    std::string endless = "\xff\xd8";
    for (int i = 0; i < 1'000; ++i) endless += segment(0xfe, "");
    CHECK(refused(endless + frame_start(7, 9)));
}

TEST_CASE("media probe: no header that is cut short passes") {
    for (const std::string& whole : of_each_form(640, 480)) {
        facts(whole);
        for (std::size_t n = 0; n < whole.size(); ++n) {
            INFO(whole.substr(0, 4) << " cut to " << n);
            CHECK(refused(whole.substr(0, n)));
        }
    }
}

TEST_CASE("media probe: what comes behind the header is not looked at") {
    for (const std::string& whole : of_each_form(640, 480)) {
        CHECK(facts(whole + png(30'000, 30'000)) == facts(whole));
        CHECK(facts(whole + "<script>alert(1)</script>") == facts(whole));
    }
}

TEST_CASE("media probe: a side of zero is refused where the format can say it") {
    for (const auto make : {+[](std::uint32_t w, std::uint32_t h) { return png(w, h); },
                            +[](std::uint32_t w, std::uint32_t h) { return jpeg(w, h); },
                            +[](std::uint32_t w, std::uint32_t h) { return gif(w, h); },
                            +[](std::uint32_t w, std::uint32_t h) { return webp_lossy(w, h); }}) {
        CHECK(refused(make(0, 480)));
        CHECK(refused(make(640, 0)));
        CHECK(refused(make(0, 0)));
    }
}

TEST_CASE("media probe: forty million pixels pass and one more line does not") {
    CHECK(facts(png(8'000, 5'000)).width == 8'000);
    CHECK(refused(png(8'000, 5'001)));
    CHECK(facts(jpeg(8'000, 5'000)).width == 8'000);
    CHECK(refused(jpeg(8'000, 5'001)));
    CHECK(facts(gif(8'000, 5'000)).width == 8'000);
    CHECK(refused(gif(8'000, 5'001)));
    CHECK(refused(webp_lossy(16'383, 16'383)));
    CHECK(refused(webp_lossless(16'384, 16'384)));
    CHECK(refused(webp_extended(16'777'216, 16'777'216)));
    CHECK(refused(png(0xffffffff, 0xffffffff)));  // the product must not wrap
    CHECK(refused(png(30'000, 30'000)));
}

TEST_CASE("media probe: other formats are refused, whatever they hold further on") {
    CHECK(refused(""));
    const std::string hidden = png(640, 480) + jpeg(640, 480);
    for (const std::string& first : {
             std::string{"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"},
             std::string{"<?xml version=\"1.0\"?><svg/>"},
             std::string{"<!DOCTYPE html><script>1</script>"},
             std::string{"GIF88a"} + little(1, 4) + "abc",
             std::string{"gif89a"} + little(1, 4) + "abc",
             std::string{"BM"} + std::string(60, '\1'),
             std::string{"II*\0", 4} + std::string(60, '\1'),
             std::string{"MM\0*", 4} + std::string(60, '\1'),
             std::string{"\0\0\0\x20"
                         "ftypavif",
                         12} +
                 std::string(60, '\1'),
             std::string{"\0\0\1\0", 4} + std::string(60, '\1'),
             std::string{"RIFF"} + little(100, 4) + "WAVEfmt " + std::string(60, '\1'),
             std::string{"%PDF-1.7"} + std::string(60, '\1'),
             std::string{"PK\3\4"} + std::string(60, '\1'),
             std::string{"\xff\xd9\xff"} + std::string(60, '\1'),
             std::string{" "},
         }) {
        INFO(first);
        CHECK(refused(first));
        CHECK(refused(first + hidden));
    }
}

TEST_CASE("media probe: a header that breaks its format's rules is refused") {
    std::string other_chunk = png(640, 480);
    other_chunk.replace(12, 4, "IDAT");
    CHECK(refused(other_chunk));
    std::string other_length = png(640, 480);
    other_length[11] = 12;
    CHECK(refused(other_length));
    std::string inter_frame = webp_lossy(640, 480);
    inter_frame[20] = 0x31;
    CHECK(refused(inter_frame));
    std::string no_start_code = webp_lossy(640, 480);
    no_start_code[23] = 0;
    CHECK(refused(no_start_code));
    std::string no_signature = webp_lossless(640, 480);
    no_signature[20] = 0x2e;
    CHECK(refused(no_signature));
    CHECK(refused(riff("VP8X", 9, std::string(10, '\1'))));
    CHECK(refused(riff("VP8L", 4, "\x2f" + std::string(10, '\1'))));
    CHECK(refused(riff("ALPH", 10, std::string(10, '\1'))));
    CHECK(refused("\xff\xd8" + segment(0xc0, "\x08\x01\x01\x01\x01")));  // a frame too short for its sides
    CHECK(refused(std::string{"\xff\xd8\xff\xe0\0\1", 6} +
                  frame_start(7, 9)));  // a segment shorter than its length field
}

TEST_CASE("media probe: mutated headers never make it read beyond the end or accept too many pixels") {
    std::mt19937 random{20'240'117};
    const std::vector<std::string> whole = of_each_form(640, 480);
    int accepted = 0;
    for (int i = 0; i < 200'000; ++i) {
        std::string bytes = whole[random() % whole.size()];
        for (unsigned flips = random() % 4; flips-- > 0;)
            bytes[random() % bytes.size()] = static_cast<char>(random() & 0xff);
        if (random() % 4 == 0) bytes.resize(random() % (bytes.size() + 1));
        const std::vector<char> exact(bytes.begin(), bytes.end());  // so that the sanitizer sees its end
        const auto probed = probe_media({exact.data(), exact.size()});
        if (!probed) continue;
        ++accepted;
        const bool sound = probed->width > 0 && probed->height > 0 &&
                           std::uint64_t{probed->width} * probed->height <= media_pixels_max;
        if (!sound) FAIL("accepted " << probed->width << " x " << probed->height);
    }
    CHECK(accepted > 1'000);
}

TEST_CASE("media types: the declared type is one of four, in any case, without parameters") {
    for (const char* type : {"image/jpeg", "image/png", "image/webp", "image/gif", "IMAGE/PNG"})
        CHECK(is_media_type(type));
    for (const char* type : {"", "image/", "image/pn", "image/pngx", "image/svg+xml", "image/*", "text/html",
                             "application/json", "image/png; charset=utf-8", "image/png, text/html"}) {
        INFO(type);
        CHECK_FALSE(is_media_type(type));
    }
}

TEST_CASE("media types: a file is named after its type alone") {
    CHECK(file_name_of(type_of(media_kind::jpeg)) == "image.jpg");
    CHECK(file_name_of(type_of(media_kind::png)) == "image.png");
    CHECK(file_name_of(type_of(media_kind::webp)) == "image.webp");
    CHECK(file_name_of(type_of(media_kind::gif)) == "image.gif");
    CHECK(file_name_of("text/html\r\nX: y") == "image");
}
