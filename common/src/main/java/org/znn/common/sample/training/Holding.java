package org.znn.common.sample.training;

import java.io.IOException;
import java.io.Serializable;
import org.znn.common.config.OutType;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.Precision;
import org.znn.common.volume.ReadBlocks;
import org.znn.common.volume.Volume;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.file.VolumePart;
import org.znn.common.volume.storage.Storages;

/**
 * A volume to be held in memory, and what of it.
 *
 * @param part    of a file
 * @param content what of its numbers is kept
 * @param type    that they are kept in; without meaning for {@link Content#ABOVE_ZERO}, which takes a bit
 * @param classes of {@link Content#CLASSES}, else 0
 */
record Holding(VolumePart part, Content content, ElementType type, int classes) implements Serializable {

    /** What is kept of numbers. */
    enum Content {
        /** Every number as it is, or rounded to the precision of the job. */
        GREY,
        /** Ids above 0; all others are background, 0. */
        IDS,
        /** Ids from 0 up to the number of classes; all others become that number, which is no class. */
        CLASSES,
        /** Whether the number is above 0. */
        ABOVE_ZERO
    }

    static Holding image(VolumePart part, Precision precision) {
        boolean small = part.type().isInteger() && part.type().bytes() <= Short.BYTES;
        return new Holding(part, Content.GREY, small ? part.type() : ElementType.of(precision), 0);
    }

    static Holding mask(VolumePart part) {
        return new Holding(part, Content.ABOVE_ZERO, ElementType.UINT8, 0);
    }

    static Holding label(LabelPlan label, OutType type) {
        VolumePart part = label.ids();
        return switch (type) {
            case BOUNDARY -> mask(part);
            case AFFINITY -> new Holding(part, Content.IDS, idType(part.type()), 0);
            case SEMANTIC -> new Holding(part, Content.CLASSES, classType(label.channels()), label.channels());
        };
    }

    /** Whole numbers above 0, which fill no more than so many bytes; those of a float32 may reach 2^63. */
    private static ElementType idType(ElementType stored) {
        return stored.isInteger() || stored == ElementType.FLOAT16 ? ElementType.integer(stored.bytes(), false)
                : ElementType.INT64;
    }

    private static ElementType classType(int classes) {
        return classes < 1 << Byte.SIZE ? ElementType.UINT8
                : classes < 1 << Short.SIZE ? ElementType.UINT16 : ElementType.UINT32;
    }

    /** What it takes of memory. */
    long bytes() {
        Vec3 size = part.box().size();
        return content == Content.ABOVE_ZERO ? BitVolume.bytes(size) : PackedVolume.bytes(part.channels(), size, type);
    }

    /** Bytes of the largest array among them. */
    long sectionBytes() {
        return PackedVolume.sectionBytes(part.box().size(), type);
    }

    /** Reads it, a few million numbers at a time; throws {@link VolumeException} where the file is damaged. */
    HeldVolume load(Storages storages) {
        Vec3 size = part.box().size();
        HeldVolume held = content == Content.ABOVE_ZERO ? new BitVolume(size)
                : new PackedVolume(part.channels(), size, type);
        try (VolumeReader reader = part.open(storages)) {
            for (Box block : ReadBlocks.of(part.channels(), size)) {
                if (content == Content.GREY || content == Content.ABOVE_ZERO) {
                    takeValues(reader.read(block, precision()), block, held);
                } else {
                    takeIds(reader.readIds(block), block, held);
                }
            }
        } catch (IOException e) {
            throw new VolumeException(part.path() + " cannot be read: " + e.getMessage(), e);
        }
        return held;
    }

    private Precision precision() {
        return type == ElementType.FLOAT64 || content == Content.ABOVE_ZERO ? Precision.FLOAT64 : Precision.FLOAT32;
    }

    private static void takeValues(Volume from, Box block, HeldVolume to) {
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

    private void takeIds(long[] from, Box block, HeldVolume to) {
        Vec3 s = block.start();
        int at = 0;
        for (int z = 0; z < block.size().z(); z++) {
            for (int y = 0; y < block.size().y(); y++) {
                for (int x = 0; x < block.size().x(); x++) {
                    to.setId(s.z() + z, s.y() + y, s.x() + x, kept(from[at++]));
                }
            }
        }
    }

    private long kept(long id) {
        if (content == Content.CLASSES) {
            return isClass(id, classes) ? id : classes;
        }
        return id > 0 || part.type() == ElementType.UINT64 ? id : 0;
    }

    /** Whether an id is one of so many classes, which count from 0. */
    private static boolean isClass(long id, int classes) {
        return id >= 0 && id < classes;
    }
}
