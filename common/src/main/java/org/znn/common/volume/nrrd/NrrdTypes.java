package org.znn.common.volume.nrrd;

import java.util.Locale;
import org.znn.common.volume.ElementType;
import org.znn.common.volume.VolumeException;

/** The names of NRRD's element types. */
final class NrrdTypes {

    private NrrdTypes() {
    }

    static ElementType parse(String text) {
        return switch (text.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ")) {
            case "signed char", "int8", "int8_t" -> ElementType.INT8;
            case "uchar", "unsigned char", "uint8", "uint8_t" -> ElementType.UINT8;
            case "short", "short int", "signed short", "signed short int", "int16", "int16_t" -> ElementType.INT16;
            case "ushort", "unsigned short", "unsigned short int", "uint16", "uint16_t" -> ElementType.UINT16;
            case "int", "signed int", "int32", "int32_t" -> ElementType.INT32;
            case "uint", "unsigned int", "uint32", "uint32_t" -> ElementType.UINT32;
            case "longlong", "long long", "long long int", "signed long long", "signed long long int", "int64",
                    "int64_t" -> ElementType.INT64;
            case "ulonglong", "unsigned long long", "unsigned long long int", "uint64", "uint64_t" ->
                    ElementType.UINT64;
            case "float" -> ElementType.FLOAT32;
            case "double" -> ElementType.FLOAT64;
            default -> throw new VolumeException("the type '" + text + "' is not supported; store integers, float or"
                    + " double");
        };
    }
}
