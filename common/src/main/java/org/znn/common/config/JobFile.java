package org.znn.common.config;

import java.util.Map;
import java.util.Optional;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.diagnostic.Suggestion;
import org.znn.common.text.UserPath;

/**
 * A job's {@code .cfg} file merged with the {@code .spec} file of its data, as ZNN merges them. Command-line options
 * override the values of the files.
 */
public final class JobFile {

    private static final String PARAMETERS = "parameters";

    private final String path;
    private final Map<String, IniSection> sections;
    private final Map<String, IniValue> parameters;

    private JobFile(String path, Map<String, IniSection> sections, Map<String, IniValue> parameters) {
        this.path = path;
        this.sections = sections;
        this.parameters = parameters;
    }

    /**
     * Reads both files. Reports errors and returns empty if the job file has no [parameters] section.
     *
     * @param options command-line values by key of [parameters]
     */
    public static Optional<JobFile> read(String path, Map<String, String> options, Diagnostics diagnostics) {
        int before = diagnostics.errors().size();
        IniParser parser = new IniParser(diagnostics).read(path);
        if (!parser.sections(new Diagnostics()).containsKey(PARAMETERS)) {
            if (diagnostics.errors().size() == before) {
                diagnostics.error(path, "has no section [parameters]", "start it with the line [parameters]");
            }
            return Optional.empty();
        }
        options.forEach((key, text) -> parser.set(PARAMETERS, key, text, "command line"));
        IniSection jobParameters = parser.sections(new Diagnostics()).get(PARAMETERS);
        jobParameters.get(JobKey.FDATA_SPEC.key()).filter(v -> !v.text().isEmpty())
                .ifPresent(v -> parser.read(UserPath.relativeTo(v.source()).resolveInput(v.text())));
        Map<String, IniSection> sections = parser.sections(diagnostics);
        JobFile job = new JobFile(path, sections,
                LegacyKeys.migrate(sections.get(PARAMETERS).values(), diagnostics));
        job.reportUnknown(diagnostics);
        return Optional.of(job);
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

    /** Resolves the path of the input file that a key names; empty, without an error, if the key is missing. */
    public Optional<String> path(JobKey key) {
        return Optional.ofNullable(parameters.get(key.key())).filter(v -> !v.text().isBlank())
                .map(v -> UserPath.relativeTo(v.source()).resolveInput(v.text()));
    }

    /** Reads the images, labels and samples of the job. */
    public DataSpec dataSpec(Diagnostics diagnostics) {
        DataSpec data = new DataSpecReader(sections, diagnostics).read();
        if (data.samples().isEmpty() && !parameters.containsKey(JobKey.FDATA_SPEC.key())) {
            diagnostics.error(path, "'fdata_spec' is missing from [parameters]", "add 'fdata_spec = DATA.spec'");
        }
        return data;
    }

    private void reportUnknown(Diagnostics diagnostics) {
        new JobValues(path, parameters, diagnostics).rejectUnknownKeys();
        sections.values().stream()
                .filter(s -> !s.name().equals(PARAMETERS) && !DataSpecReader.isDataSection(s.name()))
                .forEach(s -> diagnostics.warn(s.location(), "section [" + s.name() + "] is ignored",
                        Suggestion.nearest(s.name().replaceAll("\\d+$", ""), DataSpecReader.SECTION_KINDS)
                                .map(k -> "data sections are named [" + k + "1], [" + k + "2] and so on").orElse("")));
    }
}
