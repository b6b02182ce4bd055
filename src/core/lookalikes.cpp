#include "lookalikes.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uspoof.h>

#include <array>
#include <cstdlib>
#include <memory>

namespace srchat::core {

namespace {

struct close_checker {
    void operator()(USpoofChecker* checker) const noexcept { uspoof_close(checker); }
};
using checker_ptr = std::unique_ptr<USpoofChecker, close_checker>;

// ICU's data is part of its library: if that cannot be read, nothing on this machine can be trusted to work.
void must(UErrorCode status) {
    if (U_FAILURE(status)) std::abort();
}

checker_ptr open_script_checker() {
    UErrorCode status = U_ZERO_ERROR;
    checker_ptr checker{uspoof_open(&status)};
    must(status);
    // One script, where Han with kana, hangul or bopomofo counts as one (UTS 39, 5.1).
    uspoof_setRestrictionLevel(checker.get(), USPOOF_SINGLE_SCRIPT_RESTRICTIVE);
    uspoof_setChecks(checker.get(), USPOOF_RESTRICTION_LEVEL, &status);
    must(status);
    return checker;
}

icu::UnicodeString skeleton(const icu::UnicodeString& text) {
    static const checker_ptr checker = [] {
        UErrorCode status = U_ZERO_ERROR;
        checker_ptr opened{uspoof_open(&status)};
        must(status);
        return opened;
    }();
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString out;
    uspoof_getSkeletonUnicodeString(checker.get(), 0, text, out, &status);
    must(status);
    return out;
}

// Full-width, circled and other presentation forms of letters become the letters (NFKC). The confusables table knows only
// some of them.
icu::UnicodeString without_forms(const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
    must(status);
    icu::UnicodeString out = nfkc->normalize(text, status);
    must(status);
    return out;
}

icu::UnicodeString folded(icu::UnicodeString text) { return text.foldCase(); }

bool is_ascii(const icu::UnicodeString& text) noexcept {
    for (std::int32_t i = 0; i < text.length(); ++i) {
        if (text[i] >= 0x80) return false;
    }
    return true;
}

icu::UnicodeString without_ignorables(const icu::UnicodeString& text) {
    icu::UnicodeString out;
    for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        const UChar32 c = text.char32At(at);
        if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) == 0) out.append(c);
    }
    return out;
}

}  // namespace

bool mixes_scripts(const icu::UnicodeString& name) {
    static const checker_ptr checker = open_script_checker();
    icu::UnicodeString letters;
    for (std::int32_t at = 0; at < name.length(); at = name.moveIndex32(at, 1)) {
        const UChar32 c = name.char32At(at);
        if ((U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK)) != 0) letters.append(c);
    }
    UErrorCode status = U_ZERO_ERROR;
    const auto found = uspoof_check2UnicodeString(checker.get(), letters, nullptr, &status);
    must(status);
    return found != 0;
}

std::string unicode_key(const icu::UnicodeString& name) {
    // Skeletons tell upper from lower case, and case folding changes what a letter looks like: Cyrillic capital VE looks
    // like B, the small one like no Latin letter. A name that looks Latin as it is written is compared as that Latin
    // name; any other one is folded first.
    const icu::UnicodeString visible = without_forms(without_ignorables(name));
    const icu::UnicodeString look = skeleton(visible);
    icu::UnicodeString key = folded(skeleton(folded(is_ascii(look) ? look : visible)));
    // A capital I looks like a small l and is the same letter as a small i, so these three are one.
    key.findAndReplace(icu::UnicodeString{u'i'}, icu::UnicodeString{u'l'});
    std::string out;
    key.toUTF8String(out);
    return out;
}

std::string ascii_key(std::string_view name) {
    // The key of ASCII text is made of the keys of its characters: none of them combines with its neighbour.
    static const auto keys = [] {
        std::array<std::string, 128> table;
        for (char16_t c = 0x20; c < 0x7F; ++c) table[c] = unicode_key(icu::UnicodeString{c});
        return table;
    }();
    std::string out;
    for (const char c : name) out += keys[static_cast<unsigned char>(c) & 0x7F];
    return out;
}

}  // namespace srchat::core
