"""as_subdirectory.py PROGRAM SOURCE_DIR: quickscan as a folder of another project: its example builds by add_subdirectory, and the
build type, warnings and tests of that project are its own."""
import pathlib
import subprocess
import sys
import tempfile

PROJECT = """cmake_minimum_required(VERSION 3.25)
project(outer LANGUAGES CXX)
add_subdirectory({root} quickscan EXCLUDE_FROM_ALL)
if(CMAKE_BUILD_TYPE OR CMAKE_CXX_FLAGS_RELEASE MATCHES "NDEBUG.*NDEBUG" OR TARGET unit_tests)
  message(FATAL_ERROR "quickscan changes the settings of the project around it")
endif()
add_executable(voices {root}/examples/library/main.cpp)
target_compile_features(voices PRIVATE cxx_std_20)
target_link_libraries(voices PRIVATE quickscan::quickscan)
"""


def done(*command):
    ran = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if ran.returncode:
        sys.exit(f"{' '.join(map(str, command))}: exit {ran.returncode}\n{(ran.stdout + ran.stderr)[-3000:]}")
    return ran.stdout


def main():
    root = pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory(prefix="quickscan-outer-") as folder:
        folder = pathlib.Path(folder)
        (folder / "CMakeLists.txt").write_text(PROJECT.format(root=root))
        done("cmake", "-S", folder, "-B", folder / "build", "-G", "Ninja", "-DCMAKE_UNITY_BUILD=ON", *sys.argv[3:])
        done("cmake", "--build", folder / "build", "--target", "voices")
        printed = done(folder / "build/voices", root / "examples/first-study")
        if "principles/strategic: n=3, median 3" not in printed:
            sys.exit(printed)
        tests = subprocess.run(["ctest", "--test-dir", folder / "build", "-N"], capture_output=True, text=True).stdout
        if "Total Tests: 0" not in tests:
            sys.exit(tests)


main()
