#pragma once
// Text that must never reach a log: what people write, names, tokens, addresses. It has no formatter and no <<, so
// logging it does not compile, and its memory is overwritten when it dies.

#include <string>
#include <string_view>
#include <utility>

namespace srchat {

// Overwrites memory in a way that the optimiser keeps.
void cleanse(void* data, std::size_t size) noexcept;
// Overwrites the whole capacity, then empties the string.
void cleanse(std::string& text) noexcept;

template <class Tag>
class private_text {
public:
    private_text() = default;
    explicit private_text(std::string text) : text_{std::move(text)} {}
    private_text(const private_text&) = default;
    private_text(private_text&& other) noexcept : text_{std::move(other.text_)} { cleanse(other.text_); }
    private_text& operator=(const private_text& other) {
        if (this != &other) {
            cleanse(text_);
            text_ = other.text_;
        }
        return *this;
    }
    private_text& operator=(private_text&& other) noexcept {
        if (this != &other) {
            cleanse(text_);
            text_ = std::move(other.text_);
            cleanse(other.text_);
        }
        return *this;
    }
    ~private_text() { cleanse(text_); }

    // The one way to the characters; a reviewer greps for it.
    const std::string& reveal() const noexcept { return text_; }
    std::size_t size() const noexcept { return text_.size(); }
    bool empty() const noexcept { return text_.empty(); }
    bool operator==(const private_text&) const = default;

private:
    std::string text_;
};

using message_text = private_text<struct message_text_tag>;
using secret_text = private_text<struct secret_text_tag>;

}  // namespace srchat
