package org.znn.common.volume.hdf5;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeException;

/**
 * Writes a volume (z, y, x) to a local HDF5 file plane by plane, z ascending, in the memory of one layer of chunks. The
 * file gets its name when it is finished, and is removed when it is closed before that.
 */
public final class Hdf5PlaneWriter implements Closeable {

    private static final int BUFFER = 1 << 20;

    private final Path target;
    private final Path aside;
    private final Hdf5VolumeSpec spec;
    private final RandomAccessFile file;
    private final Hdf5VolumeWriter writer;
    private final ByteBuffer layer;
    private final int planeVoxels;
    private int planes;
    private boolean finished;

    /** Starts the file; the spec must be a {@link Hdf5VolumeSpec#plain plain} one. */
    public Hdf5PlaneWriter(Path target, Hdf5VolumeSpec spec) throws IOException {
        if (spec.channels() != 1) {
            throw new IllegalArgumentException("planes are written of one channel, not of " + spec.channels());
        }
        this.target = target;
        this.spec = spec;
        Vec3 size = spec.size();
        planeVoxels = Math.multiplyExact(size.y(), size.x());
        int depth = Math.min(spec.chunk().z(), size.z());
        layer = ByteBuffer.allocate(Math.multiplyExact(Math.multiplyExact(planeVoxels, depth), spec.type().bytes()))
                .order(ByteOrder.LITTLE_ENDIAN);
        Files.createDirectories(target.toAbsolutePath().getParent());
        aside = target.resolveSibling("." + target.getFileName() + ".pending");
        Files.deleteIfExists(aside);
        file = new RandomAccessFile(aside.toFile(), "rw");
        writer = Hdf5VolumeWriter.unannounced(
                new BufferedOutputStream(Channels.newOutputStream(file.getChannel()), BUFFER), spec);
    }

    /** The next plane of a UINT8 volume: y·x bytes from {@code offset} on. */
    public void write(byte[] voxels, int offset) throws IOException {
        begin(ElementType.UINT8);
        layer.put(voxels, offset, planeVoxels);
        end();
    }

    /** The next plane of a UINT32 volume: y·x numbers from {@code offset} on. */
    public void write(int[] voxels, int offset) throws IOException {
        begin(ElementType.UINT32);
        layer.asIntBuffer().put(voxels, offset, planeVoxels);
        layer.position(layer.position() + planeVoxels * Integer.BYTES);
        end();
    }

    /** The next plane of a FLOAT32 volume: y·x numbers from {@code offset} on. */
    public void write(float[] voxels, int offset) throws IOException {
        begin(ElementType.FLOAT32);
        layer.asFloatBuffer().put(voxels, offset, planeVoxels);
        layer.position(layer.position() + planeVoxels * Float.BYTES);
        end();
    }

    /** Completes the file and gives it its name; throws {@link VolumeException} where planes are missing. */
    public void finish() throws IOException {
        if (planes < spec.size().z()) {
            throw new VolumeException(target + ": only " + planes + " of " + spec.size().z() + " planes were written");
        }
        byte[] header = writer.finishUnannounced();
        file.seek(0);
        file.write(header);
        file.getFD().sync();
        file.close();
        Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        finished = true;
    }

    @Override
    public void close() throws IOException {
        if (!finished) {
            file.close();
            Files.deleteIfExists(aside);
        }
    }

    private void begin(ElementType type) {
        if (type != spec.type()) {
            throw new IllegalArgumentException("planes of " + type + " in a volume of " + spec.type());
        }
        if (planes == spec.size().z()) {
            throw new IllegalArgumentException("all " + planes + " planes were written already");
        }
    }

    private void end() throws IOException {
        planes++;
        if (!layer.hasRemaining() || planes == spec.size().z()) {
            int depth = layer.position() / (planeVoxels * spec.type().bytes());
            int z = (planes - 1) / spec.chunk().z();
            for (int y = 0; y < spec.grid().y(); y++) {
                for (int x = 0; x < spec.grid().x(); x++) {
                    Vec3 place = new Vec3(z, y, x);
                    writer.writeChunk(0, place, spec.codec().encode(cut(place, depth)));
                }
            }
            layer.clear();
        }
    }

    /** A whole chunk of the layer, zeros where it reaches beyond. */
    private byte[] cut(Vec3 place, int depth) {
        Vec3 chunk = spec.chunk();
        int bytes = spec.type().bytes();
        Vec3 start = place.times(chunk);
        int rows = Math.min(chunk.y(), spec.size().y() - start.y());
        int rowBytes = Math.min(chunk.x(), spec.size().x() - start.x()) * bytes;
        byte[] whole = new byte[Math.toIntExact(chunk.product() * bytes)];
        for (int z = 0; z < depth; z++) {
            for (int y = 0; y < rows; y++) {
                int from = (z * planeVoxels + (start.y() + y) * spec.size().x() + start.x()) * bytes;
                layer.get(from, whole, (z * chunk.y() + y) * chunk.x() * bytes, rowBytes);
            }
        }
        return whole;
    }
}
