package org.znn.common.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Keys of [parameters] with their defaults; a key without a default is required by the commands that use it. */
public enum JobKey {
    FNET_SPEC(null), FDATA_SPEC(null), NUM_THREADS("0"), DTYPE("float32"), OUT_TYPE(null), COST_FN("auto"),
    IS_BD_MIRROR("no"), IS_STDIO("no"), IS_DEBUG("no"), IS_CHECK("no"), IS_VISUAL("no"), LOGGING("no"),
    FORWARD_RANGE(null), FORWARD_NET(null), FORWARD_OUTSZ("auto"), FORWARD_CONV_MODE("optimize"), OUTPUT_PREFIX(null),
    TRAIN_NET_PREFIX(null), TRAIN_RANGE(null), TEST_RANGE(null), TRAIN_OUTSZ("1,100,100"),
    TRAIN_CONV_MODE("optimize"), ETA("0.01"), ANNEAL_FACTOR("1"), MOMENTUM("0"), WEIGHT_DECAY("0"),
    IS_DATA_AUG("no"), REBALANCE_MODE("none"), IS_MALIS("no"), MALIS_NORM_TYPE("none"), IS_CONSTRAINED_MALIS("no"),
    NUM_ITER_PER_SHOW("100"), NUM_ITER_PER_TEST("500"), TEST_NUM("10"), NUM_ITER_PER_SAVE("1000"),
    NUM_ITER_PER_ANNEALING("100"), MAX_ITER("400000"),
    /** Extension of ZNN: seed of all random numbers of a job. */
    SEED("1"),
    /** Extension of ZNN: number of patches per training step. */
    BATCH("1");

    private final Optional<String> defaultText;

    JobKey(String defaultText) {
        this.defaultText = Optional.ofNullable(defaultText);
    }

    /** Spelling in the file, in lower case; keys are case-insensitive. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the value that an absent key defaults to; empty if the key has no default. */
    public Optional<String> defaultText() {
        return defaultText;
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(JobKey::key).toList();
    }
}
