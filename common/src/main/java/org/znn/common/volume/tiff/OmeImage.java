package org.znn.common.volume.tiff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.znn.common.geometry.Vec3d;
import org.znn.common.volume.Calibration;
import org.znn.common.volume.LengthUnit;

/**
 * An image of OME-XML (elements Image and Pixels).
 *
 * @param name     name of the image; empty if it has none
 * @param order    dimension order, such as {@code XYZCT}, fastest first
 * @param size     lengths along x, y, z, c and t
 * @param physical extent of a voxel along z, y and x; empty where it is not stated
 * @param blocks   pages of the image
 */
record OmeImage(String name, String order, Size size, List<Optional<Length>> physical, List<Block> blocks) {

    /** Lengths of the axes; channels count the samples of all pages. */
    record Size(int x, int y, int z, int c, int t) {
    }

    /** A physical length. */
    record Length(double value, String unit) {
    }

    /**
     * Adjacent pages that hold adjacent planes in the dimension order (element TiffData).
     *
     * @param page    number of the first page's directory
     * @param planes  number of planes; -1 for all
     * @param channel channel of the first plane
     * @param section section of the first plane
     * @param frame   frame of the first plane
     * @param uuid    identifier of the file that holds the pages; empty for this file
     * @param file    name of that file; empty if not stated
     */
    record Block(int page, int planes, int channel, int section, int frame, String uuid, String file) {
    }

    OmeImage {
        physical = List.copyOf(physical);
        blocks = List.copyOf(blocks);
    }

    /** Reads the element Pixels, at whose start the reader is, up to its end. */
    static OmeImage read(String name, XMLStreamReader xml) throws XMLStreamException {
        String order = OmeXml.attribute(xml, "DimensionOrder", "");
        Size size = new Size(OmeXml.number(xml, "SizeX", 0), OmeXml.number(xml, "SizeY", 0),
                OmeXml.number(xml, "SizeZ", 1), OmeXml.number(xml, "SizeC", 1), OmeXml.number(xml, "SizeT", 1));
        List<Optional<Length>> physical = List.of(length(xml, "Z"), length(xml, "Y"), length(xml, "X"));
        List<Block> blocks = new ArrayList<>();
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("TiffData")) {
                blocks.add(block(xml));
            } else if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("Pixels")) {
                break;
            }
        }
        return new OmeImage(name, order, size, physical, blocks);
    }

    private static Block block(XMLStreamReader xml) throws XMLStreamException {
        int page = OmeXml.number(xml, "IFD", -1);
        int planes = OmeXml.number(xml, "PlaneCount", OmeXml.number(xml, "NumPlanes", page < 0 ? -1 : 1));
        int channel = OmeXml.number(xml, "FirstC", 0);
        int section = OmeXml.number(xml, "FirstZ", 0);
        int frame = OmeXml.number(xml, "FirstT", 0);
        String uuid = "";
        String file = "";
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("UUID")) {
                file = OmeXml.attribute(xml, "FileName", "");
                uuid = xml.getElementText().strip();
            } else if (event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("TiffData")) {
                break;
            }
        }
        return new Block(Math.max(0, page), planes, channel, section, frame, uuid, file);
    }

    private static Optional<Length> length(XMLStreamReader xml, String axis) {
        try {
            double value = Double.parseDouble(OmeXml.attribute(xml, "PhysicalSize" + axis, ""));
            return Optional.of(new Length(value, OmeXml.attribute(xml, "PhysicalSize" + axis + "Unit", "um").strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Returns the size of voxels in the unit of x, or of the last axis whose size is stated. */
    Optional<Calibration> calibration() {
        String unit = physical.stream().flatMap(Optional::stream).reduce((first, second) -> second)
                .map(Length::unit).orElse("");
        if (unit.isEmpty() || unit.equals("pixel") || unit.equals("reference frame")) {
            return Optional.empty();
        }
        return Calibration.ofStated(new Vec3d(extent(unit, 0), extent(unit, 1), extent(unit, 2)),
                LengthUnit.symbolOf(unit), Vec3d.ZERO);
    }

    /** Returns the extent of a voxel along axis 0 (z), 1 (y) or 2 (x) in a unit; NaN if it is unknown. */
    private double extent(String unit, int axis) {
        return physical.get(axis).map(length -> LengthUnit.convert(length.value, length.unit, unit))
                .orElse(OptionalDouble.empty()).orElse(Double.NaN);
    }
}
