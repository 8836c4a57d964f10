#include "study/privacy/first_names.hpp"

#include "core/utf8.hpp"

#include <algorithm>
#include <array>

namespace quickscan {

namespace {

// Sorted, in small letters. Left out: names that are words too (mark, roos, wil) and names that
// organisations of this field bear.
constexpr auto names = std::to_array<std::string_view>({
    "aad",      "aart",      "abdel",     "abdelkader", "abdul",      "abdullah", "adriaan",  "ahmed",      "aisha",
    "ali",      "alice",     "amber",     "amina",      "andre",      "anita",    "anja",     "anke",       "ankie",
    "anna",     "annelies",  "annemarie", "annemiek",   "annet",      "annette",  "annie",    "anouk",      "antoine",
    "anton",    "arie",      "arjan",     "arnold",     "aron",       "astrid",   "aydin",    "ayse",       "barbara",
    "bart",     "bas",       "bastiaan",  "beatrix",    "ben",        "bert",     "bianca",   "bilal",      "bjorn",
    "bob",      "boris",     "bouchra",   "brahim",     "bram",       "carla",    "carlijn",  "carlo",      "carolien",
    "chantal",  "charlotte", "chris",     "christa",    "christiaan", "cindy",    "coen",     "corine",     "cornelis",
    "corrie",   "daan",      "daniel",    "danielle",   "danny",      "david",    "debbie",   "denise",     "dennis",
    "desiree",  "diana",     "dick",      "dirk",       "driss",      "eelco",    "eline",    "elise",      "ellen",
    "els",      "emine",     "emma",      "emre",       "eric",       "erik",     "erwin",    "esther",     "eva",
    "evelien",  "evert",     "ewout",     "fadma",      "farid",      "fatima",   "fatma",    "femke",      "ferdinand",
    "frank",    "frans",     "fred",      "frederik",   "freek",      "gerard",   "gerben",   "gerda",      "gerrit",
    "gert",     "ghislaine", "gijs",      "greet",      "guus",       "gwen",     "hafid",    "halima",     "hamid",
    "hamza",    "hanna",     "hannah",    "hanneke",    "hans",       "harm",     "harry",    "hassan",     "hatice",
    "heidi",    "hein",      "helen",     "helena",     "hendrik",    "henk",     "henny",    "herman",     "hilde",
    "houda",    "hugo",      "huseyin",   "ibrahim",    "ilona",      "ilse",     "imane",    "inge",       "ingrid",
    "irene",    "irma",      "isabel",    "ivo",        "jaap",       "jacco",    "jacob",    "jacqueline", "jamila",
    "jan",      "janine",    "janneke",   "jannie",     "jasmijn",    "jasper",   "jeanette", "jelle",      "jennifer",
    "jenny",    "jeroen",    "jesse",     "jessica",    "jet",        "joan",     "job",      "johan",      "johanna",
    "johannes", "john",      "jolanda",   "joop",       "jordy",      "joris",    "jos",      "judith",     "julia",
    "juliette", "jurgen",    "karel",     "karen",      "karim",      "karin",    "karlijn",  "katja",      "kees",
    "kelly",    "kevin",     "khadija",   "khalid",     "kim",        "klaas",    "koen",     "koos",       "lars",
    "latifa",   "laura",     "leen",      "leila",      "leonie",     "lianne",   "lieke",    "lies",       "liesbeth",
    "linda",    "lisa",      "lisanne",   "lisette",    "loes",       "lotte",    "louise",   "luc",        "lucas",
    "luuk",     "maaike",    "maarten",   "maartje",    "machteld",   "maike",    "malika",   "manon",      "marc",
    "marcel",   "marco",     "margot",    "margriet",   "maria",      "marianne", "marieke",  "marielle",   "marijke",
    "marijn",   "marina",    "mario",     "marion",     "marit",      "marja",    "marjan",   "marjolein",  "marleen",
    "marloes",  "martijn",   "martin",    "martine",    "maryam",     "mathijs",  "matthijs", "maurice",    "mehmet",
    "melanie",  "melissa",   "merel",     "meryem",     "michael",    "michel",   "michelle", "michiel",    "miranda",
    "miriam",   "mirjam",    "mohamed",   "mohammad",   "mohammed",   "monica",   "monique",  "mounir",     "mustafa",
    "nadia",    "naima",     "najat",     "nancy",      "naomi",      "natasja",  "nathalie", "nel",        "nico",
    "nicole",   "niels",     "nienke",    "nina",       "noor",       "noortje",  "omar",     "otto",       "patricia",
    "patrick",  "paul",      "paula",     "pauline",    "peter",      "petra",    "piet",     "pieter",     "priscilla",
    "rachid",   "ramon",     "raoul",     "reinier",    "remco",      "renate",   "rene",     "renske",     "richard",
    "rick",     "rik",       "rita",      "rob",        "robbert",    "robert",   "robin",    "roel",       "roelof",
    "rogier",   "roland",    "romy",      "ronald",     "ronny",      "rosa",     "rosalie",  "ruben",      "rudolf",
    "ruud",     "sabine",    "saida",     "salima",     "samir",      "samira",   "sander",   "sandra",     "sanne",
    "sara",     "sarah",     "saskia",    "sebastiaan", "selma",      "sem",      "serena",   "shirley",    "sietske",
    "sigrid",   "silvia",    "simone",    "sjaak",      "sjoerd",     "sonja",    "sophie",   "stefan",     "stephanie",
    "steven",   "suzan",     "suzanne",   "sven",       "sylvia",     "tamara",   "tanja",    "teun",       "thea",
    "theo",     "thijs",     "thomas",    "tijs",       "tim",        "tineke",   "tjeerd",   "tom",        "tonny",
    "truus",    "ursula",    "valerie",   "vera",       "veronique",  "victor",   "vincent",  "walter",     "wendy",
    "wesley",   "wiebe",     "wijnand",   "wilhelmina", "willeke",    "willem",   "wilma",    "wim",        "wouter",
    "yasmin",   "yasmina",   "yassin",    "yolanda",    "youssef",    "yusuf",    "yvette",   "yvonne",     "zeynep",
    "zoe",
});

}  // namespace

bool is_first_name(std::string_view word) {
  if (word.size() < 3 || word.size() > 12) return false;
  const auto small = lower_case(word);
  return std::ranges::binary_search(names, std::string_view(small));
}

}  // namespace quickscan
