#include "media_routes.hpp"

#include "asker.hpp"
#include "reply.hpp"
#include "routes.hpp"
#include "srchat/core/media_probe.hpp"

namespace srchat::api::routes {

namespace {

constexpr std::string_view media_part = "/media";

struct media_path {
    std::optional<room_id> room;
    std::optional<media_id> media;
};

media_path ids_in(std::string_view path) noexcept {
    const std::size_t room_end = path.find('/', room_prefix.size());
    media_path ids;
    ids.room = room_id::parse(path.substr(room_prefix.size(), room_end - room_prefix.size()));
    const std::string_view rest = path.substr(room_end + media_part.size());
    if (rest.starts_with('/')) ids.media = media_id::parse(rest.substr(1));
    return ids;
}

// Whose upload it is, and its part of the memory that pictures may take.
class upload_permit final : public net::body_permit {
public:
    upload_permit(person_id who, room_id where, services::media_budget::share bytes)
        : person{who}, room{where}, share{std::move(bytes)} {}
    person_id person;
    room_id room;
    services::media_budget::share share;
};

task<result<std::unique_ptr<net::body_permit>>> permit_for(const context& with, const net::request& what) {
    if (!core::is_media_type(what.content_type))
        co_return refusal{error_code::media_invalid, "Content-Type must be that of a JPEG, PNG, WebP or GIF picture."};
    result<services::session> who = co_await require_asker(with, what);
    if (!who) co_return who.error();
    const person_id person = who->person;
    const std::optional<room_id> room = ids_in(what.path).room;
    if (!room) co_return error_code::not_member;
    const std::uint64_t size = what.content_length;
    auto may = [person, id = *room, size](services::room_home& home) { return home.may_upload(person, id, size); };
    const result<void> allowed = co_await with.rooms.at_home_now(*room, std::move(may));
    if (!allowed) co_return allowed.error();
    result<services::media_budget::share> share = co_await with.uploads.begin(person, who->who.kind, size);
    if (!share) co_return share.error();
    std::unique_ptr<net::body_permit> permit = std::make_unique<upload_permit>(person, *room, std::move(*share));
    co_return permit;
}

}  // namespace

bool is_media_path(std::string_view path) noexcept {
    if (!path.starts_with(room_prefix)) return false;
    const std::size_t room_end = path.find('/', room_prefix.size());
    if (room_end == std::string_view::npos) return false;
    const std::string_view rest = path.substr(room_end);
    return rest == media_part || (rest.starts_with(media_part) && rest[media_part.size()] == '/');
}

bool is_media_upload(net::method m, std::string_view path) noexcept {
    return m == net::method::post && is_media_path(path) && path.ends_with(media_part);
}

task<std::optional<net::response>> admit_media(const context& with, net::request& what) {
    result<std::unique_ptr<net::body_permit>> permit = co_await permit_for(with, what);
    if (!permit) co_return refusal_reply(permit.error());
    what.permit = std::move(*permit);
    co_return std::nullopt;
}

task<net::response> post_media(const context& with, net::request what) {
    auto* permit = static_cast<upload_permit*>(what.permit.get());
    if (permit == nullptr) co_return refusal_reply(error_code::internal);
    const room_id room = permit->room;
    auto take = [by = permit->person, room, share = std::move(permit->share),
                 bytes = std::move(what.body)](services::room_home& home) mutable {
        return home.upload(by, room, std::move(bytes), std::move(share));
    };
    result<protocol::media> taken = co_await with.rooms.at_home(room, std::move(take));
    if (!taken) co_return refusal_reply(taken.error());
    co_return json_reply(201, protocol::encode_http(*taken));
}

task<net::response> get_media(const context& with, net::request what) {
    const media_path ids = ids_in(what.path);
    if (!ids.room || !ids.media) co_return refusal_reply(error_code::no_media);
    result<services::session> who = co_await require_asker(with, what);
    if (!who) {
        const bool unavailable = who.error().code == error_code::unavailable;
        co_return refusal_reply(unavailable ? who.error() : refusal{error_code::no_media});
    }
    auto find = [by = who->person, room = *ids.room, id = *ids.media](services::room_home& home) {
        return home.picture(by, room, id);
    };
    result<services::picture> found = co_await with.rooms.at_home(*ids.room, std::move(find));
    if (!found) co_return refusal_reply(found.error());
    // It may have gone on the way from the room's shard to this one: then this is the last moment to say so in words.
    if (found->while_alive.expired()) co_return refusal_reply(error_code::no_media);
    net::response reply;
    reply.content_type = found->what.type;
    reply.shared_body = std::move(found->what.bytes);
    reply.while_alive = std::move(found->while_alive);
    reply.policy = net::reply_policy::sandbox;
    std::string disposition = "inline; filename=\"";
    disposition.append(core::file_name_of(reply.content_type)).append("\"");
    reply.headers.emplace_back("Content-Disposition", secret_text{std::move(disposition)});
    co_return reply;
}

}  // namespace srchat::api::routes
