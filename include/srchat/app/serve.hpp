#pragma once
// The server itself, from the first socket to the drain.

namespace srchat {

struct config;

// Runs until SIGTERM or SIGINT and returns the process's exit code: 0 after a complete drain, 1 if something that the
// server needs (the address, the data folder) cannot be had. `settings` must have passed load_config without an error.
int serve(const config& settings);

}  // namespace srchat
