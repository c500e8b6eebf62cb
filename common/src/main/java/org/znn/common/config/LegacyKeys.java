package org.znn.common.config;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.znn.common.diagnostic.Diagnostics;

/**
 * Keys of older ZNN releases, with a warning for each: they are translated to their current equivalents or, like in
 * ZNN's own parser, ignored.
 */
final class LegacyKeys {

    /** Keys that named a network to start from. */
    private static final String[] SEEDS = {"train_load_net", "train_seed_net"};
    /** Keys without an equivalent. */
    private static final String[] IGNORED = {"is_optimize", "jitter_size", "is_malis_renorm", "forward"};

    private final Map<String, IniValue> values;
    private final Diagnostics diagnostics;
    private Optional<IniValue> seed = Optional.empty();

    private LegacyKeys(Map<String, IniValue> values, Diagnostics diagnostics) {
        this.values = new TreeMap<>(values);
        this.diagnostics = diagnostics;
    }

    /** Translates all legacy keys. */
    static LegacyKeys migrate(Map<String, IniValue> values, Diagnostics diagnostics) {
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
        for (String key : SEEDS) {
            legacy.take(key).ifPresent(legacy::setSeed);
        }
        for (String key : IGNORED) {
            legacy.take(key).ifPresent(v -> diagnostics.warn(v.location(), "'" + key + "' is a key of older ZNN"
                    + " releases and has no effect", "remove it"));
        }
        return legacy;
    }

    /** Returns the values by their current keys. */
    Map<String, IniValue> values() {
        return values;
    }

    /** Returns the value that names a network to start from. */
    Optional<IniValue> seed() {
        return seed;
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

    private void setSeed(IniValue value) {
        if (value.text().isEmpty()) {
            diagnostics.warn(value.location(), "'" + value.key() + "' is a key of older ZNN releases and is ignored"
                    + " because it is empty", "remove it");
        } else if (seed.isPresent()) {
            diagnostics.warn(value.location(), "'" + value.key() + "' is ignored", "'" + seed.get().key()
                    + "' is set as well; remove one of them");
        } else {
            diagnostics.warn(value.location(), "'" + value.key() + "' is a key of older ZNN releases",
                    "option -s of train names the network to start from");
            seed = Optional.of(value);
        }
    }

    private void put(IniValue old, JobKey current, String text) {
        if (values.containsKey(current.key())) {
            diagnostics.warn(old.location(), "the deprecated key '" + old.key() + "' is ignored", "'" + current.key()
                    + "' is set as well; remove '" + old.key() + "'");
        } else {
            diagnostics.warn(old.location(), "'" + old.key() + "' is deprecated",
                    "write '" + current.key() + " = " + text + "'");
            values.put(current.key(), new IniValue(current.key(), text, old.source(), old.line(), old.inherited(),
                    old.inserted()));
        }
    }
}
