# Two packages by CPack: `quickscan` and `libquickscan-dev`. `make deb` sets SOURCE_DATE_EPOCH, by which they are reproducible.
set(QUICKSCAN_CONTACT "quickscan maintainers <maintainers@quickscan.invalid>" CACHE STRING "Maintainer in packages")
set(QUICKSCAN_HOMEPAGE "" CACHE STRING "Homepage in packages")

if(QUICKSCAN_PYTHON)
  add_custom_command(OUTPUT ${here}/changelog.gz
    COMMAND ${QUICKSCAN_PYTHON} -B ${CMAKE_CURRENT_SOURCE_DIR}/debian_changelog.py ${PROJECT_SOURCE_DIR}/CHANGELOG.md
            ${QUICKSCAN_CONTACT} ${here}/changelog.gz
    DEPENDS debian_changelog.py ${PROJECT_SOURCE_DIR}/CHANGELOG.md VERBATIM)
  add_custom_target(debian_changelog DEPENDS ${here}/changelog.gz)
  add_dependencies(installed_texts debian_changelog)
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT ${QUICKSCAN_CONTACT})
set(CPACK_PACKAGE_HOMEPAGE_URL ${QUICKSCAN_HOMEPAGE})
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_SOURCE_DIR}/debian_tree.cmake)
set(CPACK_DEBIAN_TEXTS ${here}/changelog.gz ${CMAKE_CURRENT_SOURCE_DIR}/copyright)

set(CPACK_COMPONENTS_ALL program dev)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME quickscan)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_RECOMMENDS "pandoc, librsvg2-2, libxlsxwriter4, libreadstat1, chromium | chromium-browser, git")
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SUGGESTS "gephi, r-cran-haven")
set(CPACK_DEBIAN_PROGRAM_DESCRIPTION "quick-scan evaluations of policy from coded interviews
Policy researchers interview people at several levels of an organisation to
find out how far a set of recommendations has been put into practice, and code
the interviews by hand in YAML. quickscan checks that data, scores every
recommendation at every level, follows each number back to the words it rests
on, draws who works with whom, and writes the report in Dutch and English.")
set(CPACK_DEBIAN_DEV_PACKAGE_NAME libquickscan-dev)
set(CPACK_DEBIAN_DEV_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEV_PACKAGE_SHLIBDEPS OFF)
set(CPACK_DEBIAN_DEV_PACKAGE_DEPENDS "libyaml-cpp-dev, nettle-dev, libutf8proc-dev")
set(CPACK_DEBIAN_DEV_DESCRIPTION "quick-scan evaluations of policy, for C++ programs
The static library and headers behind quickscan: reading and checking studies,
scoring recommendations, and writing the results as JSON or reports. CMake
finds it by find_package(quickscan), pkg-config as quickscan.")
include(CPack)
