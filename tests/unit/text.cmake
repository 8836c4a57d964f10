quickscan_unit_tests(text sha256_test.cpp)
