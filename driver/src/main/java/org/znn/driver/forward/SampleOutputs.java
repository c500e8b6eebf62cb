package org.znn.driver.forward;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The output files of a sample that exist.
 *
 * @param own     paths of the files that the job has written
 * @param blocks  fingerprints of the tiling and the algorithms of those that are HDF5 files, by path
 * @param foreign paths of files that the job has not written, by what they are
 * @param folders paths that cannot be written, because they are folders
 */
record SampleOutputs(Set<String> own, Map<String, String> blocks, Map<String, List<String>> foreign,
        List<String> folders) {
}
