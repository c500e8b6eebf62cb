package org.znn.common.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.znn.common.problem.Problems;

/** Turns keys of older releases of ZNN into today's, each with a warning. */
final class OldKeys {

    private static final Set<String> YES = Set.of("yes", "true", "on", "1");

    private final Map<String, IniValue> values;
    private final Problems problems;

    private OldKeys(Map<String, IniValue> values, Problems problems) {
        this.values = new TreeMap<>(values);
        this.problems = problems;
    }

    /** The values without old keys. */
    static Map<String, IniValue> replace(Map<String, IniValue> values, Problems problems) {
        OldKeys old = new OldKeys(values, problems);
        old.rename("train_net", JobKey.TRAIN_NET_PREFIX);
        old.rename("train_save_net", JobKey.TRAIN_NET_PREFIX);
        Optional<IniValue> fft = old.take("force_fft");
        String otherwise = fft.filter(OldKeys::isYes).isPresent() ? "fft" : "direct";
        Optional<IniValue> train = old.take("is_train_optimize");
        Optional<IniValue> forward = old.take("is_forward_optimize");
        train.or(() -> fft).ifPresent(v -> old.put(v, JobKey.TRAIN_CONV_MODE, mode(train, otherwise)));
        forward.or(() -> fft).ifPresent(v -> old.put(v, JobKey.FORWARD_CONV_MODE, mode(forward, otherwise)));
        old.take("is_patch_rebalance").filter(OldKeys::isYes)
                .ifPresent(v -> old.put(v, JobKey.REBALANCE_MODE, "patch"));
        old.take("is_rebalance").filter(OldKeys::isYes)
                .ifPresent(v -> old.put(v, JobKey.REBALANCE_MODE, "global"));
        return old.values;
    }

    private static String mode(Optional<IniValue> optimize, String otherwise) {
        return optimize.filter(OldKeys::isYes).isPresent() ? "optimize" : otherwise;
    }

    private static boolean isYes(IniValue value) {
        return YES.contains(value.text().toLowerCase(Locale.ROOT));
    }

    private Optional<IniValue> take(String key) {
        return Optional.ofNullable(values.remove(key));
    }

    private void rename(String key, JobKey today) {
        take(key).ifPresent(value -> put(value, today, value.text()));
    }

    private void put(IniValue old, JobKey today, String text) {
        if (values.containsKey(today.key())) {
            problems.warn(old.where(), "the old key '" + old.key() + "' is ignored", "'" + today.key()
                    + "' is set as well; remove the old key");
        } else {
            problems.warn(old.where(), "'" + old.key() + "' is an old key", "write '" + today.key() + " = " + text
                    + "'");
            values.put(today.key(), new IniValue(today.key(), text, old.source(), old.line(), old.inherited()));
        }
    }
}
