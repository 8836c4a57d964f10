#pragma once

#include "study/study.hpp"

#include <map>
#include <string>
#include <vector>

namespace quickscan::test {

/// Builds studies about who works with whom, without files.
class NetworkStudy {
 public:
  NetworkStudy();

  StakeholderId add_stakeholder(const std::string& id, const std::string& levels, const std::string& sector = "",
                                StakeholderKind kind = StakeholderKind::organisation);
  Stakeholder& stakeholder(const std::string& id);

  /// `wijkteam@operational`.
  Actor actor(const std::string& text) const;

  /// An interview with these actors as speakers, who all claim its ties.
  Interview& add_interview(const std::string& id, const std::vector<std::string>& speakers, Date date = {2021, 9, 1},
                           Form form = Form::single);
  void add_tie(Interview& interview, const std::string& from, const std::string& to, Relation relation,
               TieStatus status = TieStatus::working);

  Study study;
};

/// The made-up case of tests/data/networks/domain, one wave; an interview carries the id of its only speaker.
struct DomainCase {
  NetworkStudy built;
  std::map<std::string, std::string> actor_ids;  ///< `wt` -> `wt@operational`
  std::map<std::string, std::string> tie_ids;    ///< `source target relation` -> `u05`
};

DomainCase domain_case(const std::string& wave);

}  // namespace quickscan::test
