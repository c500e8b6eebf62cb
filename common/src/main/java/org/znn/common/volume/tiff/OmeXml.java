package org.znn.common.volume.tiff;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.znn.common.volume.VolumeException;

/**
 * The parts of OME-XML that place the pages of a file in images. Document types and external entities are not
 * resolved.
 *
 * @param uuid   identifier of the file; empty if not stated
 * @param images images of the file
 */
record OmeXml(String uuid, List<OmeImage> images) {

    private static final Pattern START = Pattern.compile("<([A-Za-z_][\\w.-]*:)?OME[\\s>]");
    private static final int MAX_PROLOG = 1 << 16;

    OmeXml {
        images = List.copyOf(images);
    }

    static boolean matches(String description) {
        String text = description.stripLeading();
        return text.startsWith("<") && START.matcher(text.substring(0, Math.min(text.length(), MAX_PROLOG))).find();
    }

    /**
     * Parses a description.
     *
     * @throws VolumeException if it is damaged or refers to another file
     */
    static OmeXml parse(String description) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are not allowed");
        });
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(description.strip()));
            try {
                return read(xml);
            } finally {
                xml.close();
            }
        } catch (XMLStreamException | RuntimeException e) {
            if (e instanceof VolumeException known) {
                throw known;
            }
            throw new VolumeException("the OME-XML in the description of the file is damaged", e);
        }
    }

    private static OmeXml read(XMLStreamReader xml) throws XMLStreamException {
        String uuid = "";
        List<OmeImage> images = new ArrayList<>();
        String name = "";
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "OME" -> uuid = attribute(xml, "UUID", "");
                case "BinaryOnly" -> throw new VolumeException("the description of the file is stored in another file,"
                        + " '" + attribute(xml, "MetadataFile", "") + "'; name that file");
                case "Image" -> name = attribute(xml, "Name", "");
                case "Pixels" -> images.add(OmeImage.read(name, xml));
                default -> {
                    // Other elements do not place pages.
                }
            }
        }
        return new OmeXml(uuid, images);
    }

    /** Returns an attribute of the current element. */
    static String attribute(XMLStreamReader xml, String name, String missing) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? missing : value;
    }

    /** Returns an attribute of the current element that is a whole number from 0 to 2^31 - 1. */
    static int number(XMLStreamReader xml, String name, int missing) {
        String value = xml.getAttributeValue(null, name);
        try {
            int number = value == null ? missing : Integer.parseInt(value.strip());
            if (number < 0 && value != null) {
                throw new NumberFormatException();
            }
            return number;
        } catch (NumberFormatException e) {
            throw new VolumeException("the OME-XML in the description of the file states '" + name + "=" + value
                    + "', which is not a whole number from 0 to 2147483647", e);
        }
    }
}
