#include "srchat/core/names.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "lookalikes.hpp"
#include "srchat/core/links.hpp"

namespace srchat::core {

namespace {

// More than any name within the limits has, white space included; beyond it nothing is worth the work.
constexpr std::size_t max_raw_bytes = 1024;
constexpr int max_marks_in_a_row = 4;  // UTS 39, 5.4: more is not found in any language's ordinary text

refusal invalid(std::string sentence) { return {error_code::name_invalid, std::move(sentence)}; }

refusal too_long(std::size_t max_points) {
    return invalid("A name has at most " + std::to_string(max_points) + " characters.");
}

bool is_plain_ascii(std::string_view text) noexcept {
    return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
}

bool is_mark(UChar32 c) noexcept { return (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0; }

// Characters without a picture of their own. Emoji need U+FE0F behind them to show in colour, and nowhere else.
bool is_invisible(UChar32 c, UChar32 before) noexcept {
    if (c == 0xFE0F) return u_hasBinaryProperty(before, UCHAR_EMOJI) == 0;
    return (U_GET_GC_MASK(c) & U_GC_CF_MASK) != 0 || u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0 ||
           c == 0x2800 || c == 0xFFFC || c == 0xFFFD;  // empty braille, and what stands for something that is not there
}

// Which rule a character breaks, if any.
const char* broken_rule(UChar32 c, UChar32 before) noexcept {
    const auto category = U_GET_GC_MASK(c);
    if ((category & U_GC_CC_MASK) != 0) return "A name cannot hold control characters or line breaks.";
    if ((category & (U_GC_CO_MASK | U_GC_CS_MASK | U_GC_CN_MASK)) != 0) {
        return "A name cannot hold private-use or unassigned characters.";
    }
    if (is_invisible(c, before)) {
        return "A name cannot hold invisible characters or ones that change the direction of text.";
    }
    return nullptr;
}

// Trims and folds white space, and stops at the first character that breaks a rule.
result<icu::UnicodeString> tidy(const icu::UnicodeString& text) {
    icu::UnicodeString out;
    bool space_due = false;
    int marks = 0;
    UChar32 before = 0;
    for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        const UChar32 c = text.char32At(at);
        if (const char* rule = broken_rule(c, before)) return invalid(rule);
        before = c;
        if (u_isUWhiteSpace(c) != 0) {
            space_due = !out.isEmpty();
            marks = 0;
            continue;
        }
        marks = is_mark(c) && c != 0xFE0F ? marks + 1 : 0;
        const bool nothing_to_stand_on = out.isEmpty() || space_due;
        if (marks > max_marks_in_a_row || (marks > 0 && nothing_to_stand_on)) {
            return invalid("A name cannot have accents without a letter, or more than four on one letter.");
        }
        if (space_due) out.append(static_cast<char16_t>(' '));
        space_due = false;
        out.append(c);
    }
    return out;
}

result<std::string> clean_ascii(std::string_view text, std::size_t max_points) {
    std::string out;
    for (const char c : text) {
        if (c == ' ' && (out.empty() || out.back() == ' ')) continue;
        out += c;
    }
    if (out.ends_with(' ')) out.pop_back();
    if (out.empty()) return invalid("A name needs at least one character.");
    if (out.size() > max_points) return too_long(max_points);
    return out;
}

}  // namespace

namespace {

refusal elsewhere() { return invalid("A name must not hold a link or an address."); }

// Full-width letters and dots are read like plain ones.
bool leads_elsewhere(const icu::UnicodeString& name) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* plain = icu::Normalizer2::getNFKCCasefoldInstance(status);
    if (U_FAILURE(status)) return true;
    std::string folded;
    plain->normalize(name, status).toUTF8String(folded);
    return has_link_or_address(folded);
}

}  // namespace

result<std::string> clean_name(std::string_view text, std::size_t max_points) {
    if (text.size() > max_raw_bytes) return too_long(max_points);
    if (is_plain_ascii(text)) {
        result<std::string> name = clean_ascii(text, max_points);
        if (name && has_link_or_address(*name)) return elsewhere();
        return name;
    }
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) return error_code::internal;
    const icu::StringPiece bytes{text.data(), static_cast<std::int32_t>(text.size())};
    // Broken UTF-8 becomes U+FFFD, which is refused like the real one.
    const icu::UnicodeString composed = nfc->normalize(icu::UnicodeString::fromUTF8(bytes), status);
    if (U_FAILURE(status)) return error_code::internal;
    auto tidied = tidy(composed);
    if (tidied.has_error()) return std::move(tidied).error();
    const icu::UnicodeString& name = *tidied;
    if (name.isEmpty()) return invalid("A name needs at least one character.");
    if (static_cast<std::size_t>(name.countChar32()) > max_points) return too_long(max_points);
    if (mixes_scripts(name)) return invalid("A name cannot mix letters of different alphabets.");
    if (leads_elsewhere(name)) return elsewhere();
    std::string out;
    name.toUTF8String(out);
    return out;
}

std::string name_key(std::string_view clean) {
    if (is_plain_ascii(clean)) return ascii_key(clean);
    return unicode_key(
        icu::UnicodeString::fromUTF8(icu::StringPiece{clean.data(), static_cast<std::int32_t>(clean.size())}));
}

std::string search_key(std::string_view text) {
    std::string folded;
    icu::UnicodeString::fromUTF8(icu::StringPiece{text.data(), static_cast<std::int32_t>(text.size())})
        .foldCase()
        .toUTF8String(folded);
    return folded;
}

}  // namespace srchat::core
