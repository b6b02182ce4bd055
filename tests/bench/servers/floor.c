/* The floor: the least a chat server can do on this kernel. Plain WebSocket; the first text frame of a
   connection names its group and is answered "joined", every later one goes to all members of the group.
   Fragmented messages are refused, because the load never sends any. */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fanout.h"
#include "upgrade.h"

static size_t frame_bytes;
static struct group *groups[4096];
static size_t group_count;
static unsigned char input[1 << 16];

static struct group *find_group(const char *name, size_t size) {
    if (size >= sizeof groups[0]->name) return NULL;
    for (size_t i = 0; i < group_count; ++i)
        if (strlen(groups[i]->name) == size && memcmp(groups[i]->name, name, size) == 0) return groups[i];
    if (group_count == sizeof groups / sizeof *groups) return NULL;
    struct group *group = calloc(1, sizeof *group);
    memcpy(group->name, name, size);
    return groups[group_count++] = group;
}

/* Makes the last member of the group suffer once, at the group's 20th message, so that the check of the load can be
   checked: "lose" a message, "double" it, "swap" it with the next one, or "alter" it. */
static const char *fault = "";

static bool spoil(struct group *group, struct frame *frame) {
    static unsigned count;
    static struct frame *held;
    ++count;
    if (!*fault || count < 20 || count > 21) return false;
    struct connection *victim = group->members[--group->count];
    if (strcmp(fault, "alter") == 0 && count == 20) {
        struct frame *other = make_frame(frame->bytes + 4, frame->size - 4, frame->size - 4);
        other->bytes[4 + 100] ^= 1;
        send_frame(victim, other);
        release(other);
    } else if (strcmp(fault, "swap") == 0 && count == 20) {
        held = frame;
        ++held->references;
    } else if (strcmp(fault, "lose") != 0 || count == 21) {
        send_frame(victim, frame);
        if (held || (strcmp(fault, "double") == 0 && count == 20)) send_frame(victim, held ? held : frame);
    }
    broadcast(group, frame);
    ++group->count;
    return true;
}

static void on_text(struct connection *c, const char *text, size_t size) {
    struct frame *frame;
    if (c->group) {
        frame = make_frame(text, size, frame_bytes);
        if (!spoil(c->group, frame)) broadcast(c->group, frame);
    } else {
        struct group *group = find_group(text, size);
        if (!group) return close_connection(c);
        group_add(group, c);
        frame = make_frame("joined", 6, 6);
        send_frame(c, frame);
    }
    release(frame);
}

static void unmask(unsigned char *data, size_t size, const unsigned char key[4]) {
    uint32_t key4;
    memcpy(&key4, key, 4);
    uint64_t key8 = (uint64_t)key4 << 32 | key4, word;
    size_t i = 0;
    for (; i + 8 <= size; i += 8) {
        memcpy(&word, data + i, 8);
        word ^= key8;
        memcpy(data + i, &word, 8);
    }
    for (; i < size; ++i) data[i] ^= key[i & 3];
}

/* Handles one whole frame. Returns its size, 0 if it is not complete, -1 if the connection is to end. */
static long take_frame(struct connection *c, unsigned char *p, size_t size) {
    if (size < 2) return 0;
    if (!(p[0] & 0x80) || (p[0] & 0x70) || !(p[1] & 0x80)) return -1;
    size_t length = p[1] & 127, header = 6;
    if (length == 127) return -1;
    if (length == 126) {
        if (size < 4) return 0;
        length = (size_t)p[2] << 8 | p[3];
        header = 8;
    }
    if (size < header + length) return 0;
    unmask(p + header, length, p + header - 4);
    switch (p[0] & 15) {
    case 1: on_text(c, (char *)p + header, length); break;
    case 9: {
        struct frame *pong = make_frame(p + header, length, length);
        pong->bytes[0] = 0x8A;
        send_frame(c, pong);
        release(pong);
        break;
    }
    case 10: break;
    default: return -1;
    }
    return (long)(header + length);
}

static long take(struct connection *c, unsigned char *p, size_t size) {
    if (c->upgraded) return take_frame(c, p, size);
    char answer[256];
    size_t answer_size;
    int used = upgrade_answer((char *)p, size, answer, &answer_size);
    if (used <= 0) return used;
    if (send(c->fd, answer, answer_size, MSG_NOSIGNAL) != (ssize_t)answer_size) return -1;
    c->upgraded = true;
    return used;
}

static void on_readable(struct connection *c) {
    size_t size = c->rest_size;
    if (size) memcpy(input, c->rest, size);
    ssize_t n = recv(c->fd, input + size, sizeof input - size, MSG_DONTWAIT);
    if (n < 0 && errno == EAGAIN) return;
    if (n <= 0) return close_connection(c);
    size += (size_t)n;
    size_t at = 0;
    while (c->open && at < size) {
        long used = take(c, input + at, size - at);
        if (used < 0) return close_connection(c);
        if (used == 0) break;
        at += (size_t)used;
    }
    free(c->rest);
    c->rest = NULL;
    c->rest_size = (uint32_t)(size - at);
    if (c->rest_size) c->rest = memcpy(malloc(c->rest_size), input + at, c->rest_size);
}

static void on_connect(int listener) {
    int fd;
    while ((fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
        int on = 1;
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        struct connection *c = calloc(1, sizeof *c);
        c->fd = fd;
        c->open = true;
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
        epoll_ctl(poller, EPOLL_CTL_ADD, fd, &event);
    }
}

int main(int argc, char **argv) {
    for (int i = 1; i < argc; ++i) {
        if (strcmp(argv[i], "--gather") == 0) gather = true;
        if (strcmp(argv[i], "--fault") == 0 && i + 1 < argc) fault = argv[++i];
        else if (strcmp(argv[i], "--frame-bytes") == 0 && i + 1 < argc) frame_bytes = strtoul(argv[++i], NULL, 10);
    }
    if (frame_bytes > 65535) return fprintf(stderr, "floor: --frame-bytes is at most 65535\n"), 2;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t address_size = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (bind(listener, (struct sockaddr *)&address, sizeof address) != 0 || listen(listener, 4096) != 0)
        return perror("floor"), 1;
    getsockname(listener, (struct sockaddr *)&address, &address_size);
    poller = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = NULL}, events[1024];
    epoll_ctl(poller, EPOLL_CTL_ADD, listener, &event);
    printf("floor listening on http://127.0.0.1:%d\n", ntohs(address.sin_port));
    fflush(stdout);
    for (;;) {
        int count = epoll_wait(poller, events, 1024, -1);
        for (int i = 0; i < count; ++i) {
            struct connection *c = events[i].data.ptr;
            if (!c) on_connect(listener);
            else if (c->open && (events[i].events & EPOLLOUT)) flush(c);
            if (c && c->open && (events[i].events & ~EPOLLOUT)) on_readable(c);
        }
        end_turn();
    }
}
