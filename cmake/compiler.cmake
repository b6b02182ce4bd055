# One place for what every target is compiled with.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

find_program(SRCHAT_CCACHE ccache)
if(SRCHAT_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${SRCHAT_CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${SRCHAT_CCACHE})
endif()
find_program(SRCHAT_MOLD mold)
if(SRCHAT_MOLD)
  add_link_options(-fuse-ld=mold)
endif()

# A position-independent executable, and not position-independent code as for a shared library: that would keep the
# compiler from inlining any function that another file could see.
add_compile_options(-fPIE)
add_link_options(-pie)

add_library(srchat_compile INTERFACE)
target_compile_options(srchat_compile INTERFACE
  # Not the whole of -Wshadow: g++ 12 names a variable of every coroutine `frame_ptr` and then warns about our type.
  -Wall -Wextra -Wpedantic -Wshadow=local -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual -Werror=switch
  $<$<BOOL:${SRCHAT_WARNINGS_AS_ERRORS}>:-Werror>
  # g++ 12 reports overflows in the standard library's own string code at -O2 that are not there.
  -Wno-error=stringop-overflow -Wno-stringop-overflow -Wno-error=restrict -Wno-restrict -Wno-maybe-uninitialized -Wno-mismatched-new-delete
  -fstack-protector-strong)
target_compile_definitions(srchat_compile INTERFACE
  BOOST_ASIO_NO_DEPRECATED BOOST_ASIO_SEPARATE_COMPILATION BOOST_BEAST_SEPARATE_COMPILATION
  # Coroutines call each other six deep for a message; Asio keeps two of their frames for reuse unless told otherwise.
  BOOST_ASIO_RECYCLING_ALLOCATOR_CACHE_SIZE=16
  $<$<CONFIG:Release>:_FORTIFY_SOURCE=2> $<$<NOT:$<CONFIG:Release>>:_GLIBCXX_ASSERTIONS>)
target_include_directories(srchat_compile INTERFACE ${CMAKE_SOURCE_DIR}/include)

# Most of the time goes into headers that nearly every file of a target includes.
function(srchat_compile_together target)
  if(SRCHAT_TOGETHER)
    set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 6)
    # Coroutines keep lambdas in their frames, of which g++ 12 then believes that other files see them.
    target_compile_options(${target} PRIVATE -Wno-subobject-linkage)
  endif()
endfunction()
