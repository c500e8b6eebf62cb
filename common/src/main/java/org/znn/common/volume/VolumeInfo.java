package org.znn.common.volume;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.znn.common.geometry.Box;
import org.znn.common.geometry.Vec3;

/**
 * The metadata of a volume file.
 *
 * @param path        path of the file, as the user wrote it
 * @param format      name of the file format, such as {@code HDF5} or {@code ImageJ hyperstack (TIFF)}
 * @param axes        axes as stored, slowest first, such as {@code z,y,x,c}
 * @param channels    number of channels; 1 for a volume with the axes (z, y, x)
 * @param size        voxels along (z, y, x)
 * @param type        element type in the file
 * @param chunk       size of a storage chunk along (z, y, x); empty if the file is not chunked
 * @param calibration physical size and position of the voxels; empty if the file does not state them
 * @param attributes  textual attributes of the volume, such as {@code out_type} of this program's outputs
 * @param notes       sentences about what a user may not expect in the interpretation of the file
 */
public record VolumeInfo(String path, String format, String axes, int channels, Vec3 size, ElementType type,
        Optional<Vec3> chunk, Optional<Calibration> calibration, Map<String, String> attributes, List<String> notes) {

    public VolumeInfo {
        attributes = Map.copyOf(attributes);
        notes = List.copyOf(notes);
    }

    /** Returns the metadata of an uncalibrated file that is not chunked. */
    public static VolumeInfo of(String path, String format, String axes, int channels, Vec3 size, ElementType type) {
        return new VolumeInfo(path, format, axes, channels, size, type, Optional.empty(), Optional.empty(), Map.of(),
                List.of());
    }

    public VolumeInfo withChunk(Optional<Vec3> newChunk) {
        return new VolumeInfo(path, format, axes, channels, size, type, newChunk, calibration, attributes, notes);
    }

    public VolumeInfo withCalibration(Optional<Calibration> newCalibration) {
        return new VolumeInfo(path, format, axes, channels, size, type, chunk, newCalibration, attributes, notes);
    }

    public VolumeInfo withAttributes(Map<String, String> newAttributes) {
        return new VolumeInfo(path, format, axes, channels, size, type, chunk, calibration, newAttributes, notes);
    }

    public VolumeInfo withNotes(List<String> newNotes) {
        return new VolumeInfo(path, format, axes, channels, size, type, chunk, calibration, attributes, newNotes);
    }

    /** Returns the metadata of the same volume with other channels. */
    public VolumeInfo withChannels(int newChannels, ElementType newType) {
        return new VolumeInfo(path, format, axes, newChannels, size, newType, chunk, calibration, attributes, notes);
    }

    /** Returns the metadata of a part of the volume. */
    public VolumeInfo cropped(Box box) {
        return new VolumeInfo(path, format, axes, channels, box.size(), type, chunk,
                calibration.map(c -> c.startingAt(box.start())), attributes, notes);
    }
}
