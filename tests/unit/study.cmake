quickscan_unit_tests(study privacy_test.cpp read_test.cpp)
