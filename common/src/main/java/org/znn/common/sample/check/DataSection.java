package org.znn.common.sample.check;

import java.util.List;
import java.util.Optional;
import org.znn.common.geometry.Vec3;
import org.znn.common.volume.file.VolumePart;

/**
 * An image or label section of the data specification whose files are consistent with each other.
 *
 * @param name     name of the section, such as {@code [image1]}
 * @param location {@code file:line} of the section
 * @param autoCrop whether the volume may be cropped to the size of other volumes
 * @param parts    files of the section, all of the same size; exactly one for a label
 * @param mask     mask of a label, of the same size
 */
record DataSection(String name, String location, boolean autoCrop, List<VolumePart> parts, Optional<VolumePart> mask) {

    DataSection {
        parts = List.copyOf(parts);
    }

    Vec3 size() {
        return parts.get(0).box().size();
    }

    /** Crops the volume around its centre to a size that does not exceed its own. */
    DataSection croppedTo(Vec3 size) {
        return new DataSection(name, location, autoCrop, parts.stream().map(p -> p.croppedTo(size)).toList(),
                mask.map(m -> m.croppedTo(size)));
    }

    /** Returns name and size, such as {@code [image1] (25,512,512)}. */
    @Override
    public String toString() {
        return name + " (" + size() + ")";
    }
}
