package org.znn.common.volume.chunked;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The files of the chunks of an array. A chunk without a file has the fill value.
 *
 * @param folder folder of the array
 * @param grid   number of files along each axis
 * @param name   returns the name of a file relative to the folder by its position in the grid
 */
public record ChunkFiles(String folder, int[] grid, Function<int[], String> name) {

    /** A volume whose chunks are files. */
    public interface Owner {

        /** Returns the files of the array that holds the volume. */
        ChunkFiles chunkFiles();
    }

    /**
     * Returns the files of an array.
     *
     * @param shape number of elements along each axis
     * @param file  number of elements of a file along each axis
     */
    public static ChunkFiles of(String folder, int[] shape, int[] file, Function<int[], String> name) {
        int[] grid = new int[shape.length];
        for (int d = 0; d < grid.length; d++) {
            grid[d] = Math.toIntExact(-Math.floorDiv(-(long) shape[d], file[d]));
        }
        return new ChunkFiles(folder, grid, name);
    }

    /**
     * Returns the paths of files that are spread evenly over the grid, whether they exist or not.
     *
     * @param count maximum number of files
     */
    public List<String> spreadSample(int count) {
        double files = 1;
        for (int n : grid) {
            files *= n;
        }
        int sample = (int) Math.min(count, files);
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < sample; i++) {
            paths.add(StoredPath.resolve(folder, name.apply(position(i * (files / sample)))));
        }
        return paths;
    }

    /** Returns the position of a file by its number, the last axis counting fastest. */
    private int[] position(double number) {
        int[] position = new int[grid.length];
        double rest = Math.floor(number);
        for (int d = grid.length - 1; d >= 0; d--) {
            position[d] = (int) (rest % grid[d]);
            rest = Math.floor(rest / grid[d]);
        }
        return position;
    }
}
