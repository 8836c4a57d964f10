#include "study/privacy/key_names.hpp"
#include "study/privacy/personal_data.hpp"

#include <doctest/doctest.h>

#include <string>

using quickscan::NameIndex;

namespace {

/// What is found, as "QS505 06-12345678", with "; " between.
std::string found_in(std::string_view text) {
  std::vector<quickscan::PersonalDatum> found;
  quickscan::find_personal_data(text, found);
  std::string result;
  for (const auto& datum : found) {
    if (!result.empty()) result += "; ";
    result += std::string(datum.rule->code) + " " + std::string(text.substr(datum.begin, datum.end - datum.begin));
  }
  return result;
}

}  // namespace

TEST_CASE("telephone numbers are found in the forms in which people write them") {
  CHECK(found_in("bel 06-12345678 of kom langs") == "QS505 06-12345678");
  CHECK(found_in("bel 06 12 34 56 78.") == "QS505 06 12 34 56 78");
  CHECK(found_in("(010) 123 45 67") == "QS505 (010) 123 45 67");
  CHECK(found_in("0181-123456") == "QS505 0181-123456");
  CHECK(found_in("+31 6 12345678") == "QS505 +31 6 12345678");
  CHECK(found_in("0031612345678") == "QS505 0031612345678");
  CHECK(found_in("in 2021 0612345678") == "QS505 0612345678");
}

TEST_CASE("numbers that are something else are no telephone numbers") {
  CHECK(found_in("van 01-02-2021 tot 2021-09-14, om 00:12:40") == "");
  CHECK(found_in("budget van 1.250.000 euro, 0,5 fte, 24/7") == "");
  CHECK(found_in("bel 112, 14010 of 0800-2000") == "");
  CHECK(found_in("12345678901234567890") == "");
}

TEST_CASE("a citizen service number is an error with the word nearby and a warning without") {
  CHECK(found_in("zijn BSN is 111222333") == "QS502 111222333");
  CHECK(found_in("burgerservicenummer: 1112.22.333") == "QS502 1112.22.333");
  CHECK(found_in("BSN-nummer is 111-222-333") == "QS502 111-222-333");
  CHECK(found_in("dossier 111-222-333, op 2021-11-22 3 keer") == "");
  CHECK(found_in("dossier 111222333 is zoek") == "QS503 111222333");
  CHECK(found_in("dossier 111222334 is zoek, geen BSN") == "");
  CHECK(found_in("het absnummer 111222333") == "QS503 111222333");
}

TEST_CASE("bank accounts pass the modulo 97 test") {
  CHECK(found_in("rekening NL91 ABNA 0417 1643 00 graag") == "QS506 NL91 ABNA 0417 1643 00");
  CHECK(found_in("rekening NL91ABNA0417164300.") == "QS506 NL91ABNA0417164300");
  CHECK(found_in("nl91abna0417164300") == "QS506 nl91abna0417164300");
  CHECK(found_in("DE89 3704 0044 0532 0130 00") == "QS506 DE89 3704 0044 0532 0130 00");
  CHECK(found_in("rekening NL92 ABNA 4417 1643 00") == "");
}

TEST_CASE("e-mail addresses are found and actors are not") {
  CHECK(found_in("mail jan.jansen@example.org, graag") == "QS504 jan.jansen@example.org");
  CHECK(found_in("wijkteam@operational en @huis") == "");
}

TEST_CASE("postcodes are found and years before an organisation are not") {
  CHECK(found_in("zij woont op 3011 AB in de stad") == "QS507 3011 AB");
  CHECK(found_in("3011AB") == "QS507 3011AB");
  CHECK(found_in("in 2014 VT en 2021 OM") == "");
  CHECK(found_in("1234 SS en 3011 ABC en 0123 AB en 13011 AB") == "");
}

TEST_CASE("a street with a house number is an address") {
  CHECK(found_in("op de Hoogstraat 12 woont") == "QS508 Hoogstraat 12");
  CHECK(found_in("Binnenweg 114b") == "QS508 Binnenweg 114b");
  CHECK(found_in("op de Hoogstraat gebeurt 12 keer iets") == "");
  CHECK(found_in("Onderweg 3 gezinnen gesproken, op straat 4") == "");
}

TEST_CASE("names with a title, initials or a common first name are found") {
  CHECK(found_in("toen belde mevrouw Jansen weer") == "QS509 mevrouw Jansen");
  CHECK(found_in("dhr. De Vries belde") == "QS509 dhr. De Vries");
  CHECK(found_in("de heer van den Berg belde") == "QS509 heer van den Berg");
  CHECK(found_in("toen kwam J.P. Bakker langs") == "QS509 J.P. Bakker");
  CHECK(found_in("toen kwam J. de Vries langs") == "QS509 J. de Vries");
  CHECK(found_in("Fatima heeft dat geregeld, en Fatima belde") == "QS509 Fatima");
  CHECK(found_in("Karin de Boer zit in het wijkteam") == "QS509 Karin de Boer");
  CHECK(found_in("met Özlem en Van der Berg overlegd") == "QS509 Van der Berg");
}

TEST_CASE("ordinary capitals are no names") {
  CHECK(found_in("Veilig Thuis belt de Gemeente Rotterdam. Wijkteams van Feijenoord doen mee.") == "");
  CHECK(found_in("De Raad voor de Kinderbescherming zegt: Mark, mevrouw X en meneer A.") == "");
  CHECK(found_in("Plan B. Daarna de Raad van State, N.B. Dat was in de Oranjewijk.") == "");
  CHECK(found_in("In het Erasmus MC zei de heer. Daarna niets.") == "");
}

TEST_CASE("at most one finding of a rule stands for a text") {
  CHECK(found_in("06-12345678 en 06-87654321") == "QS505 06-12345678");
}

TEST_CASE("names of the key file are found whole, in any case, at word borders") {
  const NameIndex names({"Piet de Vries", "Özlem Kaya"});
  const auto hit = names.find("gesproken met PIET DE VRIES.");
  REQUIRE(hit);
  CHECK(hit->begin == 14);
  CHECK(hit->end == 27);
  CHECK(names.find("özlem kaya"));
  CHECK_FALSE(names.find("piet de vriesman"));
  CHECK_FALSE(names.find("Piet Vries"));
  CHECK_FALSE(NameIndex(std::vector<std::string>{}).find("Piet de Vries"));
}

TEST_CASE("a part of a name of the key file is found where it has a capital") {
  const NameIndex names({"Sanne van Verhoeven"});
  CHECK(names.find_part("toen zei Sanne iets"));
  CHECK(names.find_part("toen zei Verhoeven iets"));
  CHECK_FALSE(names.find_part("toen zei sanne iets van Van"));
}

TEST_CASE("a short part of a name is found too, and a particle is none") {
  const NameIndex names({"Sandra Kok", "Bo van den Ham", "De la Vu, Li"});
  for (const auto* text : {"Kok does it herself", "volgens Kok's team", "S. Kok betaalt", "dat zei Bo", "Ham", "Vu"})
    CHECK(names.find_part(text));
  for (const auto* text : {"de kok kookt", "Van alles", "Den Haag", "De rest", "La la", "Boer", "hamvraag"})
    CHECK_FALSE(names.find_part(text));
}

TEST_CASE("a name of the key file is found however its letters, signs and blanks were typed") {
  const NameIndex names({"Zoe\u0308 van der Berg", "Łukasz Żak", "Bart d'Haene", "Anne-Marie Weiß", "Ирина Петрова"});
  CHECK(names.find("belde Zoë van der Berg"));           // one code point for two
  CHECK(names.find("belde ZOË VAN DER BERG"));           // capitals
  CHECK(names.find("belde Zoe van der Berg"));           // the accent left out
  CHECK(names.find("belde Zoë  van\tder\u00A0Berg"));    // other blanks
  CHECK(names.find("belde Zoë van\n    der Berg"));      // over two lines
  CHECK(names.find("# belde Zoë van\r\n  # der Berg"));  // over two lines of a comment
  CHECK(names.find("belde Zo\u00ADë van der Berg"));     // a soft hyphen
  CHECK(names.find("belde Zoë van der\u200B Berg"));     // a zero-width space
  CHECK(names.find("ŁUKASZ ŻAK"));                       // capitals beyond Latin-1
  CHECK(names.find("Bart d’Haene, Bart dʼHaene"));       // typographic apostrophes
  CHECK(names.find("'Bart d''Haene zei'"));              // a YAML string in single quotes
  CHECK(names.find("Bart d´Haene"));
  CHECK(names.find("Anne\u2011Marie Weiss"));  // a dash that does not break, and ß
  CHECK(names.find("Anne – Marie WEISS"));
  CHECK(names.find("anne-marie-weiss.yaml"));  // a file's name
  CHECK(names.find("ИРИНА ПЕТРОВА"));
  CHECK(names.find("Ｚｏｅ van der Berg"));  // full width
  CHECK_FALSE(names.find("Zoë van der Bergen"));
  CHECK_FALSE(names.find("Łukasz Żaków"));
  CHECK_FALSE(names.find("Anne Mariekes Weiss"));
}

TEST_CASE(
    "a name of the key file is found with its initials joined, its surname first, and letters without their stroke") {
  const NameIndex names({"J.P. Balkenweg", "Berg, Zoë van der", "Işıl Yıldız", "Łukasz Żak", "Æsa Øster", "Νίκος"});
  CHECK(names.find("met J. P. Balkenweg"));
  CHECK(names.find("met JP Balkenweg"));
  CHECK(names.find("met j.p.balkenweg"));
  CHECK(names.find("Zoë van der Berg zei"));
  for (const auto* text :
       {"Berg, Zoë van der", "van der Berg, Zoë", "Zoë van der Berg", "Balkenweg, J.P.", "ŻAK, ŁUKASZ"}) {
    CAPTURE(text);
    CHECK(names.find(text));
  }
  CHECK(names.find("ISIL YILDIZ"));
  CHECK(names.find("isil yildiz"));
  CHECK(names.find("Lukasz Zak"));
  CHECK(names.find("Aesa Oster"));
  CHECK(names.find("ΝΙΚΟΣ"));  // a sigma that is another letter at the end
  CHECK_FALSE(names.find("J.P. Balkenwegen"));
}

TEST_CASE("the place of a name is that of the text as it was typed") {
  const NameIndex names({"Zoë van der Berg"});
  const std::string text = "toen belde Zoe\u0308  van der Berg.";
  const auto hits = names.find_all(text + " En " + text);
  REQUIRE(hits.size() == 2);
  CHECK(text.substr(hits[0].begin, hits[0].end - hits[0].begin) == "Zoe\u0308  van der Berg");
  CHECK(hits[1].begin == text.size() + 4 + hits[0].begin);
}

TEST_CASE("a part of a name is found in the genitive and without its accents") {
  const NameIndex names({"Renée d'Haene-Smits"});
  CHECK(names.find_part("het is Renée's plan"));
  CHECK(names.find_part("het is RENÉE"));
  CHECK(names.find_part("volgens Smits"));
  CHECK(names.find_part("volgens d’Haene") == std::nullopt);  // no capital at its beginning
  CHECK(names.find_part("volgens D’Haene"));
}

TEST_CASE("a name of the key file is found through markup, quotation marks, signs nobody sees and line ends") {
  const NameIndex names({"Wilhelmina Oosterkamp"});
  for (const auto* text : {"met wilhelmina **oosterkamp** gesproken",
                           "wilhelmina ooster**kamp**",
                           "*wilhelmina* oosterkamp",
                           "wilhelmina \"oosterkamp\"",
                           "wilhelmina/oosterkamp",
                           "WilhelminaOosterkamp",
                           "wilhelminaoosterkamp",
                           "wilhelmina oosterkamps kind",
                           "wilhelmina oosterkamp's kind",
                           "wilhelmina\u2060oosterkamp",
                           "wilhelmina\u200Boosterkamp",
                           "wilhelmina ooster\u00ADkamp",
                           "wilhelmina\u2028oosterkamp",
                           "wilhelmina ooster-\n  kamp",
                           "wilhelmina ooster-\r\n  # kamp",
                           "oosterkamp wilhelmina",
                           "Oosterkamp; Wilhelmina",
                           "wilhelmina <oosterkamp>",
                           "wilhelmina ‘oosterkamp’",
                           "wilhelmina, oosterkamp",
                           "\"wilhelmina oosterkamp\"",
                           "wilhelmina.oosterkamp@example.org",
                           "metWilhelminaOosterkampGesproken",
                           "W I L H E L M I N A Oosterkamp",
                           "wil-\nhelmina (oosterkamp)",
                           "wilhelmina_oosterkamp",
                           "wilhelmina\\ oosterkamp"}) {
    CAPTURE(text);
    CHECK(names.find(text));
  }
  for (const auto* text : {"wilhelmina van oosterkamp", "oosterkamp", "wilhelmina", "wilhelmina oosterkampje",
                           "xwilhelmina oosterkamp", "wilhelmina oosterkampen"}) {
    CAPTURE(text);
    CHECK_FALSE(names.find(text));
  }
  CHECK(names.find_part("zei **Ooster**kamp"));
  CHECK(names.find_part("Ooster-\nkamp"));
  CHECK(names.find_part("Oosterkamps kind"));
  CHECK_FALSE(names.find_part("Ooster kamp"));
}

TEST_CASE("a short name of the key file is not found in other words") {
  const NameIndex names({"Ad Vocaat", "Jan", "Roos de Wit", "Vera", "An Ton", "Bo Smit", "de Boer"});
  for (const auto* text : {"de advocaat", "januari", "in de wit. Roos zei", "een ver aanbod", "anton belde", "jans",
                           "ver a", "bosmit", "de boers", "de boeren", "het ja n"}) {
    CAPTURE(text);
    CHECK_FALSE(names.find(text));
  }
  for (const auto* text : {"advocaat, ad vocaat", "AdVocaat", "ad **vocaat**", "vocaat ad", "**j**an", "de wit, roos",
                           "wit, roos de", "bo\u200Bsmit", "ja-\nn"}) {
    CAPTURE(text);
    CHECK(names.find(text));
  }
}

TEST_CASE("a name of the key file is found without its title and without what is added to it") {
  for (const auto* value : {"mevr. Wilhelmina Oosterkamp",
                            "De heer prof.dr. Wilhelmina Oosterkamp",
                            "Wilhelmina Oosterkamp (Veilig Thuis)",
                            "Wilhelmina Oosterkamp, Veilig Thuis",
                            "Wilhelmina Oosterkamp & Kees Smid",
                            "Kees Smid / Wilhelmina Oosterkamp",
                            "Kees Smid en mevrouw Wilhelmina Oosterkamp",
                            "Kees Smid and Wilhelmina Oosterkamp",
                            "Kees Smid, Wilhelmina Oosterkamp",
                            "Oosterkamp, Wilhelmina",
                            "Oosterkamp, mw. Wilhelmina, Veilig Thuis",
                            "Wilhelmina Oosterkamp - Veilig Thuis",
                            "Wilhelmina Oosterkamp – wijkteam",
                            "Kees en Wilhelmina Oosterkamp",
                            "wethouder Wilhelmina Oosterkamp",
                            "Wilhelmina Oosterkamp MSc",
                            "Wilhelmina Oosterkamp <w@example.org>",
                            "Wilhelmina Oosterkamp-Smid",
                            "Wilhelmina Maria Oosterkamp",
                            "Wilhelmina (Mina) Oosterkamp"}) {
    CAPTURE(value);
    const NameIndex names({value});
    CHECK(names.find("zei wilhelmina oosterkamp"));
    CHECK(names.find("zei oosterkamp, wilhelmina"));
    CHECK(names.find_part("zei Oosterkamp"));
    CHECK_FALSE(names.find("veilig thuis zei"));
    CHECK_FALSE(names.find_part("Veilig Thuis zei"));
  }
  for (const auto* value : {"Wilhelmina Oosterkamp & Kees Smid", "Kees Smid en Wilhelmina Oosterkamp"})
    CHECK(NameIndex({value}).find("zei kees smid"));
  CHECK(NameIndex({"Kees en Wilhelmina Oosterkamp"}).find("zei kees oosterkamp"));
  CHECK(NameIndex({"Berg, Jan van den"}).find("jan van den berg"));
  CHECK(NameIndex({"van den Berg, Jan"}).find("jan van den berg"));
  CHECK(NameIndex({"mevr. Oosterkamp"}).find("zei oosterkamp"));
  CHECK(NameIndex({"Meester, Jan"}).find("jan meester"));
  CHECK(NameIndex({"In 't Veld, Jan"}).find("jan in 't veld"));
  CHECK_FALSE(NameIndex({"Jan In 't Veld"}).find_part("In 't jaar"));
  CHECK_FALSE(NameIndex({"mevr. de Boer"}).find("naar de boer"));
  CHECK(NameIndex({"mevr. de Boer"}).find_part("mevrouw de Boer"));
  CHECK(NameIndex({"Wilhelmina, Veilig Thuis"}).find_part("Wilhelmina zei"));
}
