# The pages of data/rules are the documentation, the test and the text of `explain` at once.
add_executable(rules_test rules_test.cpp)
target_link_libraries(rules_test PRIVATE quickscan_test_main quickscan_flags quickscan_report quickscan_study)
target_compile_definitions(rules_test PRIVATE QUICKSCAN_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
target_compile_options(rules_test PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-useless-cast>)
add_test(NAME rules COMMAND rules_test)
set_tests_properties(rules PROPERTIES LABELS golden ENVIRONMENT "QUICKSCAN_PROGRAM=$<TARGET_FILE:quickscan>")
