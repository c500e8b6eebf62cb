package org.znn.common.fuzz;

import java.nio.file.Path;

/**
 * An intact file or folder that mutants are made of.
 *
 * @param name    name in reports
 * @param target  kind of the file
 * @param path    the file, or the folder of a chunked format
 * @param dataset {@code :/dataset} to append to the path of a mutant; empty for formats with a single volume
 */
record FuzzSeed(String name, FuzzTarget target, Path path, String dataset) {

    @Override
    public String toString() {
        return name + dataset;
    }
}
