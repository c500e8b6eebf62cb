package org.znn.common.network;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.StringJoiner;
import io.jhdf.api.Dataset;
import io.jhdf.object.message.DataLayout;

/** Reads the small datasets of a network file, within bounds that no header can lift. */
final class StoredValues {

    private static final int LONGEST_OPTION = 1 << 16;
    /** Deflate makes nothing smaller than this. */
    private static final long MOST_COMPRESSION = 1100;

    private final long fileBytes;
    private long budget = Runtime.getRuntime().maxMemory() / 2;

    /** For a file of that many bytes. */
    StoredValues(long fileBytes) {
        this.fileBytes = fileBytes;
    }

    /**
     * All numbers of a dataset of any shape.
     *
     * @throws BrokenFileException with the reason, where it holds none, or more than there can be
     */
    double[] numbers(Dataset dataset) {
        Object flat = flat(dataset);
        double[] numbers = new double[Array.getLength(flat)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Array.getDouble(flat, i);
        }
        return numbers;
    }

    /** As {@link #numbers}, whole. */
    long[] wholeNumbers(Dataset dataset) {
        return Arrays.stream(numbers(dataset)).mapToLong(d -> (long) d).toArray();
    }

    /** An option as text: a string, or numbers separated by commas. */
    String text(Dataset dataset) {
        long count = count(dataset);
        require(count <= LONGEST_OPTION && dataset.getDataType().getSize() <= LONGEST_OPTION,
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
        long most = dataset.getDataLayout() == DataLayout.CHUNKED ? fileBytes * MOST_COMPRESSION : fileBytes;
        require(count <= Integer.MAX_VALUE / 8 && count * width <= most,
                dataset.getPath() + " claims to hold " + count + " values, more than the file can");
        budget -= count * (width + Double.BYTES);
        require(budget >= 0, dataset.getPath() + " does not fit into memory; give the program more (-Xmx)");
        if (count == 0) {
            return new double[0];
        }
        Object flat = dataset.isScalar() ? boxed(dataset.getData()) : dataset.getDataFlat();
        require(flat != null, dataset.getPath() + " was never written");
        return flat;
    }

    private static Object boxed(Object scalar) {
        return scalar instanceof Number n ? new double[] {n.doubleValue()} : scalar;
    }

    private static long count(Dataset dataset) {
        long count = 1;
        for (long n : dataset.getDimensionsAsLong()) {
            require(n >= 0 && (n == 0 || count <= Long.MAX_VALUE / 64 / n),
                    dataset.getPath() + " has an absurd shape " + Arrays.toString(dataset.getDimensionsAsLong()));
            count *= n;
        }
        return count;
    }

    private static void require(boolean condition, String what) {
        if (!condition) {
            throw new BrokenFileException(what);
        }
    }
}
