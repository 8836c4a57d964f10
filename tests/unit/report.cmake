quickscan_unit_tests(report escape_test.cpp numbers_test.cpp messages_test.cpp provenance_test.cpp html_test.cpp
                     texts_test.cpp report_test.cpp normalise_test.cpp
                     lanes_test.cpp network_text_test.cpp audience_test.cpp)
find_package(EXPAT REQUIRED)
target_link_libraries(report_tests PRIVATE EXPAT::EXPAT)
# What is public is the same in the report and in the JSON.
target_link_libraries(report_tests PRIVATE quickscan_exchange)
