#pragma once
// A person's socket as the API sees it: decodes commands, checks the budget, runs them one after the other, answers.
// Owner: the WebSocket session below. Shard: the connection's.

#include <vector>

#include "srchat/api/context.hpp"
#include "srchat/net/http.hpp"
#include "srchat/protocol/close_code.hpp"
#include "srchat/protocol/commands.hpp"
#include "srchat/services/caller.hpp"

namespace srchat::api {

class connection final : public net::socket_user {
public:
    // `who` holds one place of the person's socket count, which this object gives back.
    connection(const context& with, services::session who, std::uint64_t address);
    ~connection() override;

    void on_open(net::socket_handle& handle) override;
    task<void> on_text(std::string_view text) override;
    void on_second(std::chrono::steady_clock::time_point now) override;
    void on_closed() override;

    // --- for commands ---
    const context& with() const noexcept { return context_; }
    services::caller caller() const { return {who_.person, who_.who, key_, address_, who_.hides, who_.invisible}; }
    const services::session& who() const noexcept { return who_; }
    services::speaker speaker() const {
        if (who_.is_user()) return {who_.person};
        return {who_.person, who_.began_at};
    }
    void show_as(const services::looks& as) {
        who_.who = as.who;
        who_.hides = as.hides;
        who_.invisible = as.invisible;
    }
    // The person goes on under another session: of an account that was made just now, or after a new password.
    void continue_as(const services::session& who) { who_ = who; }
    void greeted() noexcept { greeted_ = true; }
    bool in_room(const room_id& room) const noexcept;
    std::size_t room_count() const noexcept { return rooms_.size(); }
    void entered(const room_id& room);
    void listen_to(const room_id& topic);
    void stop_listening(const room_id& topic);
    void left_room(const room_id& room);
    void close(protocol::close_code code, std::string_view reason);
    // Answers the command that is being run, from its own handler; at most once.
    void answer_now(const protocol::reply& what);
    // An event for this socket alone.
    void tell(std::string frame) { send(std::move(frame)); }

private:
    // False if the command must not run; the refusal is sent, or the socket closed.
    bool admit(std::optional<std::uint64_t> id, double cost);
    void refuse(std::optional<std::uint64_t> id, const refusal& why);
    void send(std::string frame);

    const context& context_;
    services::session who_;
    std::uint64_t address_;
    services::socket_key key_;
    net::socket_handle* handle_ = nullptr;
    std::chrono::steady_clock::time_point opened_at_ = std::chrono::steady_clock::now();
    core::token_bucket budget_;
    core::token_bucket patience_;
    std::vector<room_id> rooms_;
    std::uint64_t serving_ = 0;  // the id of the command that is being run
    bool greeted_ = false;
    std::vector<room_id> topics_;  // beside the rooms: the directory, answers to knocks
};

}  // namespace srchat::api
