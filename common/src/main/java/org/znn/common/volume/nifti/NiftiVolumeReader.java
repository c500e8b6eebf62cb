package org.znn.common.volume.nifti;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeInfo;
import org.znn.common.volume.VolumeReader;
import org.znn.common.volume.raster.ContiguousArray;
import org.znn.common.volume.raster.ErrorMessages;
import org.znn.common.volume.raster.StoredArrayReader;
import org.znn.common.volume.raster.StoredShape;
import org.znn.common.volume.raster.VoxelSink;
import org.znn.common.volume.storage.ByteSource;
import org.znn.common.volume.storage.CloseOnFailure;
import org.znn.common.volume.storage.GzipFile;
import org.znn.common.volume.storage.Storage;

/**
 * Opens NIfTI-1 and NIfTI-2 volumes: single files, optionally compressed with gzip, and pairs of .hdr and .img. The
 * axes are (z, y, x), with the channel as NIfTI's fifth axis or as the samples of a colour. Voxels are scaled as the
 * header states; a volume is read in the order in which it is stored, whatever its orientation in space.
 */
public final class NiftiVolumeReader {

    private static final Pattern HEADER_ENDING = Pattern.compile("\\.hdr(\\.gz)?$", Pattern.CASE_INSENSITIVE);
    private static final Pattern VOXEL_ENDING = Pattern.compile("\\.img(\\.gz)?$", Pattern.CASE_INSENSITIVE);
    private static final long MAX_START = 1L << 60;
    private static final int TIME = 3;
    private static final int VECTOR = 4;
    /** Codes of intents whose voxels are vectors, which some programs store along the axis of time. */
    private static final Set<Integer> VECTOR_INTENTS = Set.of(1006, 1007, 2003, 2004);

    private NiftiVolumeReader() {
    }

    /**
     * Whether a file begins with a NIfTI header.
     *
     * @param head first bytes of the file, decompressed; 540 if it has as many
     */
    public static boolean isNifti(byte[] head) {
        return NiftiHeader.isNifti(head);
    }

    /** Whether a file begins with a header of Analyze 7.5, which NIfTI replaced. */
    public static boolean isAnalyze(byte[] head) {
        return NiftiHeader.isAnalyze(head);
    }

    /**
     * Returns the path of the .hdr file that belongs to an .img file; empty if the path does not end like one, or there
     * is no such file.
     */
    public static Optional<String> headerFile(String voxels, Storage storage) throws IOException {
        String base = VOXEL_ENDING.matcher(voxels).replaceFirst("");
        for (String candidate : List.of(base + ".hdr", base + ".hdr.gz", base + ".HDR")) {
            if (!base.equals(voxels) && storage.exists(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /**
     * Opens a volume. The reader takes ownership of the source; if opening fails, the source remains open.
     *
     * @param source  file that begins with the header
     * @param storage file system of the source, to open the second file of a pair
     * @throws VolumeException if the volume is damaged or not supported
     */
    public static VolumeReader open(ByteSource source, Storage storage) {
        try {
            NiftiHeader header = readHeader(source);
            return header.isPair() ? openPair(source, storage, header) : open(source.name(), source, header);
        } catch (IOException | RuntimeException e) {
            throw new VolumeException(source.name() + ": " + ErrorMessages.describe(e), e);
        }
    }

    private static VolumeReader openPair(ByteSource headerFile, Storage storage, NiftiHeader header)
            throws IOException {
        String path = voxelFile(headerFile, storage).orElseThrow(() -> new FileNotFoundException(
                "the header's voxels are in a second file, which does not exist: "
                        + HEADER_ENDING.matcher(headerFile.name()).replaceFirst(".img")));
        return CloseOnFailure.open(storage.open(path), voxels -> {
            VolumeReader reader = open(headerFile.name(), voxels, header);
            headerFile.close();
            return reader;
        });
    }

    /** Returns the path of the .img file that belongs to a .hdr file; empty if there is no such file. */
    private static Optional<String> voxelFile(ByteSource source, Storage storage) throws IOException {
        String base = HEADER_ENDING.matcher(source.name()).replaceFirst("");
        for (String candidate : List.of(base + ".img", base + ".img.gz", base + ".IMG")) {
            if (!candidate.equals(source.name()) && storage.exists(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static NiftiHeader readHeader(ByteSource source) throws IOException {
        return NiftiHeader.parse(GzipFile.isGzip(source) ? GzipFile.head(source, NiftiHeader.MAX_BYTES)
                : source.read(0, (int) Math.min(NiftiHeader.MAX_BYTES, source.length()), ByteOrder.BIG_ENDIAN).array());
    }

    private static VolumeReader open(String path, ByteSource file, NiftiHeader header) throws IOException {
        NiftiVoxels voxels = NiftiVoxels.of(header.datatype());
        boolean isColour = voxels.samples() > 1;
        int[] xyz = StoredShape.of(header.axes()[0], header.axes()[1], header.axes()[2]);
        Vec3 size = new Vec3(xyz[2], xyz[1], xyz[0]);
        int channels = channels(header, voxels);
        int[] shape = isColour ? new int[] {size.z(), size.y(), size.x(), channels}
                : new int[] {channels, size.z(), size.y(), size.x()};
        long start = start(header);
        ByteSource stored = GzipFile.isGzip(file)
                ? GzipFile.decompressed(file, 0, Math.addExact(start, StoredShape.bytes(shape, voxels.type()))) : file;
        ContiguousArray array = new ContiguousArray(stored, start, shape, voxels.type(), header.order());
        StoredShape.requireInside(array);
        NiftiSpace space = NiftiSpace.of(header);
        boolean isScaled = header.isScaled() && !isColour;
        if (isScaled && !Double.isFinite(header.intercept())) {
            throw new VolumeException("the header adds " + header.intercept() + " to the scaled voxels (scl_inter): the"
                    + " file is damaged");
        }
        List<String> notes = new ArrayList<>(space.notes());
        if (isScaled) {
            notes.add("the voxels are scaled as the header states: " + header.slope() + " x stored value + "
                    + header.intercept());
        }
        if (stored != file) {
            notes.add(GzipFile.NOTE);
        }
        VolumeInfo info = VolumeInfo.of(path, "NIfTI-" + header.version() + (stored == file ? "" : " (gzip)"),
                channels == 1 ? "z,y,x" : isColour ? "z,y,x,c" : "c,z,y,x", channels, size,
                isScaled ? ElementType.FLOAT64 : voxels.type()).withCalibration(space.calibration()).withNotes(notes);
        UnaryOperator<VoxelSink> conversion = isScaled
                ? sink -> voxels.scaled(header.slope(), header.intercept(), sink) : UnaryOperator.identity();
        return new StoredArrayReader(info, array, conversion,
                isColour ? new int[] {1, 2, 3, 0} : new int[] {0, 1, 2, 3});
    }

    private static int channels(NiftiHeader header, NiftiVoxels voxels) {
        long[] axes = header.axes().clone();
        if (VECTOR_INTENTS.contains(header.intent()) && axes[VECTOR] == 1) {
            axes[VECTOR] = axes[TIME];
            axes[TIME] = 1;
        }
        int[] checked = StoredShape.of(axes);
        if (checked[TIME] > 1) {
            throw new VolumeException("the volume has " + checked[TIME] + " points in time; choose one, in Python:"
                    + " nibabel.load('FILE.nii').slicer[..., 0].to_filename('VOLUME.nii')");
        }
        if (checked[5] > 1 || checked[6] > 1 || checked[VECTOR] > 1 && voxels.samples() > 1) {
            throw new VolumeException("the volume has the axes " + Arrays.toString(checked) + " (x, y, z, time,"
                    + " channel, …) and " + voxels.samples() + " samples a voxel; at most one axis of channels is"
                    + " supported");
        }
        return checked[VECTOR] * voxels.samples();
    }

    private static long start(NiftiHeader header) {
        double stored = header.voxOffset();
        long start = (long) stored;
        if (start != stored || start < 0 || start > MAX_START) {
            throw new VolumeException("the header states '" + stored + "' as the position of the voxels: the file is"
                    + " damaged");
        }
        return header.isPair() || start >= header.minVoxOffset() ? start : atLeast(header, start);
    }

    /** Returns the first possible position for files that state none. */
    private static long atLeast(NiftiHeader header, long start) {
        if (start > 0) {
            throw new VolumeException("the header places the voxels at position " + start + ", inside the header: the"
                    + " file is damaged");
        }
        return header.minVoxOffset();
    }
}
