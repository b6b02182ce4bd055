#include "srchat/core/spam.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "lookalikes.hpp"
#include "srchat/base/private_text.hpp"
#include "srchat/base/random.hpp"

namespace srchat::core {

namespace {

constexpr std::size_t remembered_most = 128;  // the burst and a minute at one a second, with something to spare

// FNV-1a over a secret start: it need not resist anybody, since who finds a collision is only refused himself.
class text_hash {
public:
    void add(std::string_view bytes) noexcept {
        for (const char c : bytes) value_ = (value_ ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
    }
    std::uint64_t value() const noexcept { return value_; }

private:
    static std::uint64_t secret() {
        static const std::uint64_t start = random_below(UINT64_MAX);
        return start;
    }
    std::uint64_t value_ = secret();
};

bool is_ascii_text(std::string_view text) noexcept {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// The keys of single characters: none of ASCII combines with its neighbour.
const std::array<std::string, 128>& ascii_keys() {
    static const auto keys = [] {
        std::array<std::string, 128> table;
        for (char c = 0x21; c < 0x7F; ++c) table[static_cast<unsigned char>(c)] = ascii_key({&c, 1});
        return table;
    }();
    return keys;
}

folded_text fold_ascii(std::string_view text) {
    const auto& keys = ascii_keys();
    text_hash hash;
    folded_text out;
    for (const char c : text) {
        const std::string& key = keys[static_cast<unsigned char>(c)];
        if (key.empty()) continue;  // white space
        hash.add(key);
        ++out.points;
    }
    out.hash = hash.value();
    return out;
}

}  // namespace

folded_text fold(std::string_view text) {
    if (is_ascii_text(text)) return fold_ascii(text);
    const auto whole =
        icu::UnicodeString::fromUTF8(icu::StringPiece{text.data(), static_cast<std::int32_t>(text.size())});
    icu::UnicodeString visible;
    folded_text out;
    for (std::int32_t at = 0; at < whole.length(); at = whole.moveIndex32(at, 1)) {
        const UChar32 c = whole.char32At(at);
        if (u_isUWhiteSpace(c) != 0 || u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0) continue;
        visible.append(c);
        ++out.points;
    }
    std::string key = unicode_key(visible);
    text_hash hash;
    hash.add(key);
    out.hash = hash.value();
    cleanse(key);
    return out;
}

milliseconds spam_record::repeated(const spam_rules& rules, const folded_text& text, time_point now) const {
    if (rules.duplicate.count() == 0 || text.points == 0) return milliseconds{0};
    const std::size_t allowed = text.points <= nod_points ? 1 + nod_repeats : 1;
    // The newest `allowed` of the same: once the oldest of them is out of the window, it may be said again.
    std::size_t found = 0;
    for (auto it = said_.rbegin(); it != said_.rend() && it->at + rules.duplicate > now; ++it) {
        if (it->hash == text.hash && ++found == allowed) return it->at + rules.duplicate - now;
    }
    return milliseconds{0};
}

void spam_record::remember(const spam_rules& rules, const folded_text& text, time_point now) {
    if (rules.duplicate.count() == 0) return;
    std::erase_if(said_, [&](const said& s) { return s.at + rules.duplicate <= now; });
    if (said_.size() >= remembered_most) said_.erase(said_.begin());
    if (text.points > 0) said_.push_back({text.hash, now});
}

double spam_record::strikes_at(const spam_rules& rules, time_point now) const noexcept {
    if (now <= counted_at_ || rules.strike.count() == 0) return strikes_;
    const double forgotten =
        static_cast<double>((now - counted_at_).count()) / static_cast<double>(rules.strike.count());
    return std::max(0.0, strikes_ - forgotten);
}

spam_step spam_record::strike(const spam_rules& rules, time_point now) {
    const double before = strikes_at(rules, now);
    strikes_ = before + 1;
    counted_at_ = std::max(counted_at_, now);
    const auto reached = [&](std::uint32_t at) { return at > 0 && std::ceil(strikes_) >= at; };
    if (reached(rules.ban_at)) return spam_step::ban;
    if (reached(rules.mute_at) && std::ceil(before) < rules.mute_at) return spam_step::mute;
    return reached(rules.proof_at) ? spam_step::proof : spam_step::warn;
}

bool spam_record::wants_proof(const spam_rules& rules, time_point now) const noexcept {
    return rules.proof_at > 0 && std::ceil(strikes_at(rules, now)) >= rules.proof_at;
}

bool spam_record::is_over(const spam_rules& rules, time_point now) const noexcept {
    const bool silent = said_.empty() || said_.back().at + rules.duplicate <= now;
    return silent && strikes_at(rules, now) <= 0 && asked_until_ <= now;
}

}  // namespace srchat::core
