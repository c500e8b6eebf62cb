package org.znn.common.sample.training;

import java.io.IOException;
import java.io.Serializable;
import org.znn.common.config.OutputType;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.Precision;
import org.znn.common.volume.ReadTiling;
import org.znn.common.volume.Volume;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.storage.Storages;

/**
 * Describes how a box of a volume file is stored in memory.
 *
 * @param part    box of the volume file
 * @param content information that is retained of each stored value
 * @param type    element type in memory; ignored for {@link Content#BINARY}, which takes one bit per voxel
 * @param classes number of classes for {@link Content#CLASS_IDS}, 0 otherwise
 */
record InMemoryVolumeSpec(VolumePart part, Content content, ElementType type, int classes) implements Serializable {

    /** Information retained of each stored value. */
    enum Content {
        /** The value itself, possibly rounded to the precision of the job. */
        VALUES,
        /** Segment ids above 0; anything else becomes 0, the background. */
        SEGMENT_IDS,
        /**
         * Class ids below the number of classes; any other id becomes the number of classes, which denotes no class.
         */
        CLASS_IDS,
        /** Whether the value is above 0. */
        BINARY
    }

    static InMemoryVolumeSpec image(VolumePart part, Precision precision) {
        boolean small = part.type().isInteger() && part.type().bytes() <= Short.BYTES;
        return new InMemoryVolumeSpec(part, Content.VALUES, small ? part.type() : ElementType.of(precision), 0);
    }

    static InMemoryVolumeSpec mask(VolumePart part) {
        return new InMemoryVolumeSpec(part, Content.BINARY, ElementType.UINT8, 0);
    }

    static InMemoryVolumeSpec label(LabelPlan label, OutputType type) {
        VolumePart part = label.ids();
        return switch (type) {
            case BOUNDARY -> mask(part);
            case AFFINITY -> new InMemoryVolumeSpec(part, Content.SEGMENT_IDS, idType(part.type()), 0);
            case SEMANTIC -> new InMemoryVolumeSpec(part, Content.CLASS_IDS, classType(label.channels()),
                    label.channels());
        };
    }

    /**
     * Returns a type that holds every id above 0: unsigned and of the stored width, or int64 for float32 and float64.
     */
    private static ElementType idType(ElementType stored) {
        return stored.isInteger() || stored == ElementType.FLOAT16 ? ElementType.integer(stored.bytes(), false)
                : ElementType.INT64;
    }

    private static ElementType classType(int classes) {
        return classes < 1 << Byte.SIZE ? ElementType.UINT8
                : classes < 1 << Short.SIZE ? ElementType.UINT16 : ElementType.UINT32;
    }

    /** Memory of the loaded volume in bytes. */
    long bytes() {
        Vec3 size = part.box().size();
        return content == Content.BINARY ? BitVolume.bytes(size) : PackedVolume.bytes(part.channels(), size, type);
    }

    /** Size of the largest array of the loaded volume (one section), in bytes. */
    long sectionBytes() {
        return PackedVolume.sectionBytes(part.box().size(), type);
    }

    /**
     * Loads the volume, a few million voxels at a time.
     *
     * @throws VolumeException if the file is damaged or cannot be read
     */
    InMemoryVolume load(Storages storages) {
        Vec3 size = part.box().size();
        InMemoryVolume volume = content == Content.BINARY ? new BitVolume(size)
                : new PackedVolume(part.channels(), size, type);
        try (VolumeReader reader = part.open(storages)) {
            for (Box block : ReadTiling.of(part.channels(), size)) {
                if (content == Content.VALUES || content == Content.BINARY) {
                    copyValues(reader.read(block, precision()), block, volume);
                } else {
                    copyIds(reader.readIds(block), block, volume);
                }
            }
        } catch (IOException e) {
            throw new VolumeException(part.path() + " cannot be read: " + e.getMessage(), e);
        }
        return volume;
    }

    private Precision precision() {
        return type == ElementType.FLOAT64 || content == Content.BINARY ? Precision.FLOAT64 : Precision.FLOAT32;
    }

    private static void copyValues(Volume from, Box block, InMemoryVolume to) {
        Vec3 s = block.start();
        for (int c = 0; c < from.channels(); c++) {
            for (int z = 0; z < block.size().z(); z++) {
                for (int y = 0; y < block.size().y(); y++) {
                    for (int x = 0; x < block.size().x(); x++) {
                        to.set(c, s.z() + z, s.y() + y, s.x() + x, from.get(c, z, y, x));
                    }
                }
            }
        }
    }

    private void copyIds(long[] from, Box block, InMemoryVolume to) {
        Vec3 s = block.start();
        int index = 0;
        for (int z = 0; z < block.size().z(); z++) {
            for (int y = 0; y < block.size().y(); y++) {
                for (int x = 0; x < block.size().x(); x++) {
                    to.setId(s.z() + z, s.y() + y, s.x() + x, retained(from[index++]));
                }
            }
        }
    }

    private long retained(long id) {
        if (content == Content.CLASS_IDS) {
            return isClass(id, classes) ? id : classes;
        }
        return id > 0 || part.type() == ElementType.UINT64 ? id : 0;
    }

    /** Whether an id denotes one of the classes 0 to {@code classes - 1}. */
    private static boolean isClass(long id, int classes) {
        return id >= 0 && id < classes;
    }
}
