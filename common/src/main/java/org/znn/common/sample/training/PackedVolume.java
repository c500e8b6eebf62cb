package org.znn.common.sample.training;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;

/**
 * A volume stored in its element type, with one array per channel and section, so that a volume may exceed the size of
 * a Java array.
 */
final class PackedVolume implements InMemoryVolume {

    private final Vec3 size;
    private final ElementType type;
    private final ByteBuffer[] sections;

    PackedVolume(int channels, Vec3 size, ElementType type) {
        this.size = size;
        this.type = type;
        sections = new ByteBuffer[channels * size.z()];
        for (int i = 0; i < sections.length; i++) {
            sections[i] = ByteBuffer.allocate(Math.toIntExact(sectionBytes(size, type)))
                    .order(ByteOrder.nativeOrder());
        }
    }

    static long sectionBytes(Vec3 size, ElementType type) {
        return (long) size.y() * size.x() * type.bytes();
    }

    static long bytes(int channels, Vec3 size, ElementType type) {
        return channels * size.z() * sectionBytes(size, type);
    }

    @Override
    public double get(int channel, int z, int y, int x) {
        return type.getDouble(sections[channel * size.z() + z], (y * size.x() + x) * type.bytes());
    }

    @Override
    public long id(int z, int y, int x) {
        return type.getLong(sections[z], (y * size.x() + x) * type.bytes());
    }

    @Override
    public void set(int channel, int z, int y, int x, double value) {
        ByteBuffer section = sections[channel * size.z() + z];
        int position = (y * size.x() + x) * type.bytes();
        switch (type) {
            case FLOAT32 -> section.putFloat(position, (float) value);
            case FLOAT64 -> section.putDouble(position, value);
            default -> put(section, position, (long) value);
        }
    }

    @Override
    public void setId(int z, int y, int x, long id) {
        put(sections[z], (y * size.x() + x) * type.bytes(), id);
    }

    private void put(ByteBuffer section, int position, long value) {
        switch (type.bytes()) {
            case Byte.BYTES -> section.put(position, (byte) value);
            case Short.BYTES -> section.putShort(position, (short) value);
            case Integer.BYTES -> section.putInt(position, (int) value);
            default -> section.putLong(position, value);
        }
    }
}
