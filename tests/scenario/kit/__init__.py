"""Tools of the scenario tests: the server as a process, raw sockets, and a client."""
