#include "statistics/distributions.hpp"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace quickscan {

namespace {

// In double throughout: long double differs between processors, and its tables would be made at every start.
using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
using Normal = boost::math::normal_distribution<double, InDouble>;
using StudentsT = boost::math::students_t_distribution<double, InDouble>;

}  // namespace

double normal_below(double z) { return boost::math::cdf(Normal(), z); }

double normal_above(double z) { return boost::math::cdf(boost::math::complement(Normal(), z)); }

double student_t_quantile(double probability, double degrees) {
  return boost::math::quantile(StudentsT(degrees), probability);
}

}  // namespace quickscan
