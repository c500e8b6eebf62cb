package org.znn.common.volume.hdf5;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.znn.common.geometry.Vec3d;
import org.znn.common.volume.Calibration;
import org.znn.common.volume.LengthUnit;
import org.znn.common.volume.hdf5.dataset.LinkedFiles;
import org.znn.common.volume.hdf5.dataset.ObjectPath;
import org.znn.common.volume.hdf5.dataset.OpenFile;
import org.znn.common.volume.hdf5.metadata.Attribute;

/** Metadata of an Imaris dataset, which is stored as text in the attributes of other groups. */
final class ImarisFile {

    private static final Pattern DATA =
            Pattern.compile("/DataSet/ResolutionLevel \\d+/TimePoint \\d+/Channel \\d+/Data");
    private static final String IMAGE = "/DataSetInfo/Image";

    private ImarisFile() {
    }

    /** Whether a dataset is one of Imaris's. */
    static boolean isData(String path) {
        return DATA.matcher(path).matches();
    }

    /** Returns the size of the image as x, y and z where it is smaller than the dataset, which is padded to chunks. */
    static Optional<long[]> imageSize(LinkedFiles files, OpenFile file, String path) throws IOException {
        Map<String, Attribute> channel = attributes(files, file, path.substring(0, path.lastIndexOf('/')));
        Optional<double[]> size = numbers(channel, "ImageSizeX", "ImageSizeY", "ImageSizeZ");
        return size.map(s -> new long[] {(long) s[0], (long) s[1], (long) s[2]});
    }

    /**
     * Returns the calibration of a dataset from the extent of the whole image.
     *
     * @param size size of the image as x, y and z
     */
    static Optional<Calibration> calibration(LinkedFiles files, OpenFile file, long[] size) throws IOException {
        Map<String, Attribute> image = attributes(files, file, IMAGE);
        Optional<double[]> from = numbers(image, "ExtMin0", "ExtMin1", "ExtMin2");
        Optional<double[]> to = numbers(image, "ExtMax0", "ExtMax1", "ExtMax2");
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        double[] voxel = new double[3];
        for (int d = 0; d < 3; d++) {
            voxel[d] = (to.get()[d] - from.get()[d]) / size[d];
            if (!(voxel[d] > 0) || !Double.isFinite(voxel[d])) {
                return Optional.empty();
            }
        }
        String unit = text(image.get("Unit"));
        return Optional.of(new Calibration(new Vec3d(voxel[2], voxel[1], voxel[0]),
                LengthUnit.symbolOf(unit),
                new Vec3d(from.get()[2], from.get()[1], from.get()[0])));
    }

    private static Map<String, Attribute> attributes(LinkedFiles files, OpenFile file, String path)
            throws IOException {
        Optional<ObjectPath> object = ObjectPath.find(files, file, path);
        return object.isPresent() ? Attribute.of(object.get().object()) : Map.of();
    }

    private static Optional<double[]> numbers(Map<String, Attribute> attributes, String... names) {
        double[] numbers = new double[names.length];
        for (int i = 0; i < names.length; i++) {
            try {
                numbers[i] = Double.parseDouble(text(attributes.get(names[i])));
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
        return Optional.of(numbers);
    }

    /** Imaris stores a text as an array of single letters. */
    private static String text(Attribute attribute) {
        return attribute == null ? "" : String.join("", attribute.texts()).strip();
    }
}
