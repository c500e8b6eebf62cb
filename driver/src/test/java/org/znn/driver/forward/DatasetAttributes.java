package org.znn.driver.forward;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import io.jhdf.HdfFile;

/** Attributes of {@code /main} as read by an independent library. */
final class DatasetAttributes {

    private DatasetAttributes() {
    }

    /** Returns an attribute of three integers as {@code "z,y,x"}. */
    static String triple(Path file, String name) {
        return Arrays.stream((long[]) value(file, name)).mapToObj(String::valueOf).collect(Collectors.joining(","));
    }

    static String text(Path file, String name) {
        return (String) value(file, name);
    }

    private static Object value(Path file, String name) {
        try (HdfFile hdf = new HdfFile(file)) {
            return hdf.getDatasetByPath("/main").getAttribute(name).getData();
        }
    }
}
