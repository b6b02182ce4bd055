#pragma once
// The one coroutine type: an Asio awaitable bound to an io_context's own executor. The usual awaitable goes through a
// type-erased executor, which costs an allocation for every completion and some memory for every idle connection.

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace srchat {

template <class T>
using task = boost::asio::awaitable<T, boost::asio::io_context::executor_type>;

// The completion token of a task; and the one that hands errors back as a tuple's first value instead of throwing.
inline constexpr boost::asio::use_awaitable_t<boost::asio::io_context::executor_type> use_task;
inline constexpr auto use_task_tuple = boost::asio::as_tuple(use_task);

}  // namespace srchat
