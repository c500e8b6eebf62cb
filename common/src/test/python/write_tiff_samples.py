"""Writes TIFF files of many kinds and a list of what each holds: write_tiff_samples.py FOLDER [small]

Needs numpy and tifffile; libtiff's compressions are written with PIL where it is installed. "small" writes the files
that are checked in for the tests. A line of index.csv is: file (and image), element type, bits, channels, z, y, x.
The values are those of SampleValues.java; integers of other sizes are the highest bits of its 64-bit integers.
"""
import json
import os
import struct
import sys
import uuid
import zlib

import numpy as np
import tifffile

SPREAD = np.uint64(11400714819323198485)
Y, X = 18, 17
INDEX = []


def number(shape):
    c, z, y, x = np.indices(shape)
    return (((c * 7 + z) * 31 + y) * 17 + x * 3).astype("u8")


def values(kind, shape):
    """Returns the values of a type such as u2 or f4; shape is (c, z, y, x)."""
    n = number(shape)
    if kind[0] == "f":
        return ((n.astype("i8") % 2048 - 1024) / 64).astype(kind)
    bits = 8 * int(kind[1])
    return (n * SPREAD >> np.uint64(64 - bits)).astype("u" + kind[1]).view(kind)


def packed_values(bits, shape):
    return number(shape) * SPREAD >> np.uint64(64 - bits)


def add(folder, name, kind, shape, bits=None):
    INDEX.append(f"{name},{kind},{bits or 8 * int(kind[1])}," + ",".join(map(str, shape)))
    return os.path.join(folder, name.split(":")[0])


# --- codecs -------------------------------------------------------------------------------------------------------

def lzw(data):
    """Encodes as section 13 of TIFF 6.0 says: highest bit first, widths grow one code early."""
    out, used, width, table = 0, 0, 9, {bytes([i]): i for i in range(256)}
    codes = []

    def put(code):
        codes.append((code, width))

    put(256)
    following, text = 258, b""
    for byte in data:
        longer = text + bytes([byte])
        if longer in table:
            text = longer
            continue
        put(table[text])
        table[longer] = following
        following += 1
        width = 12 if following > 2047 else 11 if following > 1023 else 10 if following > 511 else 9
        if following == 4094:
            put(256)
            following, width, table = 258, 9, {bytes([i]): i for i in range(256)}
        text = bytes([byte])
    if text:
        put(table[text])
        following += 1
        width = 12 if following > 2047 else 11 if following > 1023 else 10 if following > 511 else 9
    put(257)
    for code, bits in codes:
        out, used = out << bits | code, used + bits
    padding = -used % 8
    return (out << padding).to_bytes((used + padding) // 8, "big")


def old_lzw(data):
    """Encodes as libtiff before version 3 did: lowest bit first, widths grow when the table is full."""
    out, used, following, table = 0, 0, 258, {bytes([i]): i for i in range(256)}

    def put(code):
        nonlocal out, used
        # The reader's table is one entry behind.
        width = max(9, (following - 1).bit_length()) if following > 258 else 9
        out |= code << used
        used += min(12, width)

    put(256)
    text = b""
    for byte in data:
        longer = text + bytes([byte])
        if longer in table:
            text = longer
            continue
        put(table[text])
        if following == 4000:
            put(256)
            following, table = 258, {bytes([i]): i for i in range(256)}
        else:
            table[longer] = following
            following += 1
        text = bytes([byte])
    if text:
        put(table[text])
        following += 1
    put(257)
    return out.to_bytes((used + 7) // 8, "little")


def packbits(data):
    out, i = bytearray(), 0
    while i < len(data):
        run = 1
        while i + run < len(data) and run < 128 and data[i + run] == data[i]:
            run += 1
        if run > 1:
            out += bytes([257 - run, data[i]])
            i += run
        else:
            start = i
            while i < len(data) and i - start < 128 and (i + 1 == len(data) or data[i] != data[i + 1]):
                i += 1
            out += bytes([i - start - 1]) + data[start:i]
    return bytes(out)


CODECS = {"none": (1, bytes), "lzw": (5, lzw), "zlib": (8, zlib.compress), "deflate": (32946, zlib.compress),
          "packbits": (32773, packbits), "oldlzw": (5, old_lzw)}


def horizontal(block):
    """Differences along x of a block (y, x, samples); floating-point numbers count as integers."""
    v = block.view(f"{'>' if block.dtype.byteorder == '>' else '<'}u{block.dtype.itemsize}") if \
        block.dtype.itemsize > 1 else block.view("u1")
    return np.concatenate([v[:, :1], v[:, 1:] - v[:, :-1]], axis=1).astype(v.dtype).tobytes()


def floating(block):
    """Byte planes of each row, highest byte first, differenced (TIFF Technical Note 3)."""
    y, x, s = block.shape
    big = np.ascontiguousarray(block.astype(block.dtype.newbyteorder(">")))
    planes = big.view("u1").reshape(y, x * s, -1).transpose(0, 2, 1).reshape(y, -1)
    out = planes.copy()
    out[:, s:] -= planes[:, :-s]
    return out.tobytes()


def reverse_bits(data):
    table = bytes(int(f"{i:08b}"[::-1], 2) for i in range(256))
    return data.translate(table)


# --- a writer of pages, tag by tag ---------------------------------------------------------------------------------

def write_pages(path, pages, order="<", big=False, tail=b""):
    """Writes pages: dictionaries of tag -> (type, values), with the encoded strips or tiles under "segments"."""
    code = {1: "B", 2: "B", 3: "H", 4: "I", 5: "I", 16: "Q"}
    offset = "Q" if big else "I"
    wide = 16 if big else 4
    with open(path, "wb") as f:
        f.write((b"II" if order == "<" else b"MM") + struct.pack(order + "H", 43 if big else 42))
        f.write(struct.pack(order + "HHQ", 8, 0, 0) if big else struct.pack(order + "I", 0))
        link = 8 if big else 4
        for page in pages:
            page = dict(page)
            offsets = []
            for segment in page.pop("segments"):
                offsets.append(f.tell() if segment is not None else 0)
                f.write(segment or b"")
                page.setdefault("counts", []).append(len(segment or b""))
            tiled = 322 in page
            page[324 if tiled else 273] = (wide, offsets)
            page[325 if tiled else 279] = (wide, page.pop("counts"))
            entries = []
            for tag in sorted(page):
                kind, data = page[tag]
                raw = bytes(data) if kind in (1, 2) else struct.pack(f"{order}{len(data)}{code[kind]}", *data)
                count = len(data) // 2 if kind == 5 else len(data)
                if len(raw) > struct.calcsize(order + offset):
                    f.write(b"\0" * (f.tell() % 2))
                    raw_at = f.tell()
                    f.write(raw)
                    raw = struct.pack(order + offset, raw_at)
                entries.append(struct.pack(order + "HH" + offset, tag, kind, count)
                               + raw.ljust(struct.calcsize(order + offset), b"\0"))
            f.write(b"\0" * (f.tell() % 2))
            here = f.tell()
            f.seek(link)
            f.write(struct.pack(order + offset, here))
            f.seek(here)
            f.write(struct.pack(order + ("Q" if big else "H"), len(entries)) + b"".join(entries))
            link = f.tell()
            f.write(struct.pack(order + offset, 0))
        f.write(tail)


def page_tags(y, x, bits, samples, kind, compression, **more):
    tags = {256: (4, [x]), 257: (4, [y]), 258: (3, [bits] * samples), 259: (3, [compression]), 262: (3, [1]),
            277: (3, [samples]), 339: (3, [{"u": 1, "i": 2, "f": 3}[kind]] * samples)}
    tags.update({int(k[1:]): v for k, v in more.items()})
    return tags


def coded(path, data, codec, predictor=1, tile=0, rows=7, order="<", separate=False, reverse=False, big=False,
          **more):
    """Writes (c, z, y, x) as pages of c samples."""
    channels, sections, y, x = data.shape
    compression, encode = CODECS[codec]
    pages = []
    for z in range(sections):
        planes = [data[c:c + 1, z] for c in range(channels)] if separate else [data[:, z]]
        segments = []
        for plane in planes:
            pixels = np.ascontiguousarray(np.moveaxis(plane, 0, -1).astype(data.dtype.newbyteorder(order)))
            if tile:
                pixels = np.pad(pixels, ((0, -y % tile), (0, -x % tile), (0, 0)), mode="edge")
                blocks = [pixels[i:i + tile, j:j + tile] for i in range(0, y, tile) for j in range(0, x, tile)]
            else:
                blocks = [pixels[i:i + rows] for i in range(0, y, rows)]
            for block in blocks:
                block = np.ascontiguousarray(block)
                raw = {1: lambda b: b.tobytes(), 2: horizontal, 3: floating}[predictor](block)
                segments.append(reverse_bits(encode(raw)) if reverse else encode(raw))
        tags = page_tags(y, x, 8 * data.dtype.itemsize, channels, data.dtype.kind, compression, **more)
        tags.update({322: (4, [tile]), 323: (4, [tile])} if tile else {278: (4, [rows])})
        tags.update({284: (3, [2])} if separate else {})
        tags.update({317: (3, [predictor])} if predictor > 1 else {})
        tags.update({266: (3, [2])} if reverse else {})
        pages.append({**tags, "segments": segments})
    write_pages(path, pages, order, big)


def pack(block, bits):
    """Packs rows of integers, highest bit first, each row from a whole byte on."""
    rows = []
    for row in block:
        n = 0
        for v in row.ravel():
            n = n << bits | int(v)
        used = bits * row.size
        rows.append((n << (-used % 8)).to_bytes((used + 7) // 8, "big"))
    return b"".join(rows)


# --- the files ----------------------------------------------------------------------------------------------------

def codecs(folder, kinds, orders, names):
    for kind in kinds:
        for order in orders:
            for codec in names:
                for predictor in ([1] if codec in ("none", "deflate") else [1, 3] if kind[0] == "f" else [1, 2]):
                    for tile in (0, 16):
                        shape = (1, 3, Y, X)
                        name = f"{kind}_{'le' if order == '<' else 'be'}_{codec}_p{predictor}_{tile or 'strips'}.tif"
                        coded(add(folder, name, kind, shape), values(kind, shape), codec, predictor, tile, 7, order,
                              big=order == ">" and codec == "zlib")


def samples(folder, kinds, names):
    for kind in kinds:
        for codec in names:
            for separate in (False, True):
                for channels, tile, predictor in ((2, 0, 1), (3, 16, 3 if kind[0] == "f" else 2), (5, 16, 1)):
                    if codec == "none" and predictor > 1:
                        continue
                    shape = (channels, 2, Y, X)
                    name = f"{kind}_{codec}_p{predictor}_{tile or 'strips'}_{channels}{'p' if separate else 'c'}.tif"
                    coded(add(folder, name, kind, shape), values(kind, shape), codec, predictor, tile, 6, "<", separate)


def odd(folder, depths):
    for bits in depths:
        for codec in ("none", "zlib"):
            shape = (1, 2, Y, X)
            kind = "u" + str(1 if bits <= 8 else 2 if bits <= 16 else 4 if bits <= 32 else 8)
            data = packed_values(bits, shape)
            path = add(folder, f"bits{bits}_{codec}.tif", kind, shape, bits)
            compression, encode = CODECS[codec]
            order = ">" if bits % 8 == 0 else "<"
            write_pages(path, [{**page_tags(Y, X, bits, 1, "u", compression), 278: (4, [9]), "segments":
                                [encode(pack(data[0, z, i:i + 9], bits)) for i in range(0, Y, 9)]}
                               for z in range(2)], order)


def float24(folder):
    shape = (1, 2, Y, X)
    v = values("f4", shape)
    bits = v.view("u4")
    exponent = (bits >> 23 & 255).astype("i4") - 127 + 63
    word = np.where(v == 0, 0, (bits >> 31 << 23) | (exponent.astype("u4") << 16) | (bits >> 7 & 0xFFFF))
    for order in "<>":
        path = add(folder, f"f3_{'le' if order == '<' else 'be'}.tif", "f4", shape)
        segments = [b"".join(int(w).to_bytes(3, "little" if order == "<" else "big") for w in word[0, z].ravel())
                    for z in range(2)]
        write_pages(path, [{**page_tags(Y, X, 24, 1, "f", 1), 278: (4, [Y]), "segments": [s]} for s in segments],
                    order)


def special(folder):
    shape = (1, 3, Y, X)
    for codec in ("none", "lzw", "zlib"):
        coded(add(folder, f"reversed_{codec}.tif", "u2", shape), values("u2", shape), codec, reverse=True)
    long = (1, 1, 60, 80)
    for codec in ("lzw", "oldlzw"):
        coded(add(folder, f"long_{codec}.tif", "u2", long), values("u2", long), codec, rows=60)
    coded(add(folder, "old_lzw.tif", "u1", shape), values("u1", shape), "oldlzw")
    for kind in ("f2", "f4", "i8"):
        coded(add(folder, f"{kind}_horizontal.tif", kind, shape), values(kind, shape), "zlib", 2)
    coded(add(folder, "white_is_zero.tif", "u2", shape), values("u2", shape), "zlib", t262=(3, [0]))
    coded(add(folder, "one_row_strips.tif", "f4", shape), values("f4", shape), "none", rows=1)
    coded(add(folder, "centimetres.tif", "u1", shape), values("u1", shape), "none", t296=(3, [3]),
          t282=(5, [2_000_000, 1]), t283=(5, [1_000_000, 1]))
    coded(add(folder, "printer.tif", "u1", shape), values("u1", shape), "none", t296=(3, [2]), t282=(5, [300, 1]),
          t283=(5, [300, 1]))
    data = values("u2", (1, 4, Y, X))
    for count in (4, 12):
        path = add(folder, f"metamorph_{count}.tif", "u2", (1, 4, Y, X))
        plane = {**page_tags(Y, X, 16, 1, "u", 1), 278: (4, [Y]), "segments": [data.tobytes()],
                 33629: (4, [0] * 24)}
        write_pages(path, [plane])
        # MetaMorph states the number of planes as the count of tag UIC2, and the size of one as that of the strip.
        raw = bytearray(open(path, "rb").read())
        at = raw.find(struct.pack("<HHI", 33629, 4, 24))
        raw[at:at + 8] = struct.pack("<HHI", 33629, 5, count)
        at = raw.find(struct.pack("<HHI", 279, 4, 1))
        raw[at + 8:at + 12] = struct.pack("<I", Y * X * 2)
        open(path, "wb").write(raw + (b"\0" * 400 if count == 4 else b""))


def lsm(folder):
    shape = (2, 3, Y, X)
    data = values("u1", shape)
    info = struct.pack("<IiiiiiiIii3d", 0x0400494C, 500, X, Y, 3, 2, 1, 1, 8, 8, 2e-7, 2e-7, 5e-7).ljust(500, b"\0")
    pages = []
    for z in range(3):
        tags = page_tags(Y, X, 8, 2, "u", 1, t284=(3, [2]), t278=(4, [Y]))
        if z == 0:
            tags[34412] = (1, info)
        pages.append({**tags, "segments": [data[c, z].tobytes() for c in range(2)]})
        pages.append({**page_tags(8, 8, 8, 3, "u", 1, t254=(4, [1]), t278=(4, [8])), "segments": [bytes(192)]})
    write_pages(add(folder, "zeiss.lsm.tif", "u1", shape), pages)


def described(folder, kinds, sizes):
    def write(name, array, kind, shape, **options):
        writer = {k: options.pop(k) for k in ("imagej", "ome", "bigtiff", "byteorder") if k in options}
        path = add(folder, name, kind, shape)
        options.setdefault("photometric", "minisblack")
        with tifffile.TiffWriter(path, **writer) as f:
            f.write(array, **options)

    for kind in kinds:
        for channels, sections in sizes:
            shape = (channels, sections, Y, X)
            zcyx = np.ascontiguousarray(values(kind, shape).transpose(1, 0, 2, 3))
            name = f"{kind}_{channels}_{sections}.tif"
            write("imagej_" + name, zcyx, kind, shape, imagej=True, metadata={"axes": "ZCYX", "unit": "um",
                  "spacing": 0.5}, resolution=(4, 2))
            write("ome_zcyx_" + name, zcyx, kind, shape, ome=True, metadata={"axes": "ZCYX", "PhysicalSizeX": 0.25,
                  "PhysicalSizeXUnit": "µm", "PhysicalSizeY": 250, "PhysicalSizeYUnit": "nm", "PhysicalSizeZ": 1})
            write("ome_czyx_" + name, values(kind, shape), kind, shape, ome=True, metadata={"axes": "CZYX"},
                  compression="zlib", tile=(16, 16))
            write("shaped_" + name, values(kind, shape), kind, shape)
            write("shaped_zcyx_" + name, zcyx, kind, shape, metadata={"axes": "ZCYX"}, bigtiff=True)
            write("truncated_" + name, values(kind, shape), kind, shape, truncate=True)
            if sections * channels > 1:
                write("imagej_virtual_" + name, zcyx, kind, shape, imagej=True, metadata={"axes": "ZCYX"},
                      truncate=True)
    for sections in (3, 4):
        shape = (1, sections, Y, X)
        write(f"stack_of_{sections}.tif", values("u1", shape)[0], "u1", shape, photometric=None)
        shape = (2, sections, Y, X)
        write(f"stacks_of_{sections}.tif", values("u1", shape), "u1", shape, photometric=None)
    shape = (3, 2, Y, X)
    write("colours.tif", np.ascontiguousarray(np.moveaxis(values("u1", shape), 0, -1)), "u1", shape,
          photometric="rgb")
    write("colours_separate.tif", np.ascontiguousarray(np.moveaxis(values("u1", shape), 0, 1)), "u1", shape,
          photometric="rgb", planarconfig="separate", metadata=None)
    write("ome_colours.tif", np.ascontiguousarray(np.moveaxis(values("u1", shape), 0, -1)), "u1", shape, ome=True,
          photometric="rgb", metadata={"axes": "ZYXS"})
    shape = (1, 3, Y, X)
    path = add(folder, "pyramid.tif", "u1", shape)
    with tifffile.TiffWriter(path, ome=True) as f:
        f.write(values("u1", shape)[0], subifds=1, tile=(16, 16), photometric="minisblack", metadata={"axes": "ZYX"})
        f.write(values("u1", shape)[0, :, ::2, ::2], subfiletype=1, tile=(16, 16), photometric="minisblack")
    path = add(folder, "pages.tif", "u2", shape)
    with tifffile.TiffWriter(path) as f:
        for page in values("u2", shape)[0]:
            f.write(page, photometric="minisblack")
    old = json.dumps({"shape": [3, Y, X]})
    coded(add(folder, "old_shape.tif", "u2", shape), values("u2", shape), "none", t270=(2, b"shape=(3, 18, 17)\0"))
    coded(add(folder, "json_shape.tif", "u2", shape), values("u2", shape), "zlib", t270=(2, old.encode() + b"\0"))


def images(folder):
    """Writes files of several images and frames."""
    a, b = (1, 3, Y, X), (2, 2, Y, X)
    for suffix, kind, shape in (("", "u1", a), (":/0", "u1", a), (":/raw", "u1", a), (":/1", "u2", b),
                                (":/two words", "u2", b)):
        path = add(folder, "ome_images.tif" + suffix, kind, shape)
    with tifffile.TiffWriter(path, ome=True) as f:
        f.write(values("u1", a)[0], photometric="minisblack", metadata={"axes": "ZYX", "Name": "raw"})
        f.write(values("u2", b), photometric="minisblack", metadata={"axes": "CZYX", "Name": "two words"})
    for suffix, kind, shape in (("", "u1", a), (":/1", "u2", b)):
        path = add(folder, "shaped_images.tif" + suffix, kind, shape)
    with tifffile.TiffWriter(path) as f:
        f.write(values("u1", a)[0], photometric="minisblack")
        f.write(values("u2", b), photometric="minisblack")
    for name, shape in (("imagej_channels.tif", (3, 1, Y, X)), ("imagej_many.tif", (1, 8, Y, X))):
        array = values("u1", shape).reshape(-1, Y, X)
        tifffile.imwrite(add(folder, name, "u1", shape), array, imagej=True)
    path = add(folder, "imagej_frames.tif:/t1", "u1", b)
    frames = np.stack([np.zeros((2, 2, Y, X), "u1"), values("u1", b).transpose(1, 0, 2, 3)])
    tifffile.imwrite(path, frames, imagej=True, metadata={"axes": "TZCYX"})
    path = add(folder, "ome_frames.tif:/t1", "u1", b)
    tifffile.imwrite(path, frames, ome=True, photometric="minisblack", metadata={"axes": "TZCYX"})


def refused(folder):
    """Writes files that are not a volume; they are not in the list."""
    def write(name, text=None, pages=1, **more):
        tags = page_tags(4, 4, 8, 1, "u", 1, t278=(4, [4]), **more)
        if text:
            tags[270] = (2, text.encode() + b"\0")
        write_pages(os.path.join(folder, f"refused_{name}.tif"), [{**tags, "segments": [bytes(16)]}] * pages)

    ome = ('<?xml version="1.0"?>%s<OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06" UUID="urn:uuid:1">'
           "%s</OME>")
    pixels = ('<Image ID="Image:0"%s><Pixels ID="Pixels:0" DimensionOrder="XYCZT" Type="uint8" SizeX="4" SizeY="4"'
              ' SizeC="%d" SizeZ="1" SizeT="1">%s</Pixels></Image>')
    write("other_file", ome % ("", pixels % ("", 1, '<TiffData IFD="0" PlaneCount="1"><UUID FileName="b.ome.tif">'
                                             "urn:uuid:2</UUID></TiffData>")))
    write("metadata", ome % ("", '<BinaryOnly MetadataFile="a.companion.ome" UUID="urn:uuid:2"/>'))
    write("missing", ome % ("", pixels % ("", 2, "<TiffData/>")))
    write("entity", ome % ('<!DOCTYPE OME [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
                           pixels % (' Name="&e;"', 1, "<TiffData/>")))
    write("complex", t339=(3, [6]))
    tags = [page_tags(y, 4, 8, 1, "u", 1, t278=(4, [y])) for y in (4, 5)]
    write_pages(os.path.join(folder, "refused_sizes.tif"), [{**t, "segments": [bytes(20)]} for t in tags])
    write("axes", json.dumps({"shape": [2, 2, 2, 4, 4]}), 8)


def libtiff(folder):
    try:
        from PIL import Image, TiffImagePlugin
    except ImportError:
        return
    for compression in ("tiff_lzw", "tiff_adobe_deflate", "packbits", "zstd", "group3", "group4", "tiff_ccitt"):
        for kind, mode in (("u1", "L"), ("u2", "I;16"), ("1", "1")):
            if kind != "1" and compression in ("group3", "group4", "tiff_ccitt"):
                continue
            shape = (1, 1, Y, X)
            v = packed_values(1, shape) if kind == "1" else values(kind, shape)
            image = Image.fromarray(v[0, 0].astype(bool) if kind == "1" else v[0, 0])
            for predictor in ([1, 2] if kind != "1" and compression not in ("packbits",) else [1]):
                tags = TiffImagePlugin.ImageFileDirectory_v2()
                if predictor > 1:
                    tags[317] = predictor
                    tags.tagtype[317] = 3
                path = os.path.join(folder, f"libtiff_{compression}_{kind}_p{predictor}.tif")
                try:
                    image.save(path, compression=compression, tiffinfo=tags)
                except (OSError, ValueError):
                    continue
                if np.array_equal(np.asarray(Image.open(path)).astype("i8"), v[0, 0].astype("i8")):
                    stored = ("u1", 1) if kind == "1" else (kind, None)
                    add(folder, os.path.basename(path), stored[0], shape, stored[1])


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    # OME-XML has an identifier, which would differ each time.
    uuid.uuid1 = lambda: uuid.UUID(int=1)
    if sys.argv[2:] == ["small"]:
        codecs(folder, ["u4"], "<", ["lzw"])
        codecs(folder, ["f2"], ">", ["lzw"])
        samples(folder, ["u1"], ["zlib"])
        odd(folder, [1, 12])
        described(folder, ["u2"], [(2, 3)])
    else:
        codecs(folder, ["u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f2", "f4", "f8"], "<>", list(CODECS)[:5])
        samples(folder, ["u1", "u2", "i8", "f2", "f4"], ["none", "lzw", "zlib"])
        odd(folder, [1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 15, 17, 20, 24, 31, 33, 48, 63])
        described(folder, ["u1", "u2", "f4"], [(1, 4), (2, 1), (2, 3), (3, 2)])
    float24(folder)
    special(folder)
    lsm(folder)
    images(folder)
    refused(folder)
    libtiff(folder)
    with open(os.path.join(folder, "index.csv"), "w") as f:
        f.write("\n".join(INDEX) + "\n")


main()
