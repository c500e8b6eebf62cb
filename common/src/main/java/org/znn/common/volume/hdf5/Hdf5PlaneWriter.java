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
 * Writes a volume (z, y, x) to a local HDF5 file, plane by plane in ascending z. Buffers one layer of chunks. The file
 * is written under a temporary name and renamed when it is finished; closing the writer before that removes it.
 */
public final class Hdf5PlaneWriter implements Closeable {

    private static final int BUFFER_SIZE = 1 << 20;

    private final Path target;
    private final Path temporary;
    private final Hdf5VolumeSpec spec;
    private final RandomAccessFile file;
    private final Hdf5VolumeWriter writer;
    private final ByteBuffer layer;
    private final int planeVoxels;
    private int planes;
    private boolean finished;

    /**
     * Creates the file.
     *
     * @param target path of the finished file
     * @param spec   specification with a single channel, see {@link Hdf5VolumeSpec#plain}
     */
    public Hdf5PlaneWriter(Path target, Hdf5VolumeSpec spec) throws IOException {
        if (spec.channels() != 1) {
            throw new IllegalArgumentException("a volume written plane by plane has one channel, not "
                    + spec.channels());
        }
        this.target = target;
        this.spec = spec;
        Vec3 size = spec.size();
        planeVoxels = Math.multiplyExact(size.y(), size.x());
        int depth = Math.min(spec.chunk().z(), size.z());
        layer = ByteBuffer.allocate(Math.multiplyExact(Math.multiplyExact(planeVoxels, depth), spec.type().bytes()))
                .order(ByteOrder.LITTLE_ENDIAN);
        Files.createDirectories(target.toAbsolutePath().getParent());
        temporary = target.resolveSibling("." + target.getFileName() + ".pending");
        Files.deleteIfExists(temporary);
        file = new RandomAccessFile(temporary.toFile(), "rw");
        writer = Hdf5VolumeWriter.withUnknownLength(
                new BufferedOutputStream(Channels.newOutputStream(file.getChannel()), BUFFER_SIZE), spec);
    }

    /** Writes the next plane of a UINT8 volume: y·x elements from {@code offset} on. */
    public void writePlane(byte[] voxels, int offset) throws IOException {
        beginPlane(ElementType.UINT8);
        layer.put(voxels, offset, planeVoxels);
        endPlane();
    }

    /** Writes the next plane of a UINT32 volume: y·x elements from {@code offset} on. */
    public void writePlane(int[] voxels, int offset) throws IOException {
        beginPlane(ElementType.UINT32);
        layer.asIntBuffer().put(voxels, offset, planeVoxels);
        layer.position(layer.position() + planeVoxels * Integer.BYTES);
        endPlane();
    }

    /** Writes the next plane of a FLOAT32 volume: y·x elements from {@code offset} on. */
    public void writePlane(float[] voxels, int offset) throws IOException {
        beginPlane(ElementType.FLOAT32);
        layer.asFloatBuffer().put(voxels, offset, planeVoxels);
        layer.position(layer.position() + planeVoxels * Float.BYTES);
        endPlane();
    }

    /**
     * Completes the file and renames it to its final path.
     *
     * @throws VolumeException if planes are missing
     */
    public void finish() throws IOException {
        if (planes < spec.size().z()) {
            throw new VolumeException(target + ": only " + planes + " of " + spec.size().z() + " planes were written");
        }
        byte[] header = writer.finishAndEncodeHeader();
        file.seek(0);
        file.write(header);
        file.getFD().sync();
        file.close();
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        finished = true;
    }

    @Override
    public void close() throws IOException {
        if (!finished) {
            file.close();
            Files.deleteIfExists(temporary);
        }
    }

    private void beginPlane(ElementType type) {
        if (type != spec.type()) {
            throw new IllegalArgumentException("cannot write a plane of " + type + " to a volume of " + spec.type());
        }
        if (planes == spec.size().z()) {
            throw new IllegalArgumentException("all " + planes + " planes have already been written");
        }
    }

    private void endPlane() throws IOException {
        planes++;
        if (!layer.hasRemaining() || planes == spec.size().z()) {
            int depth = layer.position() / (planeVoxels * spec.type().bytes());
            int z = (planes - 1) / spec.chunk().z();
            for (int y = 0; y < spec.chunkGrid().y(); y++) {
                for (int x = 0; x < spec.chunkGrid().x(); x++) {
                    Vec3 position = new Vec3(z, y, x);
                    writer.writeChunk(0, position, spec.encoder().encode(copyChunk(position, depth)));
                }
            }
            layer.clear();
        }
    }

    /** Copies a chunk out of the buffered layer; the part beyond the end of the volume is zero. */
    private byte[] copyChunk(Vec3 position, int depth) {
        Vec3 chunk = spec.chunk();
        int elementBytes = spec.type().bytes();
        Vec3 start = position.times(chunk);
        int rows = Math.min(chunk.y(), spec.size().y() - start.y());
        int rowBytes = Math.min(chunk.x(), spec.size().x() - start.x()) * elementBytes;
        byte[] bytes = new byte[Math.toIntExact(chunk.product() * elementBytes)];
        for (int z = 0; z < depth; z++) {
            for (int y = 0; y < rows; y++) {
                int from = (z * planeVoxels + (start.y() + y) * spec.size().x() + start.x()) * elementBytes;
                layer.get(from, bytes, (z * chunk.y() + y) * chunk.x() * elementBytes, rowBytes);
            }
        }
        return bytes;
    }
}
