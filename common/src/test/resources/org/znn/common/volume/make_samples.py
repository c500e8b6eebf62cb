"""Writes the sample volumes into the folder "samples" with h5py and tifffile (needs imagecodecs)."""
import os
import h5py
import numpy as np
import tifffile

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "samples")
SIZE = (3, 5, 6)
TYPES = ["u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f2", "f4", "f8"]


def values(kind, shape):
    """Returns the values of SampleValues.java; shape is (z, y, x) or (channel, z, y, x)."""
    four = (1,) * (4 - len(shape)) + tuple(shape)
    c, z, y, x = np.indices(four)
    n = (((c * 7 + z) * 31 + y) * 17 + x * 3).astype("u8")
    if kind[0] == "u":
        v = (n * np.uint64(11400714819323198485) >> np.uint64(64 - 8 * int(kind[1]))).astype(kind)
    elif kind[0] == "i":
        bits = 8 * int(kind[1])
        v = (n * np.uint64(11400714819323198485) >> np.uint64(64 - bits)).astype("u" + kind[1]).view(kind)
    else:
        v = ((n.astype("i8") % 2048 - 1024) / 64).astype(kind)
    return v.reshape(shape)


def hdf5():
    with h5py.File(os.path.join(HERE, "types.h5"), "w", libver="earliest") as f:
        for t in TYPES:
            for order, mark in (("little", "<"), ("big", ">")):
                v = values(t, SIZE).astype(mark + t)
                f.create_dataset(f"{t}/{order}", data=v)
                f.create_dataset(f"{t}/{order}_gzip", data=v, chunks=(2, 3, 4), compression="gzip", shuffle=True)
    with h5py.File(os.path.join(HERE, "layouts.h5"), "w", libver="earliest") as f:
        v = values("u2", SIZE)
        f.create_dataset("chunked", data=v, chunks=(2, 3, 4))
        f.create_dataset("gzip", data=v, chunks=(2, 3, 4), compression="gzip")
        f.create_dataset("lzf", data=v, chunks=(2, 3, 4), compression="lzf", shuffle=True)
        f.create_dataset("fletcher32", data=v, chunks=(2, 3, 4), fletcher32=True)
        f.create_dataset("all", data=v, chunks=(2, 3, 4), compression="gzip", shuffle=True, fletcher32=True)
        f.create_dataset("whole", data=v, chunks=SIZE, compression="gzip")
        f.create_dataset("tall", data=v, chunks=(1, 5, 1), compression="gzip")
        f.create_dataset("plane", data=v[0])
        f.create_dataset("channels", data=values("f4", (2,) + SIZE), chunks=(1, 2, 3, 4), compression="gzip")
        f.create_dataset("channels_contiguous", data=values("f4", (2,) + SIZE))
        plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        plist.set_layout(h5py.h5d.COMPACT)
        h5py.h5d.create(f.id, b"compact", h5py.h5t.STD_U16LE, h5py.h5s.create_simple(SIZE), plist).write(
            h5py.h5s.ALL, h5py.h5s.ALL, v)
        mask = f.create_dataset("filter_mask", SIZE, "<u2", chunks=SIZE, compression="gzip")
        mask.id.write_direct_chunk((0, 0, 0), v.astype("<u2").tobytes(), filter_mask=1)
        f.create_dataset("bool", data=v % 2 == 1)
        rgb = np.moveaxis(values("u1", (3,) + SIZE), 0, -1)
        f.create_dataset("rgb", data=rgb, chunks=(2, 3, 3, 2), compression="gzip")
        f.create_dataset("rgba", data=np.moveaxis(values("u1", (4,) + SIZE), 0, -1))
        some = f.create_dataset("some_chunks", SIZE, ">i4", chunks=(2, 3, 4), fillvalue=-7)
        some[0:2, 0:3, 0:4] = values("i4", SIZE)[0:2, 0:3, 0:4]
        f.create_dataset("no_chunks", SIZE, "<f4", chunks=(2, 3, 4), fillvalue=2.5)
        f.create_dataset("never_written", SIZE, "<f8", fillvalue=-1.25)
        f["text"] = "not a volume"
        f["line"] = np.arange(4)
        f["pairs"] = np.zeros(SIZE, dtype=[("a", "f4"), ("b", "f4")])
        f["complex"] = np.zeros(SIZE, dtype="c8")
        f.create_dataset("five", data=np.zeros((1, 1) + SIZE, "u1"))
        f.create_dataset("empty", (0, 5, 6), "u1")
    with h5py.File(os.path.join(HERE, "latest.h5"), "w", libver="v110") as f:
        v = values("u2", SIZE)
        f.create_dataset("fixed_array", data=v, chunks=(2, 3, 4), compression="gzip", shuffle=True)
        f.create_dataset("extensible_array", data=v, chunks=(2, 3, 4), maxshape=(None, 5, 6), compression="gzip")
        f.create_dataset("btree2", data=v, chunks=(2, 3, 4), maxshape=(None, None, 6), compression="gzip")
        f.create_dataset("single_chunk", data=v, chunks=SIZE, compression="gzip")
        some = f.create_dataset("some_chunks", SIZE, "<u2", chunks=(2, 3, 4), fillvalue=9, compression="gzip")
        some[0:2, 0:3, 0:4] = v[0:2, 0:3, 0:4]
        plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        plist.set_chunk((2, 3, 4))
        plist.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
        h5py.h5d.create(f.id, b"implicit", h5py.h5t.STD_U16LE, h5py.h5s.create_simple(SIZE), plist).write(
            h5py.h5s.ALL, h5py.h5s.ALL, v)
    with h5py.File(os.path.join(HERE, "one_volume.h5"), "w", userblock_size=512) as f:
        f["notes/line"] = np.arange(4)
        f["raw/images"] = values("u1", SIZE)
    with h5py.File(os.path.join(HERE, "main.h5"), "w") as f:
        f["main"] = values("u1", SIZE)
        f["other"] = values("u1", SIZE)
    v = values("u1", SIZE)
    with h5py.File(os.path.join(HERE, "external.h5"), "w") as f:
        f.create_dataset("main", data=v, external=os.devnull)
    with h5py.File(os.path.join(HERE, "virtual.h5"), "w") as f:
        layout = h5py.VirtualLayout(SIZE, "u1")
        layout[:] = h5py.VirtualSource("main.h5", "main", SIZE)
        f.create_virtual_dataset("main", layout)
    with h5py.File(os.path.join(HERE, "links.h5"), "w") as f:
        f["main"] = h5py.ExternalLink("main.h5", "/main")
        f["deep/volume"] = v
        f["soft"] = h5py.SoftLink("/deep/volume")
    with h5py.File(os.path.join(HERE, "newest.h5"), "w", libver="latest") as f:
        f.create_dataset("main", data=v, chunks=(2, 3, 4), compression="gzip")
    with h5py.File(os.path.join(HERE, "scale_offset.h5"), "w") as f:
        f.create_dataset("main", data=v, chunks=(2, 3, 4), scaleoffset=0)


def tiff():
    def write(name, kind, shape=SIZE, **options):
        options.setdefault("photometric", "minisblack")
        options.setdefault("metadata", None)
        writer = {k: options.pop(k) for k in ("byteorder", "bigtiff", "imagej") if k in options}
        data = values(kind, shape)
        if options["photometric"] == "rgb" and options.get("planarconfig") != "separate":
            data = np.moveaxis(data, 0, -1)
        elif options["photometric"] == "rgb":
            data = np.moveaxis(data, 0, 1)
        with tifffile.TiffWriter(os.path.join(HERE, name + ".tif"), **writer) as f:
            if writer.get("imagej"):
                options["metadata"] = {"axes": "ZYX"}
                f.write(data, **options)
            else:
                for page in data:
                    f.write(page, contiguous=False, **options)

    for t in TYPES:
        write(f"{t}_little", t, byteorder="<", rowsperstrip=2)
        write(f"{t}_big", t, byteorder=">", bigtiff=True)
    for t in ("u1", "u2", "i2", "u4", "f4"):
        for codec in ("deflate", "lzw", "packbits"):
            write(f"{t}_{codec}", t, compression=codec, rowsperstrip=2, byteorder=">" if codec == "lzw" else "<")
        write(f"{t}_predictor", t, compression="deflate", predictor=3 if t[0] == "f" else 2)
        write(f"{t}_tiled", t, compression="deflate", tile=(16, 16))
    write("f8_deflate", "f8", compression="deflate")
    write("u1_tiled_plain", "u1", tile=(16, 16))
    write("f4_tiled_plain_big", "f4", tile=(16, 16), byteorder=">", bigtiff=True)
    write("u1_white_is_zero", "u1", photometric="miniswhite")
    write("u1_white_is_zero_lzw", "u1", photometric="miniswhite", compression="lzw")
    write("rgb", "u1", (3,) + SIZE, photometric="rgb", rowsperstrip=2)
    write("rgba_lzw", "u1", (4,) + SIZE, photometric="rgb", compression="lzw", extrasamples=["unassalpha"])
    write("rgb_separate", "u1", (3,) + SIZE, photometric="rgb", planarconfig="separate")
    write("imagej_u1", "u1", imagej=True)
    write("imagej_f4", "f4", imagej=True)
    virtual = os.path.join(HERE, "imagej_virtual.tif")
    with open(virtual, "wb") as f:
        data = values("u2", SIZE).astype(">u2")
        text = b"ImageJ=1.53t\nimages=3\nslices=3\nloop=false\n\0"
        tags = [(254, 4, 1, 0), (256, 4, 1, 6), (257, 4, 1, 5), (258, 3, 1, 16 << 16), (262, 3, 1, 1 << 16),
                (270, 2, len(text), 200), (273, 4, 1, 400), (277, 3, 1, 1 << 16), (278, 3, 1, 5 << 16),
                (279, 4, 1, 60)]
        head = b"MM\0*" + (8).to_bytes(4, "big") + len(tags).to_bytes(2, "big")
        head += b"".join(a.to_bytes(2, "big") + b.to_bytes(2, "big") + c.to_bytes(4, "big") + d.to_bytes(4, "big")
                         for a, b, c, d in tags) + bytes(4)
        f.write(head.ljust(200, b"\0") + text.ljust(200, b"\0") + data.tobytes())


hdf5()
tiff()
