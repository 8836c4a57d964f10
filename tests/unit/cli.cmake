quickscan_unit_tests(cli files_test.cpp cli_test.cpp)
