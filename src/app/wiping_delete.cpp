// Memory is overwritten before it is given back. M_PERTURB does so too, but not for the small blocks that glibc keeps in a
// cache per thread - and a short message is a small block. The sanitizers bring their own allocator and are left alone.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

#include <malloc.h>

#include <cstdlib>
#include <new>

#include "srchat/base/private_text.hpp"

namespace {

void wipe_and_free(void* memory) noexcept {
    if (memory == nullptr) return;
    srchat::cleanse(memory, ::malloc_usable_size(memory));
    std::free(memory);
}

}  // namespace

void operator delete(void* memory) noexcept { wipe_and_free(memory); }
void operator delete[](void* memory) noexcept { wipe_and_free(memory); }
void operator delete(void* memory, std::size_t) noexcept { wipe_and_free(memory); }
void operator delete[](void* memory, std::size_t) noexcept { wipe_and_free(memory); }
void operator delete(void* memory, std::align_val_t) noexcept { wipe_and_free(memory); }
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { wipe_and_free(memory); }

#endif
