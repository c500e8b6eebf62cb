package org.znn.driver.cli;

import java.util.function.Function;
import org.znn.common.geometry.Vec3;
import org.znn.driver.evaluate.AffinityChannels;
import org.znn.driver.evaluate.EvaluationRequest.SliceRange;
import org.znn.driver.evaluate.LongRangeEdges;
import org.znn.driver.evaluate.OutputKind;
import org.znn.driver.evaluate.Thresholds;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Converters of command line arguments to types with a parser of their own. */
final class Converters {

    private Converters() {
    }

    private static <T> T convert(String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** Converter of {@code Z,Y,X}. */
    static final class Vec3Converter implements ITypeConverter<Vec3> {

        @Override
        public Vec3 convert(String text) {
            return Converters.convert(text, Vec3::parse);
        }
    }

    /** Converter of a threshold or {@code best}. */
    static final class ThresholdsConverter implements ITypeConverter<Thresholds> {

        @Override
        public Thresholds convert(String text) {
            return Converters.convert(text, Thresholds::parse);
        }
    }

    /** Converter of a range of sections. */
    static final class SliceRangeConverter implements ITypeConverter<SliceRange> {

        @Override
        public SliceRange convert(String text) {
            return Converters.convert(text, SliceRange::parse);
        }
    }

    /** Converter of a kind of output. */
    static final class OutputKindConverter implements ITypeConverter<OutputKind> {

        @Override
        public OutputKind convert(String text) {
            return Converters.convert(text, OutputKind::parse);
        }
    }

    /** Converter of an order of affinity channels. */
    static final class AffinityOrderConverter implements ITypeConverter<AffinityChannels> {

        @Override
        public AffinityChannels convert(String text) {
            return Converters.convert(text, AffinityChannels::parseOrder);
        }
    }

    /** Converter of offsets of affinity channels. */
    static final class AffinityOffsetsConverter implements ITypeConverter<AffinityChannels> {

        @Override
        public AffinityChannels convert(String text) {
            return Converters.convert(text, AffinityChannels::parseOffsets);
        }
    }

    /** Converter of {@code ignore} or {@code use}. */
    static final class LongRangeConverter implements ITypeConverter<LongRangeEdges> {

        @Override
        public LongRangeEdges convert(String text) {
            return Converters.convert(text, LongRangeEdges::parse);
        }
    }
}
