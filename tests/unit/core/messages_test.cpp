#include "core/messages.hpp"
#include "core/rules.hpp"
#include "embedded.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

using namespace quickscan;

namespace {

std::string sources_of(const std::string& folder) {
  std::string all;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(QUICKSCAN_SOURCE_DIR "/" + folder)) {
    if (entry.path().extension() != ".cpp") continue;
    std::ostringstream text;
    text << std::ifstream(entry.path(), std::ios::binary).rdbuf();
    all += text.str();
  }
  return all;
}

std::set<std::string> placeholders_of(const std::string& text) {
  static const std::regex pattern(R"(\{([a-z_]+)[?}])");
  std::set<std::string> names;
  for (std::sregex_iterator found(text.begin(), text.end(), pattern), end; found != end; ++found) {
    names.insert((*found)[1]);
  }
  return names;
}

}  // namespace

TEST_CASE("both languages have the same keys") {
  CHECK(Messages(Language::nl).keys() == Messages(Language::en).keys());
  CHECK(Messages(Language::nl).keys().size() > 100);
}

TEST_CASE("a text has the same placeholders in both languages") {
  const Messages dutch(Language::nl);
  const Messages english(Language::en);
  for (const auto& key : dutch.keys()) {
    CAPTURE(key);
    CHECK(placeholders_of(dutch(key)) == placeholders_of(english(key)));
  }
}

TEST_CASE("every text is used somewhere, and every text that is used exists") {
  const auto sources = sources_of("lib") + sources_of("cli");
  const Messages messages(Language::nl);
  std::set<std::string> groups;
  for (const auto& key : messages.keys()) {
    CAPTURE(key);
    const auto group = key.substr(0, key.find('.'));
    groups.insert(group);
    const bool whole = sources.find('"' + key + '"') != std::string::npos;
    const bool by_group = sources.find('"' + group + ".\"") != std::string::npos;
    CHECK((whole || by_group));
  }
  static const std::regex said(R"(say_?\(\s*"([a-z_]+\.[a-z_.-]*)\")");
  for (std::sregex_iterator found(sources.begin(), sources.end(), said), end; found != end; ++found) {
    CAPTURE((*found)[1].str());
    // What is put together, `network.relation_` and an id, is the beginning of a key.
    const auto keys = messages.keys();
    const bool beginning =
        std::ranges::any_of(keys, [&](std::string_view key) { return key.starts_with((*found)[1].str()); });
    CHECK((messages.has((*found)[1].str()) || beginning));
  }
}

TEST_CASE("a finding that may be set aside has words for the report") {
  const Messages messages(Language::nl);
  for (const auto& rule : rules()) CHECK(messages.has("finding." + std::string(rule.code)) == rule.suppressible);
}

TEST_CASE("a placeholder is filled in once, whatever its value looks like") {
  CHECK(fill_in("a {x} b {y}", {{"x", "{y}"}, {"y", "2"}}) == "a {y} b 2");
  CHECK(fill_in("{n} {n?stem|stemmen}", {{"n", 1}}) == "1 stem");
  CHECK(fill_in("{n} {n?stem|stemmen}", {{"n", 12}}) == "12 stemmen");
  CHECK(fill_in("{unknown} {open", {{"n", 1}}) == "{unknown} {open");
}

TEST_CASE("a list is written as people write it") {
  const Messages dutch(Language::nl);
  CHECK(dutch.list({}) == "");
  CHECK(dutch.list({"een"}) == "een");
  CHECK(dutch.list({"een", "twee"}) == "een en twee");
  CHECK(dutch.list({"een", "twee", "drie"}) == "een, twee en drie");
  CHECK(Messages(Language::en).list({"one", "two"}) == "one and two");
  CHECK(dutch.list_or({"een", "twee", "drie"}) == "een, twee of drie");
}

TEST_CASE("a text is found by its key, and a missing one shows") {
  const Messages dutch(Language::nl);
  CHECK(dutch("frame.contents") == "Inhoud");
  CHECK(dutch("frame.footer", {{"version", "1"}, {"hash", "2"}}) == "quickscan 1; invoer 2");
  CHECK(dutch("a.missing") == "[a.missing]");
}

namespace {

/// Checks that no text of a language matches `words`, wherever a placeholder stands.
void check_without(Language language, const char* words) {
  static const std::regex placeholder(R"(\{[a-z_]+\}|\{[a-z_]+\?)");
  const std::regex pattern(std::string("\\b(") + words + ")\\b", std::regex::icase);
  const Messages messages(language);
  for (const auto& key : messages.keys()) {
    const auto text = std::regex_replace(messages(key), placeholder, " ");
    CAPTURE(key);
    CAPTURE(text);
    CHECK_FALSE(std::regex_search(text, pattern));
  }
}

}  // namespace

TEST_CASE("no text holds a word of one programme: a study of water or housing has none of them") {
  check_without(Language::nl,
                "geweld|mishandel\\w*|slachtoffers?|plegers?|daders?|kind(eren)?|jeugd|gezin(nen)?|opvang|politie|"
                "wijkteams?|wmo|veilig thuis|gemeenteraad|raad|raadsleden|wethouders?");
  check_without(Language::en,
                "violence|violent|abuse|victims?|perpetrators?|offenders?|shelters?|child(ren)?|youth|famil(y|ies)|"
                "police|council(lors?)?|alderm[ae]n|neighbourhood teams?");
}

TEST_CASE("one thing has one word in each language") {
  check_without(Language::nl,
                "betwist|bestreden|hoogstens|te weinig bewijs|vertrouwen|vertrouwd|redelijk eensgezind|"
                "verband(en)?|relaties?|zorg(en)?|iets dat is laten zien|schakels?");
  check_without(Language::en,
                "too little evidence|administrators?|manifest|by lot|lying down|a talk with|walk-in|"
                "disputed");
}
