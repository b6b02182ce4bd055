#include "cli.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <ostream>

#include "cli_version.hpp"
#include "srchat/app/administer.hpp"
#include "srchat/app/config.hpp"
#include "srchat/base/log.hpp"

namespace srchat {

namespace {

constexpr const char* default_file = "/etc/srchat/srchat.toml";

int as_int(exit_code code) { return static_cast<int>(code); }

std::map<std::string, std::string> environment_map(const char* const* environment) {
    std::map<std::string, std::string> variables;
    for (; environment != nullptr && *environment != nullptr; ++environment) {
        const std::string_view entry{*environment};
        const auto equals = entry.find('=');
        if (equals != std::string_view::npos) variables.emplace(entry.substr(0, equals), entry.substr(equals + 1));
    }
    return variables;
}

// The flags that every command with settings takes.
struct setting_flags {
    std::string file;
    std::string listen;
    std::string data_dir;
    std::string log_level;
    std::vector<std::string> sets;

    void add_to(CLI::App& command) {
        command.add_option("--config", file, std::string{"Settings file; "} + default_file + " if it exists");
        command.add_option("--listen", listen, "ADDRESS:PORT to listen on (server.listen)");
        command.add_option("--data-dir", data_dir, "Folder for what is kept on disk (server.data_dir)");
        command.add_option("--log-level", log_level, "trace, debug, info, warn, error or off (log.level)");
        command.add_option("--set", sets, "Any setting, as section.key=value; may be repeated")
            ->allow_extra_args(false);
    }

    config_request request(const CLI::App& command, const char* const* environment) const {
        config_request wanted;
        wanted.environment = environment_map(environment);
        if (command.count("--config") > 0) {
            wanted.file = file;
        } else if (std::error_code error; std::filesystem::exists(default_file, error)) {
            wanted.file = default_file;
        }
        for (const auto& entry : sets) {
            const auto equals = entry.find('=');
            const auto key = entry.substr(0, equals);
            wanted.flags.push_back({"--set " + key, key, equals == std::string::npos ? "" : entry.substr(equals + 1)});
        }
        if (command.count("--listen") > 0) wanted.flags.push_back({"--listen", "server.listen", listen});
        if (command.count("--data-dir") > 0) wanted.flags.push_back({"--data-dir", "server.data_dir", data_dir});
        if (command.count("--log-level") > 0) wanted.flags.push_back({"--log-level", "log.level", log_level});
        return wanted;
    }
};

class command_line {
public:
    command_line(const char* const* environment, const cli_actions& actions, std::ostream& out, std::ostream& err,
                 std::istream& in)
        : environment_{environment}, actions_{actions}, out_{out}, err_{err}, in_{in} {
        app_.require_subcommand(1);
        serve_->callback([this] { with_settings(*serve_, [this](const auto& o) { return serve(o.values); }); });
        migrate_->callback([this] {
            with_settings(*migrate_,
                          [this](const auto& o) { return actions_.migrate(o.values, dry_run_, out_, err_); });
        });
        migrate_->add_flag("--dry-run", dry_run_, "Only say what would be done");
        add_admin_commands();
        check_->callback(
            [this] { with_settings(*check_, [this](const auto&) { return print("The settings are good.\n"); }); });
        print_->callback([this] { with_settings(*print_, [this](const auto& o) { return print(print_config(o)); }); });
        example_->callback([this] { code_ = print(example_config()); });
        keys_->callback([this] { code_ = print(config_key_table()); });
        version_->callback([this] { code_ = print(version_text(json_)); });
        protocol_->callback([this] { code_ = print(actions_.describe_protocol() + "\n"); });
        for (auto* command : {serve_, migrate_, check_, print_}) flags_.add_to(*command);
        version_->add_flag("--json", json_, "As one JSON object");
    }

    int run(std::vector<std::string> arguments) {
        std::reverse(arguments.begin(), arguments.end());  // the form that the library takes
        try {
            app_.parse(std::move(arguments));
        } catch (const CLI::ParseError& error) {
            return app_.exit(error, out_, err_) == 0 ? as_int(exit_code::done) : as_int(exit_code::usage);
        }
        return code_;
    }

private:
    int serve(const config& values) {
        log::start(log::level_named(values.log.level), log::format_named(values.log.format));
        return actions_.serve(values);
    }

    void add_admin_commands() {
        const auto add = [this](const char* name, const char* text, admin_order::kind what) {
            CLI::App* command = admin_->add_subcommand(name, text);
            if (what != admin_order::kind::list)
                command->add_option("NAME", order_.name, "The admin's name: 3 to 24 of a-z 0-9 . - _")->required();
            flags_.add_to(*command);
            command->callback([this, command, what] {
                order_.what = what;
                with_settings(*command,
                              [this](const auto& o) { return actions_.administer(o.values, order_, in_, out_, err_); });
            });
        };
        add("create", "Make an admin: reads the password from standard input", admin_order::kind::create);
        add("passwd", "A new password and a new one-time secret; ends all logins", admin_order::kind::passwd);
        add("remove", "Remove an admin; ends all logins", admin_order::kind::remove);
        add("list", "List the admins", admin_order::kind::list);
    }

    int print(const std::string& text) {
        out_ << text << std::flush;
        return as_int(out_.good() ? exit_code::done : exit_code::failed);
    }

    template <class Action>
    void with_settings(const CLI::App& command, const Action& action) {
        const auto outcome = load_config(flags_.request(command, environment_));
        for (const auto& error : outcome.errors) err_ << "srchat: " << error << '\n';
        code_ = outcome.errors.empty() ? action(outcome) : as_int(exit_code::bad_config);
    }

    const char* const* environment_;
    cli_actions actions_;
    std::ostream& out_;
    std::ostream& err_;
    std::istream& in_;
    admin_order order_;
    int code_ = 0;
    bool json_ = false;
    bool dry_run_ = false;
    setting_flags flags_;
    CLI::App app_{"SecureRoomChat: temporary rooms for conversation, and nothing of it left afterwards.", "srchat"};
    CLI::App* serve_ = app_.add_subcommand("serve", "Run the server");
    CLI::App* migrate_ = app_.add_subcommand("migrate", "Bring the database's schema up to date (serve does it too)");
    CLI::App* admin_ = app_.add_subcommand("admin", "Who runs this server (the page is /admin)")->require_subcommand(1);
    CLI::App* config_ = app_.add_subcommand("config", "Look at the settings")->require_subcommand(1);
    CLI::App* check_ = config_->add_subcommand("check", "Say whether the settings are good");
    CLI::App* print_ = config_->add_subcommand("print", "Print the effective settings and where each comes from");
    CLI::App* example_ = config_->add_subcommand("example", "Print a settings file with every default in it");
    CLI::App* keys_ = config_->add_subcommand("keys", "Print the table of settings (Markdown)");
    CLI::App* version_ = app_.add_subcommand("version", "Print the version");
    CLI::App* protocol_ = app_.add_subcommand("protocol", "Print the commands and codes of the wire protocol (JSON)");
};

}  // namespace

int run_cli(const std::vector<std::string>& arguments, const char* const* environment, const cli_actions& actions,
            std::ostream& out, std::ostream& err, std::istream& in) {
    return command_line{environment, actions, out, err, in}.run(arguments);
}

}  // namespace srchat
