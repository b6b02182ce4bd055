#include "srchat/api/connection.hpp"

#include <algorithm>

#include "srchat/api/commands.hpp"
#include "srchat/api/people.hpp"
#include "srchat/base/log.hpp"

namespace srchat::api {

namespace {
constexpr double bad_frame_cost = 5;

std::uint64_t next_number() {
    static thread_local std::uint64_t last = 0;  // per shard, since a shard is a thread
    return ++last;
}
}  // namespace

connection::connection(const context& with, services::session who, std::uint64_t address)
    : context_{with},
      who_{std::move(who)},
      address_{address},
      key_{static_cast<std::uint32_t>(runtime::shard::current()->index()), next_number()} {}

connection::~connection() { context_.sessions.close_socket(who_, address_); }

void connection::on_open(net::socket_handle& handle) {
    handle_ = &handle;
    opened_at_ = std::chrono::steady_clock::now();
    context_.people.add(*this);
}

void connection::on_closed() {
    if (handle_ == nullptr) return;  // the upgrade never finished
    context_.people.remove(*this);
    for (const room_id& topic : topics_) handle_->shard().hub().unsubscribe(topic, handle_->outbox());
    for (const room_id& room : rooms_) handle_->shard().hub().unsubscribe(room, handle_->outbox());
    context_.rooms.detach(rooms_, who_.person, key_);
    rooms_.clear();
    handle_ = nullptr;
}

void connection::on_second(std::chrono::steady_clock::time_point now) {
    if (!greeted_ && now - opened_at_ > context_.sockets.hello) close(protocol::close_code::session_ended, "no hello");
    if (server_clock::now() >= who_.info.ends_at) close(protocol::close_code::session_ended, "session ended");
}

task<void> connection::on_text(std::string_view text) {
    protocol::decoded frame = protocol::decode_command(text);
    if (const auto* bad = std::get_if<protocol::bad_frame>(&frame)) {
        if (admit(bad->id, bad_frame_cost)) refuse(bad->id, bad->why);
        co_return;
    }
    auto& [id, what] = std::get<protocol::command_frame>(frame);
    const command_row& row = row_of(what);
    if (!greeted_ && !row.before_hello) {
        close(protocol::close_code::session_ended, "hello first");
        co_return;
    }
    if (!admit(id, row.cost)) co_return;
    handle_->shard().counters().commands.add();
    serving_ = id;
    answer running = std::visit([this](auto& command) { return handle(*this, std::move(command)); }, what);
    result<std::optional<protocol::reply>> done = co_await std::move(running);
    if (done) {
        if (*done) send(protocol::encode(id, **done));
        co_return;
    }
    refuse(id, done.error());
    if (done.error().code == error_code::bad_version)
        close(protocol::close_code::bad_hello, "version 1 is spoken here");
}

bool connection::admit(std::optional<std::uint64_t> id, double cost) {
    const time_point now = server_clock::now();
    const milliseconds wait = budget_.try_take(context_.sockets.commands, now, cost);
    if (wait.count() == 0) return true;
    if (patience_.try_take(context_.sockets.patience, now).count() > 0) {
        close(protocol::close_code::flood, "too many commands");
        return false;
    }
    refusal slow{error_code::rate_limited};
    slow.retry_after = wait;
    refuse(id, slow);
    return false;
}

void connection::refuse(std::optional<std::uint64_t> id, const refusal& why) {
    handle_->shard().counters().commands_refused.add();
    handle_->shard().counters().refused(why.code);
    send(protocol::encode(id, why));
}

void connection::answer_now(const protocol::reply& what) { send(protocol::encode(serving_, what)); }

void connection::send(std::string frame) { handle_->outbox().push(runtime::frame::text(frame)); }

bool connection::in_room(const room_id& room) const noexcept { return std::ranges::find(rooms_, room) != rooms_.end(); }

void connection::entered(const room_id& room) {
    if (!in_room(room)) rooms_.push_back(room);
}

void connection::listen_to(const room_id& topic) {
    handle_->shard().hub().subscribe(topic, who_.person, handle_->outbox());
    if (!in_room(topic) && std::ranges::find(topics_, topic) == topics_.end()) topics_.push_back(topic);
}

void connection::stop_listening(const room_id& topic) {
    handle_->shard().hub().unsubscribe(topic, handle_->outbox());
    std::erase(topics_, topic);
}

void connection::left_room(const room_id& room) {
    stop_listening(room);
    std::erase(rooms_, room);
}

void connection::close(protocol::close_code code, std::string_view reason) {
    handle_->close(static_cast<std::uint16_t>(code), reason);
}

}  // namespace srchat::api
