quickscan_unit_tests(cli files_test.cpp processes_test.cpp cli_test.cpp)
