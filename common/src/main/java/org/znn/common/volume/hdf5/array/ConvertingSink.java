package org.znn.common.volume.hdf5.array;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.hdf5.metadata.NumberDecoder;
import org.znn.common.volume.raster.VoxelSink;

/** Converts elements to another type before they reach a sink. */
public final class ConvertingSink implements VoxelSink {

    private static final int MAX_ROW = 1 << 14;

    private final Decoder decoder;
    private final int sourceBytes;
    private final ElementType type;
    private final VoxelSink sink;
    private final ByteBuffer row;

    /** Converts the element at a byte position of {@code source} and stores it at one of {@code target}. */
    @FunctionalInterface
    private interface Decoder {
        void decode(ByteBuffer source, int position, ByteBuffer target, int targetPosition);
    }

    private ConvertingSink(Decoder decoder, int sourceBytes, ElementType type, VoxelSink sink) {
        this.decoder = decoder;
        this.sourceBytes = sourceBytes;
        this.type = type;
        this.sink = sink;
        row = ByteBuffer.allocate(MAX_ROW * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns a sink that takes stored elements and passes them on as elements of the decoder's type. */
    public static VoxelSink decoding(NumberDecoder decoder, VoxelSink sink) {
        if (decoder.isPlain()) {
            return sink;
        }
        ElementType type = decoder.type();
        return new ConvertingSink(type.isInteger()
                ? (source, at, target, to) -> putInteger(target, to, type, decoder.integer(source, at))
                : (source, at, target, to) -> putReal(target, to, type, decoder.real(source, at)),
                decoder.stored().bytes(), type, sink);
    }

    /**
     * Returns a sink that takes elements of one type and passes them on as another. As in HDF5, numbers beyond the
     * range of an integer type become its nearest one, and fractions are cut off.
     *
     * @param to any type but FLOAT16
     */
    public static VoxelSink converting(ElementType from, ElementType to, VoxelSink sink) {
        if (from == to) {
            return sink;
        }
        Decoder decoder = !to.isInteger()
                ? (source, at, target, p) -> putReal(target, p, to, from.getDouble(source, at))
                : from.isInteger() ? (source, at, target, p) -> putInteger(target, p, to,
                        IntegerRange.clamp(from, to, from.getLong(source, at)))
                : (source, at, target, p) -> putInteger(target, p, to,
                        IntegerRange.truncate(to, from.getDouble(source, at)));
        return new ConvertingSink(decoder, from.bytes(), to, sink);
    }

    private static void putInteger(ByteBuffer target, int position, ElementType type, long value) {
        switch (type.bytes()) {
            case 1 -> target.put(position, (byte) value);
            case 2 -> target.putShort(position, (short) value);
            case 4 -> target.putInt(position, (int) value);
            default -> target.putLong(position, value);
        }
    }

    private static void putReal(ByteBuffer target, int position, ElementType type, double value) {
        if (type == ElementType.FLOAT32) {
            target.putFloat(position, (float) value);
        } else {
            target.putDouble(position, value);
        }
    }

    @Override
    public void put(ByteBuffer source, int position, int count, int target, int stride) {
        for (int i = 0; i < count; i += MAX_ROW) {
            int n = Math.min(MAX_ROW, count - i);
            for (int k = 0; k < n; k++) {
                decoder.decode(source, position + (i + k) * sourceBytes, row, k * type.bytes());
            }
            sink.put(row, 0, n, target + i * stride, stride);
        }
    }
}
