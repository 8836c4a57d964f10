quickscan_unit_tests(exchange ci_formats_test.cpp json_test.cpp graph_files_test.cpp)
