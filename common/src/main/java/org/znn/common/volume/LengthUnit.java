package org.znn.common.volume;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** A unit of length, under the names that volume formats and microscopes' software use for it. */
public enum LengthUnit {
    ANGSTROM(0.1, "A", "Å", "Å", "angstrom", "angstroms", "ångström"),
    NANOMETRE(1, "nm", "nanometer", "nanometers", "nanometre", "nanometres"),
    MICROMETRE(1e3, "um", "µm", "μm", "\\u00B5m", "micron", "microns", "micrometer", "micrometers", "micrometre",
            "micrometres"),
    MILLIMETRE(1e6, "mm", "millimeter", "millimeters", "millimetre", "millimetres"),
    CENTIMETRE(1e7, "cm", "centimeter", "centimeters", "centimetre", "centimetres"),
    METRE(1e9, "m", "meter", "meters", "metre", "metres"),
    INCH(2.54e7, "in", "inch", "inches");

    private final double nanometres;
    private final List<String> names;

    LengthUnit(double nanometres, String... names) {
        this.nanometres = nanometres;
        this.names = List.of(names);
    }

    /** Returns the unit of a name; empty if it is not known, such as {@code pixel}. */
    public static Optional<LengthUnit> parse(String name) {
        String text = name.strip();
        for (LengthUnit unit : values()) {
            if (unit.names.contains(text) || unit.names.contains(text.toLowerCase(Locale.ROOT))) {
                return Optional.of(unit);
            }
        }
        return Optional.empty();
    }

    /** Returns the symbol of the unit of a name; the name itself, without spaces around it, if it is not known. */
    public static String symbolOf(String name) {
        return parse(name).map(LengthUnit::symbol).orElse(name.strip());
    }

    /**
     * Converts a length between units of any name.
     *
     * @param length length in the unit {@code from}
     * @return length in the unit {@code to}; empty if the units differ and are not both known
     */
    public static OptionalDouble convert(double length, String from, String to) {
        if (from.equals(to)) {
            return OptionalDouble.of(length);
        }
        Optional<LengthUnit> source = parse(from);
        Optional<LengthUnit> target = parse(to);
        return source.isEmpty() || target.isEmpty() ? OptionalDouble.empty()
                : OptionalDouble.of(source.get().convert(length, target.get()));
    }

    /** Converts a length in this unit, with a single rounding for each of the decimal powers in use. */
    public double convert(double length, LengthUnit other) {
        return length * nanometres / other.nanometres;
    }

    /** Returns the short ASCII name, such as {@code um}. */
    public String symbol() {
        return names.get(0);
    }
}
