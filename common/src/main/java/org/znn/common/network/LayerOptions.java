package org.znn.common.network;

import java.util.Map;

/** Options that conv edges and transfer nodes have in common. */
final class LayerOptions {

    private LayerOptions() {
    }

    /** Whether the layer's weights may be loaded from a seed network: neither {@code seeding} nor {@code load} is 0. */
    static boolean acceptsSeed(Map<String, String> options) {
        return !"0".equals(options.get("seeding")) && !"0".equals(options.get("load"));
    }
}
