#pragma once

#include "study/check/check_study.hpp"
#include "study/read/read_study.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quickscan::test {

/// The files of a study as a test writes them: text by path.
using Files = std::map<std::string, std::string>;

/// The files as the library reads them.
StudyFiles study_files(Files files);

/// Reads a study in one thread.
ReadResult read_files(const Files& files, ReadOptions options = {.threads = 1});

/// The study as far as it could be read, with all that `quickscan check` finds in these files; a report is asked for
/// in `language`.
ReadResult checked(const Files& files, const CheckOptions& options = {}, std::optional<Language> language = {});

/// All findings, each as `path:line:column: severity[code]: message`.
std::string lines_of(const ReadResult& result);

/// The same of reading these files.
std::string findings_in(const Files& files);

/// What reading a lone YAML file finds, by lines of `a.yaml`.
std::string findings_in_yaml(const std::string& text, YamlTree* tree = nullptr);

/// A small study of the built-in framework without a finding; a test changes what it is about.
Files small_study();

/// The files of a study with a framework of its own: four levels, six rungs, two recommendations.
extern const char* const plain_study;
extern const char* const plain_framework;
extern const char* const plain_stakeholders;

/// Reads a study that must be without errors (they are thrown); study.yaml, framework.yaml and stakeholders.yaml are
/// the plain ones where not given.
Study study_of(Files files);

/// A single interview with one speaker `a`; `segments` is the YAML list below `segments:`.
std::string single(const std::string& id, const std::string& level, const std::string& who, const std::string& segments,
                   const std::string& more_of_speaker = "");

/// A segment that gives the voice exactly this rung, by example.
std::string shown(const std::string& rec, int rung);

/// One single interview for every value, of the organisations in turn.
void add_voices(Files& files, const std::string& level, const std::vector<int>& values,
                const std::string& rec = "access",
                const std::vector<std::string>& who = {"gemeente", "politie", "arosa", "fier"});

}  // namespace quickscan::test
