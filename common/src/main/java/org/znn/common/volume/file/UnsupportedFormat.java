package org.znn.common.volume.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.znn.common.volume.VolumeException;
import org.znn.common.volume.nifti.NiftiVolumeReader;
import org.znn.common.volume.storage.ByteSource;

/**
 * A format that is recognised but not read.
 *
 * @param name     name of the format
 * @param position position of the signature in the file
 * @param magic    signature
 * @param recipe   how to convert a file to a supported format
 */
record UnsupportedFormat(String name, int position, byte[] magic, String recipe) {

    private static final String SUPPORTED = "HDF5, Zarr, N5, TIFF, folders of PNG or TIFF sections, NIfTI, NRRD, MRC"
            + " and NumPy's .npy";
    private static final String BIO_FORMATS =
            "convert it with bioformats2raw (to Zarr), or with Fiji: File > Save As > Tiff";
    private static final String IMAGE_MAGICK = "convert it to PNG, with ImageMagick: magick FILE IMAGE.png";
    private static final String PACKED = "unpack it and give the path of the volume in it";
    private static final String TEXT = "a volume in text form cannot be read; store it as HDF5, in Python:"
            + " h5py.File('volume.h5', 'w')['main'] = a";
    private static final String PICKLE = "store it as HDF5, in Python: h5py.File('volume.h5', 'w')['main'] ="
            + " pickle.load(open('FILE', 'rb'))";

    private static final List<UnsupportedFormat> KNOWN = List.of(
            of("JPEG", 0, "ffd8ff", IMAGE_MAGICK + "; JPEG has altered the grey values"),
            of("JPEG 2000", 0, "0000000c6a502020", IMAGE_MAGICK),
            of("JPEG 2000", 0, "ff4fff51", IMAGE_MAGICK),
            of("JPEG XL", 0, "0000000c4a584c20", IMAGE_MAGICK),
            of("JPEG XL", 0, "ff0a", IMAGE_MAGICK),
            ofText("GIF", 0, "GIF8", IMAGE_MAGICK),
            ofText("WebP", 8, "WEBP", IMAGE_MAGICK),
            of("BMP", 0, "424d", IMAGE_MAGICK),
            ofText("netpbm", 0, "P5", IMAGE_MAGICK),
            ofText("netpbm", 0, "P6", IMAGE_MAGICK),
            ofText("Zeiss CZI", 0, "ZISRAWFILE", BIO_FORMATS),
            of("Nikon ND2", 0, "dacebe0a", BIO_FORMATS),
            of("Leica LIF", 0, "70000000", BIO_FORMATS),
            of("OLE compound (such as Olympus OIB or Zeiss ZVI)", 0, "d0cf11e0a1b11ae1", BIO_FORMATS),
            of("Gatan DM3", 0, "00000003", "convert it, in Python: mrcfile.new('VOLUME.mrc',"
                    + " ncempy.io.read('FILE')['data'])"),
            of("Gatan DM4", 0, "00000004", "convert it, in Python: mrcfile.new('VOLUME.mrc',"
                    + " ncempy.io.read('FILE')['data'])"),
            ofText("DICOM", 128, "DICM", "convert the series to NIfTI: dcm2niix -z n FOLDER"),
            ofText("MATLAB 5", 0, "MATLAB 5.0 MAT-file", "save it as HDF5, in MATLAB: save('FILE.mat', '-v7.3')"),
            ofText("Amira mesh", 0, "# AmiraMesh", "export it from Amira as NRRD, MRC or TIFF"),
            ofText("Avizo", 0, "# Avizo", "export it from Avizo as NRRD, MRC or TIFF"),
            ofText("VTK", 0, "# vtk DataFile", "convert it to NRRD, in Python: SimpleITK.WriteImage("
                    + "SimpleITK.ReadImage('FILE'), 'VOLUME.nrrd')"),
            ofText("MetaImage", 0, "ObjectType", "convert it to NRRD, in Python: SimpleITK.WriteImage("
                    + "SimpleITK.ReadImage('FILE'), 'VOLUME.nrrd')"),
            ofText("netCDF or MINC 1", 0, "CDF", "convert it to HDF5: nccopy -k netCDF-4 FILE VOLUME.h5"),
            ofText("FITS", 0, "SIMPLE  =", "store it as HDF5, in Python: h5py.File('volume.h5', 'w')['main'] ="
                    + " astropy.io.fits.getdata('FILE')"),
            of("zip (such as NumPy's .npz or a zipped Zarr)", 0, "504b0304", "unpack it; in Python, for .npz:"
                    + " np.save('VOLUME.npy', np.load('FILE')['NAME'])"),
            ofText("bzip2", 0, "BZh", PACKED),
            of("xz", 0, "fd377a585a00", PACKED),
            of("Zstandard", 0, "28b52ffd", PACKED),
            of("7-Zip", 0, "377abcaf271c", PACKED),
            of("gzip", 0, "1f8b", "only NIfTI and MRC are read in this form; unpack it with gunzip"),
            ofText("tar", 257, "ustar", PACKED),
            ofText("PDF", 0, "%PDF", "a document is not a volume"),
            ofText("Git LFS pointer", 0, "version https://git-lfs", "fetch the file itself: git lfs pull"),
            ofText("HTML", 0, "<!DOCTYPE", "the download has failed; download the file again"),
            ofText("HTML", 0, "<html", "the download has failed; download the file again"),
            ofText("XML", 0, "<?xml", TEXT),
            of("Python pickle", 0, "8004", PICKLE),
            of("Python pickle", 0, "8005", PICKLE));

    private static UnsupportedFormat of(String name, int position, String hexadecimal, String recipe) {
        return new UnsupportedFormat(name, position, HexFormat.of().parseHex(hexadecimal), recipe);
    }

    private static UnsupportedFormat ofText(String name, int position, String text, String recipe) {
        return new UnsupportedFormat(name, position, text.getBytes(StandardCharsets.ISO_8859_1), recipe);
    }

    /** Describes a file that is not read: names its format and a conversion, or shows its first bytes. */
    static VolumeException describe(ByteSource file) throws IOException {
        if (file.length() == 0) {
            return new VolumeException(file.name() + ": the file is empty");
        }
        byte[] head = FileFormat.head(file);
        if (NiftiVolumeReader.isAnalyze(head)) {
            return new VolumeException(file.name() + ": the file begins like a NIfTI header but lacks NIfTI's"
                    + " signature: it is damaged, or an Analyze 7.5 header, which is not supported; convert that, in"
                    + " Python: nibabel.save(nibabel.load('FILE.hdr'), 'VOLUME.nii')");
        }
        Optional<UnsupportedFormat> known = KNOWN.stream().filter(f -> f.matches(head)).findFirst();
        if (known.isPresent()) {
            return new VolumeException(file.name() + ": the file is of the format " + known.get().name
                    + ", which is not supported; " + known.get().recipe);
        }
        String firstBytes = HexFormat.ofDelimiter(" ").formatHex(head, 0, Math.min(Long.BYTES, head.length));
        return new VolumeException(file.name() + ": the format of the file is not known (its first bytes are "
                + firstBytes + "); supported are " + SUPPORTED);
    }

    private boolean matches(byte[] head) {
        int end = position + magic.length;
        return head.length >= end && Arrays.equals(head, position, end, magic, 0, magic.length);
    }
}
