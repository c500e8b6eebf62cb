package org.znn.driver.forward;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.Volume;
import org.znn.common.volume.hdf5.Hdf5PlaneWriter;
import org.znn.common.volume.hdf5.Hdf5VolumeSpec;

/**
 * Image of uint8 noise whose voxels can be computed without its file: a window on infinite noise.
 *
 * @param size  size in voxels (z, y, x)
 * @param seed  seed of the noise
 * @param start first voxel of the window (z, y, x)
 */
public record NoiseImage(Vec3 size, int seed, Vec3 start) {

    public NoiseImage(Vec3 size, int seed) {
        this(size, seed, Vec3.ZERO);
    }

    /** Returns the grey value of a voxel, 0 to 255. */
    int value(int z, int y, int x) {
        int hash = (((z + start.z()) * 0x9e3779b1 + y + start.y()) * 0x85ebca77 + x + start.x()) * 0xc2b2ae3d
                + seed * 0x27d4eb2f;
        hash ^= hash >>> 15;
        hash *= 0x2c1b3c6d;
        return hash >>> 24;
    }

    /** Writes the image as an HDF5 volume, with one plane in memory at a time. */
    public Path write(Path file) {
        Vec3 chunk = new Vec3(1, 256, 256).min(size);
        try (Hdf5PlaneWriter writer = new Hdf5PlaneWriter(file,
                Hdf5VolumeSpec.plain(size, chunk, ElementType.UINT8, 0))) {
            byte[] plane = new byte[size.y() * size.x()];
            for (int z = 0; z < size.z(); z++) {
                for (int y = 0; y < size.y(); y++) {
                    for (int x = 0; x < size.x(); x++) {
                        plane[y * size.x() + x] = (byte) value(z, y, x);
                    }
                }
                writer.writePlane(plane, 0);
            }
            writer.finish();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Copies the image into a channel of a volume and fills the margins by mirroring.
     *
     * @param low voxels of the margin before the image (z, y, x)
     */
    void mirrorInto(Volume target, int channel, Vec3 low) {
        for (int z = 0; z < target.size().z(); z++) {
            for (int y = 0; y < target.size().y(); y++) {
                for (int x = 0; x < target.size().x(); x++) {
                    target.set(channel, z, y, x, value(mirror(z - low.z(), size.z()), mirror(y - low.y(), size.y()),
                            mirror(x - low.x(), size.x())));
                }
            }
        }
    }

    /** Reflects a position at the faces until it is inside; the voxels at the faces are repeated. */
    private static int mirror(int position, int size) {
        int reflected = position;
        while (reflected < 0 || reflected >= size) {
            reflected = reflected < 0 ? -1 - reflected : 2 * size - 1 - reflected;
        }
        return reflected;
    }
}
