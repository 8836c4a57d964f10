quickscan_unit_tests(study privacy_test.cpp)
