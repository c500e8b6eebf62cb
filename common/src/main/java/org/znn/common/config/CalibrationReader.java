package org.znn.common.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.znn.common.diagnostic.Diagnostics;
import org.znn.common.diagnostic.Suggestion;
import org.znn.common.geometry.Vec3d;
import org.znn.common.volume.Calibration;
import org.znn.common.volume.LengthUnit;

/** Reads the keys {@code voxel_size} (z,y,x) and {@code voxel_unit} of an [imageN], for files that lack them. */
final class CalibrationReader {

    static final String SIZE = "voxel_size";
    static final String UNIT = "voxel_unit";

    private final Diagnostics diagnostics;

    CalibrationReader(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** Returns the calibration; empty if the section states none, or an error is reported. */
    Optional<Calibration> read(IniSection section) {
        Optional<IniValue> size = section.get(SIZE).filter(v -> !v.text().isBlank());
        Optional<IniValue> unit = section.get(UNIT).filter(v -> !v.text().isBlank());
        if (size.isPresent() != unit.isPresent()) {
            String missing = size.isPresent() ? UNIT : SIZE;
            diagnostics.error(size.or(() -> unit).orElseThrow().location(), "[" + section.name() + "] has no '"
                    + missing + "'", "add '" + missing + " = " + (size.isPresent() ? "nm" : "40,4,4") + "'");
            return Optional.empty();
        }
        return size.flatMap(this::size).flatMap(voxel -> unit.flatMap(this::unit)
                .map(u -> new Calibration(voxel, u.symbol(), Vec3d.ZERO)));
    }

    private Optional<Vec3d> size(IniValue value) {
        String[] parts = value.text().split(",", -1);
        try {
            double[] zyx = Arrays.stream(parts).map(String::strip).mapToDouble(Double::parseDouble).toArray();
            if (zyx.length == 3 && Arrays.stream(zyx).allMatch(v -> v > 0 && Double.isFinite(v))) {
                return Optional.of(new Vec3d(zyx[0], zyx[1], zyx[2]));
            }
        } catch (NumberFormatException e) {
            // Reported below, with the legal form.
        }
        diagnostics.error(value.location(), "'" + SIZE + " = " + value.text() + "' is not legal",
                "write three positive numbers z,y,x, such as '" + SIZE + " = 40,4,4'");
        return Optional.empty();
    }

    private Optional<LengthUnit> unit(IniValue value) {
        Optional<LengthUnit> unit = LengthUnit.parse(value.text());
        if (unit.isEmpty()) {
            List<String> known = Arrays.stream(LengthUnit.values()).map(LengthUnit::symbol).toList();
            diagnostics.error(value.location(), "'" + UNIT + " = " + value.text() + "' is not a known unit of length",
                    Suggestion.remedy(value.text(), known));
        }
        return unit;
    }
}
