# Runs the commands of a golden case and compares what they say with what is expected, or (QUICKSCAN_GOLDEN)
# rewrites what is expected.
#
#   [QUICKSCAN_GOLDEN=1] cmake -DPROGRAM=build/quickscan -DCASE=tests/golden/summary -P tests/golden/run.cmake
#
# `command` holds one command a line, as typed after `quickscan`, run from the project's folder; `expected`
# is the transcript: each command, its standard output, its standard error, and its exit code unless it is 0.
cmake_minimum_required(VERSION 3.25)
get_filename_component(root "${CMAKE_CURRENT_LIST_DIR}/../.." ABSOLUTE)
get_filename_component(program "${PROGRAM}" ABSOLUTE)
get_filename_component(case "${CASE}" ABSOLUTE)

file(STRINGS "${case}/command" commands)
set(transcript "")
foreach(command IN LISTS commands)
  separate_arguments(words UNIX_COMMAND "${command}")
  execute_process(COMMAND ${CMAKE_COMMAND} -E env --unset=GITHUB_ACTIONS --unset=GITLAB_CI "${program}" ${words}
    WORKING_DIRECTORY "${root}" RESULT_VARIABLE code OUTPUT_VARIABLE out ERROR_VARIABLE err)
  string(APPEND transcript "$ quickscan ${command}\n${out}")
  if(NOT err STREQUAL "")
    string(APPEND transcript "--- standard error\n${err}")
  endif()
  if(NOT code EQUAL 0)
    string(APPEND transcript "--- exit ${code}\n")
  endif()
endforeach()

if(NOT "$ENV{QUICKSCAN_GOLDEN}" STREQUAL "")
  file(WRITE "${case}/expected" "${transcript}")
  return()
endif()
set(expected "")
if(EXISTS "${case}/expected")
  file(READ "${case}/expected" expected)
endif()
if(NOT "${transcript}" STREQUAL "${expected}")
  if(ACTUAL)
    file(WRITE "${ACTUAL}" "${transcript}")
    execute_process(COMMAND diff -u "${case}/expected" "${ACTUAL}")
  endif()
  message(FATAL_ERROR "${case}: not as expected (after a look at the difference: make golden)")
endif()
