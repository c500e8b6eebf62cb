package org.znn.common.volume.zarr;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.chunked.JsonFile;
import org.znn.common.volume.chunked.JsonValue;
import org.znn.common.volume.chunked.StoredPath;
import org.znn.common.volume.storage.Storage;

/** Reads the metadata of the arrays and groups of a container. */
final class ZarrStore {

    static final String ARRAY = ".zarray";
    static final String GROUP = ".zgroup";
    static final String ATTRIBUTES = ".zattrs";
    static final String CONSOLIDATED = ".zmetadata";
    static final String NODE = "zarr.json";
    /** Maximum size in bytes of a file that may hold the metadata of a whole hierarchy. */
    private static final int MAX_CONSOLIDATED_BYTES = 64 << 20;

    private final Storage storage;
    private final String root;
    /** Consolidated metadata by path and name of a file; null until it is first needed. */
    private Optional<JsonValue> consolidated;

    /**
     * Creates a store.
     *
     * @param root folder of the container; its consolidated metadata stands in for missing metadata files
     */
    ZarrStore(Storage storage, String root) {
        this.storage = storage;
        this.root = StoredPath.resolve(root, "");
    }

    Storage storage() {
        return storage;
    }

    /** Reads the metadata of an array or group; empty if a path is neither. */
    Optional<ZarrNode> node(String path) throws IOException {
        Optional<JsonValue> node = JsonFile.read(storage, path, NODE, MAX_CONSOLIDATED_BYTES);
        if (node.isPresent()) {
            return Optional.of(version3(path, node.get()));
        }
        Optional<JsonValue> array = version2(path, ARRAY);
        Optional<JsonValue> attributes = version2(path, ATTRIBUTES);
        // Some writers of OME-Zarr leave out the file of a group.
        Optional<JsonValue> group = array.isPresent() ? array : version2(path, GROUP);
        JsonValue none = new JsonValue(ATTRIBUTES, "", JsonNodeFactory.instance.objectNode());
        return group.or(() -> attributes)
                .map(m -> new ZarrNode(path, 2, array.isPresent(), m, attributes.orElse(none)));
    }

    private static ZarrNode version3(String path, JsonValue node) {
        int version = node.get("zarr_format").integer(0, Integer.MAX_VALUE);
        if (version != 3) {
            throw new VolumeException(node.where() + "the version " + version + " of the format is not supported;"
                    + " versions 2 and 3 are");
        }
        String type = node.get("node_type").text();
        if (!List.of("array", "group").contains(type)) {
            throw node.get("node_type").invalid("array or group");
        }
        JsonValue attributes = node.find("attributes")
                .orElse(new JsonValue(NODE, "attributes", JsonNodeFactory.instance.objectNode()));
        return new ZarrNode(path, 3, type.equals("array"), node, attributes);
    }

    private Optional<JsonValue> version2(String path, String name) throws IOException {
        Optional<JsonValue> file = JsonFile.read(storage, path, name, JsonFile.MAX_BYTES);
        if (file.isPresent() || !path.startsWith(root)) {
            return file;
        }
        if (consolidated == null) {
            consolidated = JsonFile.read(storage, root, CONSOLIDATED, MAX_CONSOLIDATED_BYTES)
                    .flatMap(m -> m.find("metadata"));
        }
        String inside = StoredPath.inside(path.substring(root.length()));
        return consolidated.flatMap(m -> m.find(inside.isEmpty() ? name : inside + "/" + name))
                .filter(m -> m.node().isObject()).map(m -> new JsonValue(name, "", m.node()));
    }
}
