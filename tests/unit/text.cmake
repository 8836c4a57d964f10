quickscan_unit_tests(text sha256_test.cpp yaml_test.cpp yaml_spared_test.cpp parallel_test.cpp render_test.cpp)
