package org.znn.common.volume.raw;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeInfo;
import org.znn.common.volume.raster.AbstractVolumeReader;
import org.znn.common.volume.raster.Region;
import org.znn.common.volume.raster.StoredArray;
import org.znn.common.volume.raster.VoxelSink;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.Storage;

/**
 * A volume in two files: {@code X.size} holds its size as three uint32 in the order x, y, z, and {@code X.image} or
 * {@code X.label} its voxels as float64, x fastest; both little-endian.
 */
public final class RawPair extends AbstractVolumeReader {

    private static final String SIZE = ".size";
    private static final List<String> VOXELS = List.of(".image", ".label");
    private static final int SIZE_BYTES = 12;

    private final ByteSource source;
    private final StoredArray array;

    private RawPair(ByteSource source, Vec3 size) {
        super(new VolumeInfo(source.name(), 1, size, ElementType.FLOAT64, Optional.empty()), source.name());
        this.source = source;
        array = new StoredArray(source, 0, new int[] {1, size.z(), size.y(), size.x()}, ElementType.FLOAT64,
                ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * The file of voxels that a path means: {@code X}, {@code X.image} or {@code X.label}; empty where {@code X.size}
     * or the voxels are missing.
     */
    public static Optional<String> voxels(Storage storage, String path) throws IOException {
        List<String> candidates = VOXELS.stream().anyMatch(path::endsWith) ? List.of(path)
                : VOXELS.stream().map(ending -> path + ending).toList();
        for (String voxels : candidates) {
            if (storage.exists(voxels) && storage.exists(sizeFile(voxels))) {
                return Optional.of(voxels);
            }
        }
        return Optional.empty();
    }

    /** Opens the file that {@link #voxels} found; throws {@link VolumeException} where the two do not fit. */
    public static RawPair open(Storage storage, String voxels) throws IOException {
        Vec3 size = size(storage, sizeFile(voxels));
        ByteSource source = storage.open(voxels);
        if (source.length() % Double.BYTES != 0 || source.length() / Double.BYTES != size.product()) {
            source.close();
            throw new VolumeException(voxels + ": it has " + source.length() + " bytes, but " + sizeFile(voxels)
                    + " says " + size + " voxels (z,y,x) of 8 bytes");
        }
        return new RawPair(source, size);
    }

    private static String sizeFile(String voxels) {
        return voxels.substring(0, voxels.lastIndexOf('.')) + SIZE;
    }

    private static Vec3 size(Storage storage, String path) throws IOException {
        try (ByteSource file = storage.open(path)) {
            if (file.length() < SIZE_BYTES) {
                throw new VolumeException(path + ": it has " + file.length()
                        + " bytes; the size of a volume is three uint32 x, y, z of 12 bytes");
            }
            ByteBuffer numbers = file.read(0, SIZE_BYTES, ByteOrder.LITTLE_ENDIAN);
            Vec3 size = new Vec3(numbers.getInt(8), numbers.getInt(4), numbers.getInt(0));
            if (!size.isPositive() || (double) size.z() * size.y() * size.x() > Long.MAX_VALUE) {
                throw new VolumeException(path + ": it says " + size
                        + " voxels (z,y,x); each axis must have 1 to 2147483647, little-endian");
            }
            return size;
        }
    }

    @Override
    protected void read(Box box, VoxelSink sink) throws IOException {
        array.read(Region.channelsFirst(1, box), sink);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
