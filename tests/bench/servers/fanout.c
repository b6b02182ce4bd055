#include "fanout.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

bool gather;
int poller;

static struct connection **dirty_list;
static size_t dirty_count, dirty_room;
static struct connection *closed_list;

struct frame *make_frame(const void *text, size_t text_size, size_t size) {
    if (size < text_size) size = text_size;
    size_t header = size < 126 ? 2 : 4;
    struct frame *frame = malloc(sizeof *frame + header + size);
    frame->references = 1;
    frame->size = (uint32_t)(header + size);
    frame->bytes[0] = 0x81;
    frame->bytes[1] = (unsigned char)(size < 126 ? size : 126);
    if (header == 4) {
        frame->bytes[2] = (unsigned char)(size >> 8);
        frame->bytes[3] = (unsigned char)size;
    }
    memcpy(frame->bytes + header, text, text_size);
    memset(frame->bytes + header + text_size, ' ', size - text_size);
    return frame;
}

void release(struct frame *frame) {
    if (--frame->references == 0) free(frame);
}

void group_add(struct group *group, struct connection *c) {
    if (group->count == group->room) {
        group->room = group->room ? group->room * 2 : 4;
        group->members = realloc(group->members, group->room * sizeof *group->members);
    }
    c->group = group;
    c->place = group->count;
    group->members[group->count++] = c;
}

void group_remove(struct connection *c) {
    if (!c->group) return;
    struct connection *last = c->group->members[--c->group->count];
    c->group->members[c->place] = last;
    last->place = c->place;
    c->group = NULL;
}

void close_connection(struct connection *c) {
    if (!c->open) return;
    c->open = false;
    group_remove(c);
    close(c->fd);
    c->next_closed = closed_list;
    closed_list = c;
}

static void watch(struct connection *c, bool writing) {
    struct epoll_event event = {.events = EPOLLIN | (writing ? EPOLLOUT : 0), .data.ptr = c};
    epoll_ctl(poller, EPOLL_CTL_MOD, c->fd, &event);
    c->waiting = writing;
}

static void enqueue(struct connection *c, struct frame *frame) {
    if (c->queued == c->room) {
        c->room = c->room ? c->room * 2 : 4;
        c->queue = realloc(c->queue, c->room * sizeof *c->queue);
    }
    frame->references++;
    c->queue[c->queued++] = frame;
}

/* Takes `written` bytes off the front of the queue. */
static void advance(struct connection *c, size_t written) {
    uint32_t done = 0;
    written += c->sent;
    while (done < c->queued && written >= c->queue[done]->size) {
        written -= c->queue[done]->size;
        release(c->queue[done++]);
    }
    c->sent = (uint32_t)written;
    c->queued -= done;
    memmove(c->queue, c->queue + done, c->queued * sizeof *c->queue);
}

void flush(struct connection *c) {
    struct iovec parts[256];
    while (c->open && c->queued) {
        uint32_t count = c->queued < 256 ? c->queued : 256;
        for (uint32_t i = 0; i < count; ++i)
            parts[i] = (struct iovec){c->queue[i]->bytes, c->queue[i]->size};
        parts[0].iov_base = c->queue[0]->bytes + c->sent;
        parts[0].iov_len -= c->sent;
        struct msghdr message = {.msg_iov = parts, .msg_iovlen = count};
        ssize_t n = sendmsg(c->fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (n < 0 && errno == EAGAIN) {
            if (!c->waiting) watch(c, true);
            return;
        }
        if (n < 0) return close_connection(c);
        advance(c, (size_t)n);
    }
    if (c->open && c->waiting) watch(c, false);
}

void send_frame(struct connection *c, struct frame *frame) {
    if (gather) {
        enqueue(c, frame);
        if (c->dirty) return;
        if (dirty_count == dirty_room) {
            dirty_room = dirty_room ? dirty_room * 2 : 1024;
            dirty_list = realloc(dirty_list, dirty_room * sizeof *dirty_list);
        }
        c->dirty = true;
        dirty_list[dirty_count++] = c;
        return;
    }
    if (c->queued) return enqueue(c, frame);
    ssize_t n = send(c->fd, frame->bytes, frame->size, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (n == (ssize_t)frame->size) return;
    if (n < 0 && errno != EAGAIN) return close_connection(c);
    enqueue(c, frame);
    c->sent = n < 0 ? 0 : (uint32_t)n;
    watch(c, true);
}

void broadcast(struct group *group, struct frame *frame) {
    /* Backwards, because closing a member moves the last one into its place. */
    for (uint32_t i = group->count; i-- > 0;) send_frame(group->members[i], frame);
}

void end_turn(void) {
    for (size_t i = 0; i < dirty_count; ++i) {
        dirty_list[i]->dirty = false;
        flush(dirty_list[i]);
    }
    dirty_count = 0;
    while (closed_list) {
        struct connection *c = closed_list;
        closed_list = c->next_closed;
        for (uint32_t i = 0; i < c->queued; ++i) release(c->queue[i]);
        free(c->queue);
        free(c->rest);
        free(c);
    }
}
