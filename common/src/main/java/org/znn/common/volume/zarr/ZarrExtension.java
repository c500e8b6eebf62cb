package org.znn.common.volume.zarr;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.znn.common.volume.chunked.JsonValue;

/**
 * A named part of the metadata of version 3, such as a codec: a name, or an object with a name and a configuration.
 *
 * @param name          its name
 * @param configuration its settings; an empty object if it has none
 */
record ZarrExtension(String name, JsonValue configuration) {

    /** Reads an extension; throws {@link org.znn.common.volume.VolumeException} if it has no name. */
    static ZarrExtension of(JsonValue value) {
        JsonValue none = new JsonValue(value.file(), value.key(), JsonNodeFactory.instance.objectNode());
        return value.node().isTextual() ? new ZarrExtension(value.text(), none)
                : new ZarrExtension(value.get("name").text(), value.find("configuration").orElse(none));
    }
}
