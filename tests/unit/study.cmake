quickscan_unit_tests(study check_test.cpp privacy_test.cpp read_test.cpp)
