package org.znn.driver.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version, from the jar's manifest. */
final class VersionText implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {name()};
    }

    /** Like {@code ZNN on Spark 1.0}. */
    static String name() {
        return "ZNN on Spark "
                + Optional.ofNullable(VersionText.class.getPackage().getImplementationVersion()).orElse("(unpackaged)");
    }
}
