package org.znn.common.volume.zarr;

/**
 * The names of the files of chunks.
 *
 * @param prefix    beginning of a name
 * @param separator text between the positions along the axes
 */
record ChunkKeys(String prefix, String separator) {

    /** Names of chunks in nested folders, in version 2. */
    static final ChunkKeys NESTED = new ChunkKeys("", "/");

    /** Returns the name of a chunk's file relative to the folder of the array. */
    String name(int[] index) {
        StringBuilder name = new StringBuilder(prefix);
        for (int d = 0; d < index.length; d++) {
            name.append(d == 0 ? "" : separator).append(index[d]);
        }
        return name.toString();
    }
}
