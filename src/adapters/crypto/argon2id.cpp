#include "argon2id.hpp"

#include <argon2.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <sys/mman.h>

#include <array>
#include <charconv>
#include <cstdlib>
#include <optional>
#include <span>
#include <string_view>

#include "srchat/base/random.hpp"

namespace srchat::adapters::crypto::argon2id {

namespace {

struct cost {
    std::uint32_t kib = 19 * 1024;
    std::uint32_t passes = 2;
    std::uint32_t lanes = 1;
};
constexpr cost ours;
constexpr std::size_t salt_bytes = 16;
using tag = std::array<std::uint8_t, 32>;

// The memory of one thread; libargon2 wipes it after each use.
class lasting_memory {
public:
    ~lasting_memory() {
        if (begin_ != nullptr) ::munmap(begin_, bytes);
    }
    std::uint8_t* take(std::size_t wanted) {
        if (wanted > bytes) return nullptr;
        if (begin_ == nullptr) {
            void* mapped = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
            if (mapped == MAP_FAILED) return nullptr;
            begin_ = static_cast<std::uint8_t*>(mapped);
        }
        return begin_;
    }

private:
    static constexpr std::size_t bytes = std::size_t{ours.kib} * 1024;
    std::uint8_t* begin_ = nullptr;
};

int take_memory(std::uint8_t** memory, std::size_t bytes) {
    thread_local lasting_memory mine;
    *memory = mine.take(bytes);
    return *memory == nullptr ? ARGON2_MEMORY_ALLOCATION_ERROR : ARGON2_OK;
}

void keep_memory(std::uint8_t*, std::size_t) {}

std::optional<tag> tag_of(const std::string& password, std::span<std::uint8_t> salt, cost with) {
    tag out{};
    std::string text = password;  // libargon2 takes what it does not change as changeable
    argon2_context work{};
    work.out = out.data();
    work.outlen = static_cast<std::uint32_t>(out.size());
    work.pwd = reinterpret_cast<std::uint8_t*>(text.data());
    work.pwdlen = static_cast<std::uint32_t>(text.size());
    work.salt = salt.data();
    work.saltlen = static_cast<std::uint32_t>(salt.size());
    work.m_cost = with.kib;
    work.t_cost = with.passes;
    work.lanes = work.threads = with.lanes;
    work.version = ARGON2_VERSION_13;
    work.allocate_cbk = take_memory;
    work.free_cbk = keep_memory;
    const bool done = ::argon2_ctx(&work, Argon2_id) == ARGON2_OK;
    ::OPENSSL_cleanse(text.data(), text.size());
    return done ? std::optional{out} : std::nullopt;
}

// Base64 without padding (RFC 4648, 3.2).
std::string base64(std::span<const std::uint8_t> bytes) {
    std::string out(bytes.size() / 3 * 4 + 5, '\0');
    const int length =
        ::EVP_EncodeBlock(reinterpret_cast<std::uint8_t*>(out.data()), bytes.data(), static_cast<int>(bytes.size()));
    out.resize(static_cast<std::size_t>(length));
    out.resize(out.find_last_not_of('=') + 1);
    return out;
}

std::optional<std::string> from_base64(std::string_view text) {
    std::string padded{text};
    padded.resize((text.size() + 3) / 4 * 4, '=');
    const std::size_t padding = padded.size() - text.size();
    std::string out(padded.size() / 4 * 3, '\0');
    const int length =
        ::EVP_DecodeBlock(reinterpret_cast<std::uint8_t*>(out.data()),
                          reinterpret_cast<const std::uint8_t*>(padded.data()), static_cast<int>(padded.size()));
    if (length < 0 || padding > 2) return std::nullopt;
    out.resize(static_cast<std::size_t>(length) - padding);
    return out;
}

struct stored {
    cost with;
    std::string salt;
    std::string tag;
};

// Takes a word and a number from the front.
bool take(std::string_view& text, std::string_view word, std::uint32_t& number) {
    if (!text.starts_with(word)) return false;
    text.remove_prefix(word.size());
    const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return wrong == std::errc{};
}

std::optional<stored> parse(std::string_view text) {
    stored out;
    std::uint32_t version = 0;
    const bool head = take(text, "$argon2id$v=", version) && take(text, "$m=", out.with.kib) &&
                      take(text, ",t=", out.with.passes) && take(text, ",p=", out.with.lanes);
    if (!head || version != ARGON2_VERSION_13 || !text.starts_with('$')) return std::nullopt;
    text.remove_prefix(1);
    const std::size_t middle = text.find('$');
    if (middle == std::string_view::npos) return std::nullopt;
    std::optional<std::string> salt = from_base64(text.substr(0, middle));
    std::optional<std::string> kept = from_base64(text.substr(middle + 1));
    if (!salt || !kept) return std::nullopt;
    out.salt = std::move(*salt);
    out.tag = std::move(*kept);
    return out;
}

}  // namespace

secret_text verifier_of(const secret_text& password) {
    std::array<std::uint8_t, salt_bytes> salt{};
    random_bytes(salt);
    const std::optional<tag> made = tag_of(password.reveal(), salt, ours);
    if (!made) std::abort();  // only without memory
    std::string head = "$argon2id$v=19$m=" + std::to_string(ours.kib) + ",t=" + std::to_string(ours.passes) +
                       ",p=" + std::to_string(ours.lanes);
    return secret_text{head + "$" + base64(salt) + "$" + base64(*made)};
}

std::array<std::uint8_t, 32> key_of(const secret_text& words, const std::array<std::uint8_t, salt_bytes>& salt) {
    std::array<std::uint8_t, salt_bytes> changeable = salt;
    const std::optional<tag> made = tag_of(words.reveal(), changeable, ours);
    if (!made) std::abort();  // only without memory
    return *made;
}

bool matches(const secret_text& verifier, const secret_text& password) {
    std::optional<stored> with = parse(verifier.reveal());
    if (!with || with->tag.size() != tag{}.size() || with->with.kib > ours.kib) return false;
    const std::span salt{reinterpret_cast<std::uint8_t*>(with->salt.data()), with->salt.size()};
    const std::optional<tag> made = tag_of(password.reveal(), salt, with->with);
    return made && ::CRYPTO_memcmp(made->data(), with->tag.data(), made->size()) == 0;
}

}  // namespace srchat::adapters::crypto::argon2id
