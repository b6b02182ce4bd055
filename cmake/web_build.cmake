# Run as a script at build time: builds the page if its sources changed, and copies the result to OUT.
# WEB: the page's folder. NPM: the program. LOCAL_NODE: a folder with a newer node, if it exists. LOCK: a lock file.
# Decides by content, not by times, so that several build folders share one npm ci and one page build.
cmake_minimum_required(VERSION 3.25)
file(LOCK ${LOCK} GUARD PROCESS TIMEOUT 1200)

if(EXISTS ${LOCAL_NODE})
  set(ENV{PATH} "${LOCAL_NODE}:$ENV{PATH}")
endif()

function(run what)
  execute_process(COMMAND ${ARGN} WORKING_DIRECTORY ${WEB} RESULT_VARIABLE failed OUTPUT_VARIABLE log ERROR_VARIABLE log)
  if(failed)
    message(FATAL_ERROR "${what} failed:\n${log}")
  endif()
endfunction()

# 1. What npm installs follows from the lock file alone.
file(SHA256 ${WEB}/package-lock.json wanted)
set(installed "")
if(EXISTS ${WEB}/node_modules/.lock-sha256)
  file(READ ${WEB}/node_modules/.lock-sha256 installed)
endif()
# Whoever works on the page runs npm themselves; what that left is as good.
set(hidden ${WEB}/node_modules/.package-lock.json)
if(installed STREQUAL "" AND EXISTS ${hidden} AND ${hidden} IS_NEWER_THAN ${WEB}/package-lock.json)
  set(installed ${wanted})
  file(WRITE ${WEB}/node_modules/.lock-sha256 ${wanted})
endif()
if(NOT installed STREQUAL wanted)
  run("npm ci" ${NPM} ci --no-audit --no-fund --loglevel=error)
  file(WRITE ${WEB}/node_modules/.lock-sha256 ${wanted})
endif()

# 2. What the build makes follows from the sources.
file(GLOB entries LIST_DIRECTORIES true ${WEB}/*)
set(content "")
foreach(entry IN LISTS entries)
  if(entry MATCHES "/(node_modules|dist)$")
    continue()
  elseif(IS_DIRECTORY ${entry})
    file(GLOB_RECURSE files ${entry}/*)
  else()
    set(files ${entry})
  endif()
  foreach(file IN LISTS files)
    file(SHA256 ${file} sum)
    file(RELATIVE_PATH name ${WEB} ${file})
    string(APPEND content "${sum} ${name}\n")
  endforeach()
endforeach()
string(SHA256 wanted "${content}")
set(built "")
if(EXISTS ${WEB}/dist/index.html AND EXISTS ${WEB}/node_modules/.dist-sha256)
  file(READ ${WEB}/node_modules/.dist-sha256 built)
endif()
if(NOT built STREQUAL wanted)
  run("npm run build" ${NPM} run --silent build)
  file(WRITE ${WEB}/node_modules/.dist-sha256 ${wanted})
endif()

# 3. A private copy, so that a page build beside this one cannot change files that are being embedded.
file(REMOVE_RECURSE ${OUT})
file(COPY ${WEB}/dist/ DESTINATION ${OUT})
