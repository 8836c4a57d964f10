#pragma once

#include "atomic_write.hpp"

#include <string>
#include <vector>

namespace quickscan {

/// Writes files below a folder and takes others away: all of it or nothing, also where the run is killed in the middle.
/// From the moment that every new text is on disk, a journal says where each goes; finish_interrupted() goes on from
/// there. Throws IoError.
void write_as_one(const std::string& folder, const std::vector<OutputFile>& files,
                  const std::vector<std::string>& removed);

/// Finishes what a run that was killed had begun to write in a folder. Throws IoError where a file was changed since.
void finish_interrupted(const std::string& folder);

}  // namespace quickscan
