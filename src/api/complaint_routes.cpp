#include "complaint_routes.hpp"

#include "asker.hpp"
#include "reply.hpp"
#include "routes.hpp"

namespace srchat::api::routes {

namespace {

using services::complaints;
using services::session;
constexpr std::string_view complaints_root = "/api/complaints";
constexpr std::string_view preview_path = "/api/complaints/preview";
constexpr std::string_view receipts_path = "/api/receipts";
constexpr std::string_view receipt_posts_path = "/api/receipts/posts";
constexpr std::string_view rules_path = "/api/rules";
constexpr std::string_view posts_end = "/posts";

net::response shown(int status, const result<protocol::complaint_view>& c) {
    if (!c) return refusal_reply(c.error());
    return json_reply(status, protocol::encode_http(*c));
}

task<net::response> post_preview(const context& with, net::request what) {
    result<protocol::evidence_request> asked = protocol::decode_evidence_request(what.body.reveal());
    if (!asked) co_return refusal_reply(asked.error());
    result<session> who = co_await require_asker(with, what);
    if (!who) co_return refusal_reply(who.error());
    result<complaints::preview_result> seen = co_await with.complaints.preview(std::move(*who), std::move(*asked));
    if (!seen) co_return refusal_reply(seen.error());
    co_return json_reply(200, protocol::encode_preview(seen->evidence, seen->digest));
}

task<net::response> post_complaint(const context& with, net::request what) {
    result<protocol::complaint_request> asked = protocol::decode_complaint_request(what.body.reveal());
    if (!asked) co_return refusal_reply(asked.error());
    result<session> who = co_await require_asker(with, what);
    if (!who) co_return refusal_reply(who.error());
    result<complaints::sent> sent =
        co_await with.complaints.send(std::move(*who), std::move(*asked), what.address.value);
    if (!sent) co_return refusal_reply(sent.error());
    co_return json_reply(201, protocol::encode_http(sent->complaint, sent->receipt));
}

task<net::response> get_complaints(const context& with, net::request what) {
    result<session> who = co_await require_asker(with, what);
    if (!who) co_return refusal_reply(who.error());
    result<std::vector<protocol::complaint_view>> all = co_await with.complaints.list(std::move(*who));
    if (!all) co_return refusal_reply(all.error());
    co_return json_reply(200, protocol::encode_http(*all));
}

task<net::response> get_complaint(const context& with, net::request what) {
    result<session> who = co_await require_asker(with, what);
    if (!who) co_return refusal_reply(who.error());
    std::string id = what.path.substr(complaints_root.size() + 1);
    result<protocol::complaint_view> c = co_await with.complaints.find(std::move(*who), std::move(id));
    co_return shown(200, c);
}

task<net::response> post_post(const context& with, net::request what) {
    result<std::string> text = protocol::decode_post_request(what.body.reveal());
    if (!text) co_return refusal_reply(text.error());
    result<session> who = co_await require_asker(with, what);
    if (!who) co_return refusal_reply(who.error());
    std::string id =
        what.path.substr(complaints_root.size() + 1, what.path.size() - complaints_root.size() - 1 - posts_end.size());
    result<protocol::complaint_view> c =
        co_await with.complaints.post(std::move(*who), std::move(id), std::move(*text));
    co_return shown(201, c);
}

task<net::response> post_receipt(const context& with, net::request what) {
    const bool posts = what.path == receipt_posts_path;
    result<protocol::receipt_request> asked = protocol::decode_receipt_request(what.body.reveal(), posts);
    if (!asked) co_return refusal_reply(asked.error());
    const std::uint64_t address = what.address.value;
    task<result<protocol::complaint_view>> work =
        posts ? with.complaints.post(std::move(asked->receipt), std::move(asked->text), address)
              : with.complaints.open(std::move(asked->receipt), address);
    result<protocol::complaint_view> c = co_await std::move(work);
    co_return shown(posts ? 201 : 200, c);
}

task<net::response> get_rules(const context& with, net::request) {
    co_return json_reply(200, protocol::encode_http(with.complaints.rules()));
}

}  // namespace

bool is_complaint_path(std::string_view path) {
    const bool below = path.starts_with(complaints_root) &&
                       (path.size() == complaints_root.size() || path[complaints_root.size()] == '/');
    return below || path == receipts_path || path == receipt_posts_path || path == rules_path;
}

task<net::response> complaint(const context& with, net::request what) {
    const std::string_view path = what.path;
    const bool reading = what.method == net::method::get || what.method == net::method::head;
    const bool posting = what.method == net::method::post;
    const bool one = path.size() > complaints_root.size() + 1 && path.starts_with(complaints_root);
    if (path == rules_path && reading) return get_rules(with, std::move(what));
    if (path.starts_with(receipts_path) && posting) return post_receipt(with, std::move(what));
    if (path == preview_path && posting) return post_preview(with, std::move(what));
    if (path == complaints_root && posting) return post_complaint(with, std::move(what));
    if (path == complaints_root && reading) return get_complaints(with, std::move(what));
    if (one && path.ends_with(posts_end) && posting) return post_post(with, std::move(what));
    if (one && reading) return get_complaint(with, std::move(what));
    return refuse(error_code::bad_method);
}

}  // namespace srchat::api::routes
