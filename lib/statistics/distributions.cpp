#include "statistics/distributions.hpp"

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

namespace quickscan {

double normal_below(double z) { return boost::math::cdf(boost::math::normal(), z); }

double normal_above(double z) { return boost::math::cdf(boost::math::complement(boost::math::normal(), z)); }

double student_t_quantile(double probability, double degrees) {
  return boost::math::quantile(boost::math::students_t(degrees), probability);
}

}  // namespace quickscan
