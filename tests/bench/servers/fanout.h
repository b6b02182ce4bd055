/* How frames leave the floor: immutable frames shared by all members, a queue per connection, and either
   one send per recipient at once or one gathered write per connection and loop turn. */
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct frame {
    uint32_t references;
    uint32_t size;
    unsigned char bytes[];
};

struct group;

/* One client. Owned by the loop, freed at the end of the turn in which it was closed. */
struct connection {
    int fd;
    bool open, upgraded, dirty, waiting; /* waiting: the socket was full and epoll watches it for writing */
    struct group *group;
    uint32_t place; /* index in group->members */
    struct frame **queue;
    uint32_t queued, room, sent; /* sent: bytes of queue[0] that are already out */
    unsigned char *rest;         /* the start of a frame whose end has not come yet */
    uint32_t rest_size;
    struct connection *next_closed;
};

struct group {
    char name[64];
    struct connection **members;
    uint32_t count, room;
};

/* Shared by both ways of writing; set once by main. */
extern bool gather;
extern int poller;

/* An unmasked text frame of `size` payload bytes in all, filled up with spaces behind the text. */
struct frame *make_frame(const void *text, size_t text_size, size_t size);
void release(struct frame *frame);

void group_add(struct group *group, struct connection *c);
void group_remove(struct connection *c);
void broadcast(struct group *group, struct frame *frame);
void send_frame(struct connection *c, struct frame *frame);

/* Writes what is queued; closes the connection if the peer is gone. */
void flush(struct connection *c);
/* To be called at the end of each turn of the loop: writes all queues that got something, frees closed connections. */
void end_turn(void);
void close_connection(struct connection *c);
