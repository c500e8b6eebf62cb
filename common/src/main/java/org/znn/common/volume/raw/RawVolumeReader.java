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
import org.znn.common.volume.raster.ContiguousArray;
import org.znn.common.volume.raster.Region;
import org.znn.common.volume.raster.VoxelSink;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.Storage;

/**
 * Reads a raw volume stored in two little-endian files: {@code X.size} holds the size as three uint32 in the order x,
 * y, z, and {@code X.image} or {@code X.label} holds the voxels as float64, x fastest.
 */
public final class RawVolumeReader extends AbstractVolumeReader {

    private static final String SIZE = ".size";
    private static final List<String> VOXELS = List.of(".image", ".label");
    private static final int SIZE_BYTES = 12;

    private final ByteSource source;
    private final ContiguousArray array;

    private RawVolumeReader(ByteSource source, Vec3 size) {
        super(VolumeInfo.of(source.name(), "raw", "z,y,x", 1, size, ElementType.FLOAT64), source.name());
        this.source = source;
        array = new ContiguousArray(source, 0, new int[] {1, size.z(), size.y(), size.x()}, ElementType.FLOAT64,
                ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Finds the voxel file of a volume.
     *
     * @param path {@code X}, {@code X.image} or {@code X.label}
     * @return empty if {@code X.size} or the voxel file does not exist
     */
    public static Optional<String> findVoxelFile(Storage storage, String path) throws IOException {
        List<String> candidates = VOXELS.stream().anyMatch(path::endsWith) ? List.of(path)
                : VOXELS.stream().map(ending -> path + ending).toList();
        for (String voxels : candidates) {
            if (storage.exists(voxels) && storage.exists(sizeFile(voxels))) {
                return Optional.of(voxels);
            }
        }
        return Optional.empty();
    }

    /**
     * Opens a volume.
     *
     * @param voxels path returned by {@link #findVoxelFile}
     * @throws VolumeException if the two files are inconsistent
     */
    public static RawVolumeReader open(Storage storage, String voxels) throws IOException {
        Vec3 size = size(storage, sizeFile(voxels));
        ByteSource source = storage.open(voxels);
        if (source.length() % Double.BYTES != 0 || source.length() / Double.BYTES != size.product()) {
            source.close();
            throw new VolumeException(voxels + ": the file has " + source.length() + " bytes, but " + sizeFile(voxels)
                    + " declares " + size + " voxels (z,y,x) of 8 bytes");
        }
        return new RawVolumeReader(source, size);
    }

    private static String sizeFile(String voxels) {
        return voxels.substring(0, voxels.lastIndexOf('.')) + SIZE;
    }

    private static Vec3 size(Storage storage, String path) throws IOException {
        try (ByteSource file = storage.open(path)) {
            if (file.length() < SIZE_BYTES) {
                throw new VolumeException(path + ": the file has " + file.length()
                        + " bytes; the size of a volume is stored as three uint32 x, y, z (12 bytes)");
            }
            ByteBuffer xyz = file.read(0, SIZE_BYTES, ByteOrder.LITTLE_ENDIAN);
            Vec3 size = new Vec3(xyz.getInt(8), xyz.getInt(4), xyz.getInt(0));
            if (!size.isPositive() || (double) size.z() * size.y() * size.x() > Long.MAX_VALUE) {
                throw new VolumeException(path + ": the file declares "
                        + Integer.toUnsignedString(size.z()) + "," + Integer.toUnsignedString(size.y()) + ","
                        + Integer.toUnsignedString(size.x())
                        + " voxels (z,y,x); each axis must have 1 to 2147483647 voxels, stored little-endian");
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
