# Run by CPack on the trees that become Debian packages: puts in what Debian wants of each package, and gives every file
# the time of the source, so that two builds are equal.
foreach(pair program:quickscan dev:libquickscan-dev)
  string(REPLACE ":" ";" pair ${pair})
  list(GET pair 0 component)
  list(GET pair 1 package)
  set(share ${CPACK_TEMPORARY_DIRECTORY}/${component}/usr/share)
  if(NOT EXISTS ${share})
    continue()
  endif()
  file(COPY ${CPACK_DEBIAN_TEXTS} DESTINATION ${share}/doc/${package})
  if(EXISTS ${share}/zsh/site-functions)
    file(RENAME ${share}/zsh/site-functions ${share}/zsh/vendor-completions)
  endif()
  if(DEFINED ENV{SOURCE_DATE_EPOCH})
    execute_process(COMMAND find ${CPACK_TEMPORARY_DIRECTORY}/${component} -exec touch -h -d @$ENV{SOURCE_DATE_EPOCH} {} +
      COMMAND_ERROR_IS_FATAL ANY)
  endif()
endforeach()
