package org.znn.driver.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Provides the version from the manifest of the jar. */
final class VersionProvider implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {nameAndVersion()};
    }

    /** Returns name and version, such as {@code ZNN on Spark 1.0}. */
    static String nameAndVersion() {
        String version = VersionProvider.class.getPackage().getImplementationVersion();
        return "ZNN on Spark " + Optional.ofNullable(version).orElse("(unpackaged)");
    }
}
