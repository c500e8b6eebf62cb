package org.znn.common.volume.hdf5;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.znn.common.volume.Calibration;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.chunked.AttributeCalibration;
import org.znn.common.volume.chunked.JsonValue;
import org.znn.common.volume.chunked.VolumeAxes;
import org.znn.common.volume.hdf5.metadata.Attribute;

/**
 * Reads the calibration from the attributes of a dataset, under the names that Zarr and N5 use too, and the
 * {@code origin_um} of this program's outputs.
 */
final class DatasetCalibration {

    private DatasetCalibration() {
    }

    /** Returns the calibration; empty if the attributes do not state one. */
    static Optional<Calibration> of(VolumeAxes axes, Map<String, Attribute> attributes) {
        ObjectNode json = new ObjectMapper().createObjectNode();
        attributes.forEach((name, attribute) -> {
            // An offset beside a stride counts voxels; this program's outputs state a position in micrometres too.
            if (name.equals("origin_um")) {
                add(json, "offset", attribute);
            } else if (!name.equals("offset") || !attributes.containsKey("stride")) {
                add(json, name, attribute);
            }
        });
        try {
            return new AttributeCalibration(axes, false).of(new JsonValue("", "", json)).flatMap(c -> c.of(axes));
        } catch (VolumeException e) {
            // Attributes of these names that mean something else do not keep the voxels from being read.
            return Optional.empty();
        }
    }

    private static void add(ObjectNode json, String name, Attribute attribute) {
        List<JsonNode> values = attribute.values().stream().map(v -> v instanceof Number number
                ? (JsonNode) json.numberNode(number.doubleValue()) : json.textNode(v.toString())).toList();
        if (attribute.size().length == 0 && values.size() == 1) {
            json.set(name, values.get(0));
        } else {
            json.putArray(name).addAll(values);
        }
    }
}
