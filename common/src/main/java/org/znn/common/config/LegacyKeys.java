package org.znn.common.config;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.znn.common.diagnostic.Diagnostics;

/** Translates keys of older ZNN releases to their current equivalents, with a warning for each. */
final class LegacyKeys {

    private final Map<String, IniValue> values;
    private final Diagnostics diagnostics;

    private LegacyKeys(Map<String, IniValue> values, Diagnostics diagnostics) {
        this.values = new TreeMap<>(values);
        this.diagnostics = diagnostics;
    }

    /** Returns the values with all legacy keys translated. */
    static Map<String, IniValue> migrate(Map<String, IniValue> values, Diagnostics diagnostics) {
        LegacyKeys legacy = new LegacyKeys(values, diagnostics);
        legacy.rename("train_net", JobKey.TRAIN_NET_PREFIX);
        legacy.rename("train_save_net", JobKey.TRAIN_NET_PREFIX);
        Optional<IniValue> fft = legacy.take("force_fft");
        String fallback = fft.filter(LegacyKeys::isYes).isPresent() ? "fft" : "direct";
        Optional<IniValue> train = legacy.take("is_train_optimize");
        Optional<IniValue> forward = legacy.take("is_forward_optimize");
        train.or(() -> fft).ifPresent(v -> legacy.put(v, JobKey.TRAIN_CONV_MODE, mode(train, fallback)));
        forward.or(() -> fft).ifPresent(v -> legacy.put(v, JobKey.FORWARD_CONV_MODE, mode(forward, fallback)));
        legacy.take("is_patch_rebalance").filter(LegacyKeys::isYes)
                .ifPresent(v -> legacy.put(v, JobKey.REBALANCE_MODE, "patch"));
        legacy.take("is_rebalance").filter(LegacyKeys::isYes)
                .ifPresent(v -> legacy.put(v, JobKey.REBALANCE_MODE, "global"));
        return legacy.values;
    }

    private static String mode(Optional<IniValue> optimize, String fallback) {
        return optimize.filter(LegacyKeys::isYes).isPresent() ? "optimize" : fallback;
    }

    private static boolean isYes(IniValue value) {
        return YesNo.parse(value.text()).orElse(false);
    }

    private Optional<IniValue> take(String key) {
        return Optional.ofNullable(values.remove(key));
    }

    private void rename(String legacyKey, JobKey current) {
        take(legacyKey).ifPresent(value -> put(value, current, value.text()));
    }

    private void put(IniValue old, JobKey current, String text) {
        if (values.containsKey(current.key())) {
            diagnostics.warn(old.location(), "the deprecated key '" + old.key() + "' is ignored", "'" + current.key()
                    + "' is set as well; remove '" + old.key() + "'");
        } else {
            diagnostics.warn(old.location(), "'" + old.key() + "' is deprecated",
                    "write '" + current.key() + " = " + text + "'");
            values.put(current.key(), new IniValue(current.key(), text, old.source(), old.line(), old.inherited()));
        }
    }
}
