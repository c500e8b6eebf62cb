package org.znn.worker.engine;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import io.jhdf.HdfFile;
import io.jhdf.api.Group;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Precision;
import org.znn.common.volume.Volume;

/** Reads arrays from golden files. */
public final class Hdf5 {

    private Hdf5() {
    }

    /** All datasets [c][z][y][x] of a group, by name. */
    public static Map<String, Volume> volumes(Path file, String group, Precision precision) {
        Map<String, Volume> volumes = new TreeMap<>();
        try (HdfFile hdf = new HdfFile(file)) {
            for (String name : ((Group) hdf.getByPath(group)).getChildren().keySet()) {
                int[] shape = hdf.getDatasetByPath(group + "/" + name).getDimensions();
                Object flat = hdf.getDatasetByPath(group + "/" + name).getDataFlat();
                Volume volume = Volume.zeros(precision, shape[0], new Vec3(shape[1], shape[2], shape[3]));
                fill(volume, flat);
                volumes.put(name, volume);
            }
        }
        return volumes;
    }

    /** A dataset of three integers (z, y, x). */
    public static Vec3 triple(Path file, String dataset) {
        try (HdfFile hdf = new HdfFile(file)) {
            long[] elements = (long[]) hdf.getDatasetByPath(dataset).getDataFlat();
            return new Vec3((int) elements[0], (int) elements[1], (int) elements[2]);
        }
    }

    static double scalar(Path file, String dataset) {
        try (HdfFile hdf = new HdfFile(file)) {
            return (double) hdf.getDatasetByPath(dataset).getData();
        }
    }

    /** All elements of a float64 dataset, in file order. */
    static double[] elements(Path file, String dataset) {
        try (HdfFile hdf = new HdfFile(file)) {
            return (double[]) hdf.getDatasetByPath(dataset).getDataFlat();
        }
    }

    private static void fill(Volume volume, Object flat) {
        Vec3 size = volume.size();
        int i = 0;
        for (int c = 0; c < volume.channels(); c++) {
            for (int z = 0; z < size.z(); z++) {
                for (int y = 0; y < size.y(); y++) {
                    for (int x = 0; x < size.x(); x++) {
                        volume.set(c, z, y, x, flat instanceof float[] floats ? floats[i] : ((double[]) flat)[i]);
                        i++;
                    }
                }
            }
        }
    }
}
