package org.znn.common.volume.zarr;

import org.znn.common.volume.chunked.JsonValue;

/**
 * An array or group.
 *
 * @param path       path of its folder
 * @param version    version of the format, 2 or 3
 * @param isArray    whether it is an array
 * @param metadata   contents of {@code .zarray}, {@code .zgroup} or {@code zarr.json}
 * @param attributes user attributes; an empty object if it has none
 */
record ZarrNode(String path, int version, boolean isArray, JsonValue metadata, JsonValue attributes) {
}
