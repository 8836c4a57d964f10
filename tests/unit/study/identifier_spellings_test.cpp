#include "study/privacy/personal_data.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

using namespace quickscan;

namespace {

bool finds(std::string_view text, const Rule& wanted) {
  std::vector<PersonalDatum> found;
  find_personal_data(text, found);
  return std::ranges::find(found, &wanted, &PersonalDatum::rule) != found.end();
}

void all_found(const Rule& wanted, std::initializer_list<std::string_view> texts) {
  for (const auto text : texts) CHECK_MESSAGE(finds(text, wanted), text);
}

void none_found(std::initializer_list<std::string_view> texts) {
  for (const auto text : texts) {
    std::vector<PersonalDatum> found;
    find_personal_data(text, found);
    CHECK_MESSAGE(found.empty(), text);
  }
}

}  // namespace

TEST_CASE("a telephone number is found however its digits are parted") {
  all_found(rule::telephone_number,
            {"bel 0612345678",       "bel 06-12345678",          "bel 06 12345678",
             "bel 06 - 12 34 56 78", "bel 06.12.34.56.78",       "bel 06/12345678",
             "bel 06-12-34-56-78",   "bel 06\u00A012345678",     "bel 06\u202F12\u202F34\u202F56\u202F78",
             "bel 06\u201312345678", "bel 06\u201112345678",     "bel 06 \u2013 12345678",
             "bel 06&nbsp;12345678", "bel 06&#160;12345678",     "bel 06&#8209;12345678",
             "bel 06\u00AD12345678", "bel 06\u200B12345678",     "bel 06  1234  5678",
             "bel 06-1234\n5678",    "bel \uFF10\uFF1612345678", "bel (06) 12345678",
             "bel +31 6 12345678",   "bel +31(0)6-12345678",     "bel +31 (0)6 12 34 56 78",
             "bel 0031 6 12345678",  "bel 0031-6-12345678",      "bel +31\u00A06\u00A012345678",
             "bel 010-1234567",      "bel 010 123 45 67",        "bel (010) 123 45 67",
             "bel 0181 - 12 34 56",  "bel +32 2 123 45 67",      "tel.:06-12345678"});
}

TEST_CASE("a postcode is found in either case, with any blank or none") {
  all_found(rule::postcode,
            {"op 3011 AB", "op 3011AB", "op 3011 ab", "op 3011ab", "op 3011 Ab", "op 3011\u00A0AB", "op 3011\u2009ab",
             "op 3011&nbsp;AB", "op 3011-AB", "op 3011  AB", "op \uFF13\uFF10\uFF11\uFF11 AB"});
}

TEST_CASE("an address is found with a second word, an addition or a word for its number") {
  all_found(
      rule::street_address,
      {"op Dorpsstraat 12",           "op Dorpsstraat nr. 12",     "op Dorpsstraat nr 12", "op Dorpsstraat no. 12",
       "op Dorpsstraat nummer 12",    "op Dorpsstraat, nummer 12", "op Dorpsstraat 12b",   "op Dorpsstraat 12-b",
       "op Dorpsstraat 12 bis",       "op Dorpsstraat\u00A012",    "op Dorpsstraat  12",   "op Dorpsstr. 12",
       "op de dorpsstraat 12",        "op Lange Dorpsstraat 12",   "op Oude Dijk 12",      "op Nieuwe Markt 3",
       "op Laan van Meerdervoort 12", "op Plein van de Vrede 4",   "op Hof van Noord 7",   "op Witte de Withstraat 5",
       "op Nieuwe Binnenweg 114b",    "op Dorps\u00ADstraat 12",   "op de kerklaan 9",     "op Lange Voorhout 3"});
}

TEST_CASE("a title or an office with a name is the name of a person") {
  all_found(rule::possible_name, {"toen zei mw. Jansen",
                                  "toen zei mw Jansen",
                                  "toen zei Mw. Jansen",
                                  "toen zei mevr. Jansen",
                                  "toen zei mevrouw Jansen",
                                  "toen zei mevrouw\u00A0Jansen",
                                  "toen zei mevrouw\nJansen",
                                  "toen zei dhr. Jansen",
                                  "toen zei dhr Jansen",
                                  "toen zei de heer De Vries",
                                  "toen zei meneer van den Berg",
                                  "toen zei dr. Bakker",
                                  "toen zei dokter Bakker",
                                  "toen zei wethouder Bakker",
                                  "toen zei Wethouder De Vries",
                                  "toen zei burgemeester Bakker",
                                  "toen zei agent Bakker",
                                  "toen zei mw. J. Jansen",
                                  "toen zei prof. Bakker",
                                  "toen zei drs. Bakker",
                                  "toen zei fam. Bakker",
                                  "toen zei hr. Bakker",
                                  "toen zei zuster Bakker",
                                  "toen zei J.P. Bakker",
                                  "toen zei J. de Vries",
                                  "toen zei Mr. Smith",
                                  "toen zei Mrs Smith",
                                  "het was Fatima\u2019s plan, zei Fatima",
                                  "toen zei mevrouw Jan\u00ADsen",
                                  "toen zei rechter Ten Brink"});
}

TEST_CASE("a date of birth is found in numbers and words") {
  all_found(rule::birth_date,
            {"geboren op 3 mei 1985", "geb. 03-05-1985", "geboortedatum: 3-5-1985", "geb 3/5/85", "geboren 3.5.1985",
             "geboren 1985-05-03", "born 3 May 1985", "date of birth 03/05/1985", "zij is 12-03-1979",
             "geboren\u00A03\u00A0mei\u00A02012", "is jarig op 3 mei 2012", "geboren op 3 mrt. 1990"});
  none_found({"sinds 21-9-2020", "in 1985 al", "de wet van 1 januari 1995", "op 3 mei 2021 besloten",
              "bladzijde 12-13-1979", "van 01-02-2021 tot 2021-09-14", "het besluit van 3-5-2019, geboren uit nood"});
}

TEST_CASE("numbers, places and offices in ordinary sentences are no identifiers") {
  none_found({"in 2021 en 2022 samen 2500 in het jaar", "1200 om te beginnen, 3000 of meer, 1500 kg",
              "2014 VT en 2021 OM", "budget van 1.250.000 euro, 24 - 7", "van 01-02-2021 tot 2021-09-14, om 00:12:40",
              "12 - 13 - 14 keer", "de wethouder Zorg en de wethouder van Rotterdam", "de burgemeester heeft 3 taken",
              "onderweg 3 gezinnen", "de vergadering 3 keer, de ervaring 2 keer",
              "Gemeente Rotterdam, Veilig Thuis en de Raad van State", "het plein 2 van de buurt",
              "officier van Justitie", "in de winkelstraat 2 gesprekken", "pagina 3 & 4"});
}
