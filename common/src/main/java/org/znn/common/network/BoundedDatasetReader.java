package org.znn.common.network;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.StringJoiner;
import io.jhdf.api.Dataset;
import io.jhdf.object.message.DataLayout;

/** Reads the datasets of a network file within memory bounds that hold for corrupt and hostile headers too. */
final class BoundedDatasetReader {

    private static final int MAX_OPTION_LENGTH = 1 << 16;
    /** Upper bound of the compression ratio of Deflate. */
    private static final long MAX_COMPRESSION_RATIO = 1100;

    private final long fileBytes;
    private long budgetBytes = Runtime.getRuntime().maxMemory() / 2;

    /**
     * Creates a reader for one file.
     *
     * @param fileBytes size of the file in bytes
     */
    BoundedDatasetReader(long fileBytes) {
        this.fileBytes = fileBytes;
    }

    /**
     * Reads a numeric dataset of any shape as a flat array.
     *
     * @throws MalformedFileException if the dataset was never written, has an invalid shape, claims more values than
     *                                the file can contain, or does not fit into the memory left for this file
     */
    double[] doubles(Dataset dataset) {
        Object flat = flat(dataset);
        double[] numbers = new double[Array.getLength(flat)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Array.getDouble(flat, i);
        }
        return numbers;
    }

    /** Same as {@link #doubles}, truncated to whole numbers. */
    long[] longs(Dataset dataset) {
        return Arrays.stream(doubles(dataset)).mapToLong(d -> (long) d).toArray();
    }

    /** Reads an option as text: a string, or numbers separated by commas. */
    String text(Dataset dataset) {
        long count = count(dataset);
        require(count <= MAX_OPTION_LENGTH && dataset.getDataType().getSize() <= MAX_OPTION_LENGTH,
                dataset.getPath() + " is too long for an option");
        Object data = dataset.isScalar() ? dataset.getData() : flat(dataset);
        require(data != null, dataset.getPath() + " was never written");
        if (!data.getClass().isArray()) {
            return String.valueOf(data);
        }
        StringJoiner text = new StringJoiner(",");
        for (int i = 0; i < Array.getLength(data); i++) {
            text.add(String.valueOf(Array.get(data, i)));
        }
        return text.toString();
    }

    private Object flat(Dataset dataset) {
        long count = count(dataset);
        int width = dataset.getDataType().getSize();
        long maxBytes = dataset.getDataLayout() == DataLayout.CHUNKED ? fileBytes * MAX_COMPRESSION_RATIO : fileBytes;
        require(count <= Integer.MAX_VALUE / 8 && count * width <= maxBytes,
                dataset.getPath() + " claims " + count + " values, more than the file can contain");
        budgetBytes -= count * (width + Double.BYTES);
        if (budgetBytes < 0) {
            throw new MalformedFileException(dataset.getPath() + " does not fit into memory",
                    "give the driver more: spark.driver.memory, or -Xmx of a local run");
        }
        if (count == 0) {
            return new double[0];
        }
        Object flat = dataset.isScalar() ? toArray(dataset.getData()) : dataset.getDataFlat();
        require(flat != null, dataset.getPath() + " was never written");
        return flat;
    }

    private static Object toArray(Object scalar) {
        return scalar instanceof Number n ? new double[] {n.doubleValue()} : scalar;
    }

    private static long count(Dataset dataset) {
        long count = 1;
        for (long n : dataset.getDimensionsAsLong()) {
            require(n >= 0 && (n == 0 || count <= Long.MAX_VALUE / 64 / n),
                    dataset.getPath() + " has an invalid shape " + Arrays.toString(dataset.getDimensionsAsLong()));
            count *= n;
        }
        return count;
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new MalformedFileException(message);
        }
    }
}
