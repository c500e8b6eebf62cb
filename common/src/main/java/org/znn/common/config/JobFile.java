package org.znn.common.config;

import java.util.Map;
import java.util.Optional;
import org.znn.common.problem.Problems;
import org.znn.common.problem.Suggestion;
import org.znn.common.text.UserPath;

/**
 * A job's {@code .cfg} with the {@code .spec} of its data, read into one, as ZNN does. Values that options of the
 * command line give stand over those of the file.
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
     * Reads both files. Empty, with the reasons among the problems, where there is no job in them at all.
     *
     * @param options values of the command line, by key of [parameters]
     */
    public static Optional<JobFile> read(String path, Map<String, String> options, Problems problems) {
        int before = problems.errors().size();
        IniParser parser = new IniParser(problems).read(path);
        if (!parser.sections(new Problems()).containsKey(PARAMETERS)) {
            if (problems.errors().size() == before) {
                problems.error(path, "has no section [parameters]", "start it with the line [parameters]");
            }
            return Optional.empty();
        }
        options.forEach((key, text) -> parser.set(PARAMETERS, key, text, "command line"));
        IniSection first = parser.sections(new Problems()).get(PARAMETERS);
        first.get(JobKey.FDATA_SPEC.key()).filter(v -> !v.text().isEmpty())
                .ifPresent(v -> parser.read(UserPath.in(v.source()).existing(v.text())));
        Map<String, IniSection> sections = parser.sections(problems);
        JobFile job = new JobFile(path, sections,
                OldKeys.replace(sections.get(PARAMETERS).values(), problems));
        job.refuseUnknown(problems);
        return Optional.of(job);
    }

    /** What it says as a forward job; empty, with all mistakes among the problems, where it is none. */
    public Optional<ForwardConfig> forward(Problems problems) {
        return new JobReader(path, new JobValues(path, parameters, problems), problems).forward();
    }

    /** What it says as a training job; empty, with all mistakes among the problems, where it is none. */
    public Optional<TrainingConfig> training(Problems problems) {
        return new JobReader(path, new JobValues(path, parameters, problems), problems).training();
    }

    /** {@code file:line} of a key of [parameters]; the file alone where the key is not written. */
    public String where(JobKey key) {
        return says(key) ? parameters.get(key.key()).where() : path;
    }

    /** Whether a key of [parameters] is written, in the file or at the command line. */
    public boolean says(JobKey key) {
        return parameters.containsKey(key.key());
    }

    /** Where the file is that a key names; empty, and nothing told, where the key is missing. */
    public Optional<String> file(JobKey key) {
        return Optional.ofNullable(parameters.get(key.key())).filter(v -> !v.text().isBlank())
                .map(v -> UserPath.in(v.source()).existing(v.text()));
    }

    /** The images, labels and samples it names. */
    public DataSpec data(Problems problems) {
        DataSpec data = new DataReader(sections, problems).read();
        if (data.samples().isEmpty() && !parameters.containsKey(JobKey.FDATA_SPEC.key())) {
            problems.error(path, "'fdata_spec' is missing from [parameters]", "add 'fdata_spec = DATA.spec'");
        }
        return data;
    }

    private void refuseUnknown(Problems problems) {
        new JobValues(path, parameters, problems).refuseUnknown();
        sections.values().stream()
                .filter(s -> !s.name().equals(PARAMETERS) && !DataReader.isDataSection(s.name()))
                .forEach(s -> problems.warn(s.where(), "section [" + s.name() + "] is ignored",
                        Suggestion.nearest(s.name().replaceAll("\\d+$", ""), DataReader.KINDS)
                                .map(k -> "sections of data are [" + k + "1], [" + k + "2] and so on").orElse("")));
    }
}
