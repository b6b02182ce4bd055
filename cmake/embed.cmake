# srchat_embed_web(target): a static library with every file of the web build inside (srchat/app/web_assets.hpp).
# cmake/web_build.cmake runs npm, cmake/web_table.cmake turns the files into assembly and a table.
function(srchat_embed_web target)
  set(work ${CMAKE_BINARY_DIR}/web)
  set(generated ${work}/assets.S ${work}/assets.cpp)
  set(web ${CMAKE_SOURCE_DIR}/web)
  if(SRCHAT_WEB)
    # The page's sources: all of web/ but what npm and the build put there.
    file(GLOB entries CONFIGURE_DEPENDS LIST_DIRECTORIES true ${web}/*)
    set(sources)
    foreach(entry IN LISTS entries)
      if(entry MATCHES "/(node_modules|dist)$")
        continue()
      elseif(IS_DIRECTORY ${entry})
        file(GLOB_RECURSE inner CONFIGURE_DEPENDS ${entry}/*)
        list(APPEND sources ${inner})
      else()
        list(APPEND sources ${entry})
      endif()
    endforeach()
    if(NOT EXISTS ${web}/package-lock.json)
      message(FATAL_ERROR "web/package-lock.json is missing; configure with -DSRCHAT_WEB=OFF to embed a placeholder page.")
    endif()
    # A newer Node than Debian's may have been put there by quickstart.
    find_program(SRCHAT_NPM npm REQUIRED)
    set(build_web COMMAND ${CMAKE_COMMAND} -DWEB=${web} -DOUT=${work}/dist -DNPM=${SRCHAT_NPM}
      -DLOCAL_NODE=${CMAKE_SOURCE_DIR}/.cache/node/node_modules/.bin -DLOCK=${CMAKE_SOURCE_DIR}/build/web.lock
      -P ${CMAKE_SOURCE_DIR}/cmake/web_build.cmake)
  else()
    file(GENERATE OUTPUT ${work}/dist/index.html CONTENT
      "<!doctype html><html lang=\"en\"><title>SecureRoomChat</title><p>This server was built without its web page.</html>\n")
    set(sources)
    set(build_web)
  endif()
  add_custom_command(OUTPUT ${generated}
    ${build_web}
    COMMAND ${CMAKE_COMMAND} -DDIST=${work}/dist -DOUT=${work} -P ${CMAKE_SOURCE_DIR}/cmake/web_table.cmake
    DEPENDS ${sources} ${CMAKE_SOURCE_DIR}/cmake/web_build.cmake ${CMAKE_SOURCE_DIR}/cmake/web_table.cmake
    COMMENT "Embedding the web page" VERBATIM)
  add_library(${target} STATIC ${generated})
  target_link_libraries(${target} PUBLIC srchat_compile)
endfunction()
