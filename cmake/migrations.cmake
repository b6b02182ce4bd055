# srchat_embed_migrations(target): adds every migrations/<engine>/NNNN_name.sql to the target, as src/adapters/sql/migrations.hpp
# declares them.
function(srchat_embed_migrations target)
  set(generated ${CMAKE_BINARY_DIR}/migrations/migrations.cpp)
  file(GLOB_RECURSE steps CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/migrations/*.sql)
  add_custom_command(OUTPUT ${generated}
    COMMAND ${CMAKE_COMMAND} -DMIGRATIONS=${CMAKE_SOURCE_DIR}/migrations -DOUT=${generated}
      -P ${CMAKE_SOURCE_DIR}/cmake/migrations_table.cmake
    DEPENDS ${steps} ${CMAKE_SOURCE_DIR}/cmake/migrations_table.cmake
    COMMENT "Embedding the migrations" VERBATIM)
  target_sources(${target} PRIVATE ${generated})
endfunction()
