package org.znn.common.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.diagnostic.Suggestion;
import org.znn.common.text.MissingFile;
import org.znn.common.text.UserPath;
import org.znn.common.volume.storage.Storages;

/**
 * A job's {@code .cfg} file merged with the {@code .spec} file of its data, as ZNN merges them. Command-line options
 * override the values of the files.
 */
public final class JobFile {

    private static final String PARAMETERS = "parameters";

    private final String path;
    private final Map<String, IniSection> sections;
    /** Whether the .spec file, if there is one, was read without errors. */
    private final boolean dataRead;
    private final Map<String, IniValue> parameters;
    private final Optional<IniValue> seed;

    private JobFile(String path, Map<String, IniSection> sections, boolean dataRead, LegacyKeys legacy) {
        this.path = path;
        this.sections = sections;
        this.dataRead = dataRead;
        parameters = legacy.values();
        seed = legacy.seed();
    }

    /**
     * Reads both files. Reports errors and returns empty if the job file has no [parameters] section.
     *
     * @param options command-line values by key of [parameters]
     */
    public static Optional<JobFile> read(String path, Map<String, String> options, Storages storages,
            Diagnostics diagnostics) {
        int before = diagnostics.errors().size();
        IniParser parser = new IniParser(storages, diagnostics).read(path);
        if (!parser.sections(new Diagnostics()).containsKey(PARAMETERS)) {
            if (diagnostics.errors().size() == before) {
                diagnostics.error(path, "has no section [parameters]", "start it with the line [parameters]"
                        + Suggestion.nearest(PARAMETERS, parser.sections(new Diagnostics()).keySet())
                                .map(name -> " in place of [" + name + "]").orElse(""));
            }
            return Optional.empty();
        }
        options.forEach((key, text) -> parser.set(PARAMETERS, key, text, "command line"));
        before = diagnostics.errors().size();
        sections(parser, new Diagnostics()).get(PARAMETERS).get(JobKey.FDATA_SPEC.key())
                .filter(v -> !v.text().isEmpty()).flatMap(v -> existingFile(v, diagnostics)).ifPresent(parser::read);
        boolean dataRead = diagnostics.errors().size() == before;
        Map<String, IniSection> sections = sections(parser, diagnostics);
        JobFile job = new JobFile(path, sections, dataRead,
                LegacyKeys.migrate(sections.get(PARAMETERS).values(), diagnostics));
        job.reportUnknown(diagnostics);
        return Optional.of(job);
    }

    /** Same as {@link #read(String, Map, Storages, Diagnostics)} with Hadoop's default settings. */
    public static Optional<JobFile> read(String path, Map<String, String> options, Diagnostics diagnostics) {
        return read(path, options, Storages.standard(), diagnostics);
    }

    private static Map<String, IniSection> sections(IniParser parser, Diagnostics diagnostics) {
        return InlineComments.refuse(parser.sections(diagnostics),
                name -> name.equals(PARAMETERS) || DataSpecReader.isDataSection(name), diagnostics);
    }

    /** Reads the settings of a forward job; reports every error and returns empty if there is one. */
    public Optional<ForwardConfig> forwardConfig(Diagnostics diagnostics) {
        return new JobConfigReader(path, new JobValues(path, parameters, diagnostics), diagnostics).forwardConfig();
    }

    /** Reads the settings of a training job; reports every error and returns empty if there is one. */
    public Optional<TrainingConfig> trainingConfig(Diagnostics diagnostics) {
        return new JobConfigReader(path, new JobValues(path, parameters, diagnostics), diagnostics).trainingConfig();
    }

    /** Returns {@code file:line} of a key of [parameters], or the file alone if the key is not set. */
    public String location(JobKey key) {
        return isSet(key) ? parameters.get(key.key()).location() : path;
    }

    /** Whether a key of [parameters] is set in the file or on the command line. */
    public boolean isSet(JobKey key) {
        return parameters.containsKey(key.key());
    }

    /**
     * Returns the path of the input file that a key names; empty, without an error, if the key is missing, and with an
     * error if a local file does not exist.
     */
    public Optional<String> inputFile(JobKey key, Diagnostics diagnostics) {
        return Optional.ofNullable(parameters.get(key.key())).filter(v -> !v.text().isBlank())
                .flatMap(v -> existingFile(v, diagnostics));
    }

    /**
     * Returns the network file that {@code train_load_net} or {@code train_seed_net}, keys of older ZNN releases, name
     * to start from; empty if it is the run's own, and with an error if it does not exist.
     *
     * @param prefix prefix of the files of the run
     */
    public Optional<String> seedNetwork(String prefix, Diagnostics diagnostics) {
        return seed.filter(v -> !isOwnNetwork(v, prefix)).flatMap(v -> existingFile(v, diagnostics));
    }

    /** Whether a value names the run's own network or, as in ZNN, the prefix of the run's networks. */
    private static boolean isOwnNetwork(IniValue value, String prefix) {
        String path = UserPath.toAbsolute(UserPath.relativeTo(value.source()).resolveOutput(value.text()));
        return path.equals(UserPath.toAbsolute(prefix + "_current.h5")) || !Files.isRegularFile(Path.of(path))
                && path.replaceFirst("\\.h5$", "").equals(UserPath.toAbsolute(prefix));
    }

    private static Optional<String> existingFile(IniValue value, Diagnostics diagnostics) {
        String file = UserPath.relativeTo(value.source()).resolveInput(value.text());
        if (UserPath.isUri(file) || UserPath.exists(file)) {
            return Optional.of(file);
        }
        diagnostics.error(value.location(), "'" + value.key() + "' names " + file + ": there is no such file",
                MissingFile.remedy(Path.of(file)));
        return Optional.empty();
    }

    /** Returns the prefix of output files that a key sets; empty, without an error, if the key is missing. */
    public Optional<String> outputPrefix(JobKey key) {
        return Optional.ofNullable(parameters.get(key.key())).filter(v -> !v.text().isBlank())
                .map(v -> UserPath.relativeTo(v.source()).resolveOutput(v.text()));
    }

    /** Reads the images, labels and samples of the job; reports an error if there is no sample. */
    public DataSpec dataSpec(Diagnostics diagnostics) {
        DataSpec data = new DataSpecReader(sections, diagnostics).read();
        if (data.samples().isEmpty() && !isSet(JobKey.FDATA_SPEC)) {
            diagnostics.error(path, "'fdata_spec' is missing from [parameters]", "add 'fdata_spec = DATA.spec'");
        } else if (data.samples().isEmpty() && (dataRead || !data.images().isEmpty())) {
            diagnostics.error(location(JobKey.FDATA_SPEC), parameters.get(JobKey.FDATA_SPEC.key()).text()
                    + " defines no samples", "add a section [sample1]");
        }
        return data;
    }

    /** Returns the samples that a key names; empty, without an error, if the key is missing or not legal. */
    public Optional<SampleRange> sampleRange(JobKey key) {
        return isSet(key) ? SampleRange.parse(parameters.get(key.key()).text().strip(), location(key))
                : Optional.empty();
    }

    private void reportUnknown(Diagnostics diagnostics) {
        UnknownKeys.report(PARAMETERS, parameters.values(), JobKey.keys(), diagnostics);
        sections.values().stream()
                .filter(s -> !s.name().equals(PARAMETERS) && !DataSpecReader.isDataSection(s.name()))
                .forEach(s -> diagnostics.warn(s.location(), "section [" + s.name() + "] is ignored",
                        Suggestion.nearest(s.name().replaceAll("\\d+$", ""), DataSpecReader.SECTION_KINDS)
                                .map(k -> "data sections are named [" + k + "1], [" + k + "2] and so on").orElse("")));
    }
}
