package org.znn.common.volume.hdf5;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.Calibration;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.VolumeInfo;
import org.znn.common.volume.chunked.VolumeAxes;
import org.znn.common.volume.hdf5.array.ArrayRegion;
import org.znn.common.volume.hdf5.dataset.DatasetOpener;
import org.znn.common.volume.hdf5.dataset.LinkedFiles;
import org.znn.common.volume.hdf5.dataset.StoredDataset;
import org.znn.common.volume.hdf5.metadata.Attribute;

/**
 * A dataset and its interpretation as a volume.
 *
 * @param path       path of the dataset
 * @param dataset    the dataset
 * @param axes       meaning of its axes
 * @param type       type that its elements are read as
 * @param attributes attributes of the dataset
 * @param notes      sentences about what a user may not expect
 * @param image      calibration that the file states elsewhere
 */
record SelectedDataset(String path, StoredDataset dataset, VolumeAxes axes, ElementType type,
        Map<String, Attribute> attributes, List<String> notes, Optional<Calibration> image) {

    private static final int MAX_ATTRIBUTES = 50;
    private static final int MAX_TEXT = 1000;
    private static final Pattern BIG_DATA_VIEWER = Pattern.compile("/t\\d+/s\\d+/\\d+/cells");

    /**
     * Opens a dataset.
     *
     * @throws VolumeException if it is not a volume
     * @throws IOException     if the file is damaged
     */
    static SelectedDataset open(LinkedFiles files, DatasetSelector.Found found, DatasetQuery asked)
            throws IOException {
        DatasetQuery query = asked.withPath(found.path());
        StoredDataset dataset = DatasetOpener.open(files, found.file(), found.header());
        requireVolume(dataset.shape());
        boolean isBigDataViewer = dataset.type() == ElementType.INT16
                && BIG_DATA_VIEWER.matcher(found.path()).matches();
        ElementType type = type(dataset.type(), query, isBigDataViewer ? ElementType.UINT16 : dataset.type());
        Map<String, Attribute> attributes = Attribute.of(found.header().object());
        AxisNames named = AxisNames.of(dataset.shape(), type, query, attributes);
        int[] shape = Arrays.stream(dataset.shape()).mapToInt(Math::toIntExact).toArray();
        VolumeAxes axes = named.names().isPresent() ? VolumeAxes.named(named.names().get(), shape, query.indices())
                : VolumeAxes.unnamed(shape, query.indices());
        List<String> notes = new ArrayList<>(named.notes());
        notes.addAll(dataset.notes());
        if (isBigDataViewer && query.type().isEmpty()) {
            notes.add("BigDataViewer keeps uint16 as int16: the values are read as uint16 (read them as stored as in "
                    + query.example("file.h5", "type=int16") + ")");
        }
        Optional<Calibration> image = Optional.empty();
        if (ImarisFile.isData(found.path())) {
            Optional<long[]> size = ImarisFile.imageSize(files, found.file(), found.path());
            image = ImarisFile.calibration(files, found.file(), size.orElse(reversed(dataset.shape())));
            size.filter(s -> !Arrays.equals(s, reversed(dataset.shape()))).ifPresent(s -> notes.add("Imaris pads its"
                    + " datasets to whole chunks: the image has only the first " + new Vec3((int) s[2], (int) s[1],
                    (int) s[0]) + " voxels (z,y,x)"));
        }
        return new SelectedDataset(found.path(), dataset, axes, type, attributes, notes, image);
    }

    private static long[] reversed(long[] shape) {
        long[] reversed = new long[shape.length];
        for (int d = 0; d < shape.length; d++) {
            reversed[d] = shape[shape.length - 1 - d];
        }
        return reversed;
    }

    private static void requireVolume(long[] shape) {
        if (shape.length < 2) {
            throw new VolumeException("the dataset has " + shape.length + " axis " + Arrays.toString(shape)
                    + "; a volume has the axes (y, x), (z, y, x) or (channel, z, y, x)");
        }
        for (long n : shape) {
            if (n < 1 || n > Integer.MAX_VALUE) {
                throw new VolumeException("the shape is " + Arrays.toString(shape)
                        + "; each axis must have 1 to 2147483647 voxels");
            }
        }
    }

    private static ElementType type(ElementType stored, DatasetQuery query, ElementType meant) {
        ElementType asked = query.type().orElse(meant);
        boolean isReinterpreted = asked.isInteger() && stored.isInteger() && asked.bytes() == stored.bytes();
        if (asked != stored && !isReinterpreted) {
            throw new VolumeException("the elements are " + stored + " and cannot be read as " + asked
                    + "; integers can be read as those of the same size");
        }
        return asked;
    }

    /** Returns the metadata of the volume. */
    VolumeInfo info(String file) {
        int[] shape = Arrays.stream(dataset.shape()).mapToInt(Math::toIntExact).toArray();
        return VolumeInfo.of(file, "HDF5", axes.toString(), axes.channels(shape), axes.spatial(shape), type)
                .withChunk(dataset.chunk().map(axes::spatial))
                .withCalibration(DatasetCalibration.of(axes, attributes).or(() -> image))
                .withAttributes(texts()).withNotes(notes);
    }

    private Map<String, String> texts() {
        return attributes.entrySet().stream().limit(MAX_ATTRIBUTES).collect(Collectors.toMap(Map.Entry::getKey, e -> {
            String text = String.join(", ", e.getValue().texts());
            return text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
        }, (a, b) -> a, LinkedHashMap::new));
    }

    /** Returns the part of the dataset that a box covers. */
    ArrayRegion region(Box box) {
        int[] shape = Arrays.stream(dataset.shape()).mapToInt(Math::toIntExact).toArray();
        int rank = shape.length;
        long[] start = new long[rank];
        int[] count = new int[rank];
        int[] strides = new int[rank];
        Vec3 size = box.size();
        for (int d = 0; d < rank; d++) {
            int role = axes.roles()[d];
            start[d] = role == VolumeAxes.DROPPED ? axes.index()[d] : role == 0 ? 0 : box.start().get(role - 1);
            count[d] = role == VolumeAxes.DROPPED ? 1 : role == 0 ? shape[d] : size.get(role - 1);
            strides[d] = switch (role) {
                case VolumeAxes.DROPPED -> 0;
                case 0 -> size.z() * size.y() * size.x();
                case 1 -> size.y() * size.x();
                case 2 -> size.x();
                default -> 1;
            };
        }
        return new ArrayRegion(start, count, 0, strides);
    }
}
