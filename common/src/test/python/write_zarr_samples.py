"""Writes sample volumes into a folder: python3 write_zarr_samples.py FOLDER [few]

Zarr 2 and N5 by zarr-python 2.13; Zarr 3 (sharded too) and N5 with cut blocks by this script, from the specifications.
The values are those of SampleValues.java. The file samples.tsv lists the volumes: path, numpy type, channels, size
z,y,x, fill value, and the boxes that were never written as start:stop for c,z,y,x. few selects the small volumes that
are checked in as zarr_samples.zip.
"""
import gzip
import itertools
import json
import os
import random
import struct
import sys
import zlib
import numcodecs
import numpy as np
import zarr

SIZE = (7, 9, 11)
CHUNK = (3, 4, 5)
TYPES = ["u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f2", "f4", "f8"]
NAMES = {"u": "uint", "i": "int", "f": "float"}
samples = []


def values(kind, shape):
    """Returns the values of SampleValues.java; shape is (y, x), (z, y, x) or (channel, z, y, x)."""
    c, z, y, x = np.indices((1,) * (4 - len(shape)) + tuple(shape))
    n = (((c * 7 + z) * 31 + y) * 17 + x * 3).astype("u8")
    bits = n * np.uint64(11400714819323198485)
    if kind == "b1":
        v = (bits >> np.uint64(48)) % np.uint64(2) == 1
    elif kind[0] in "ui":
        v = (bits >> np.uint64(64 - 8 * int(kind[1]))).astype("u" + kind[1]).view(kind)
    else:
        v = ((n.astype("i8") % 2048 - 1024) / 64).astype(kind)
    return v.reshape(shape)


def add(path, kind, shape, fill=0, holes=()):
    four = (1,) * (4 - len(shape)) + tuple(shape)
    samples.append("\t".join([path, kind, str(four[0]), ",".join(map(str, four[1:])), repr(float(fill)).replace("inf", "Infinity"), ";".join(
        ",".join("%d:%d" % r for r in ((0, 1),) * (4 - len(h)) + tuple(h)) for h in holes)]))


def box(index, chunk, shape):
    return [(i * c, min(s, (i + 1) * c)) for i, c, s in zip(index, chunk, shape)]


def holes_of(shape, chunk, rng):
    grid = [range(-(-s // c)) for s, c in zip(shape, chunk)]
    return [i for i in itertools.product(*grid) if rng.random() < 0.3]


# Zarr 2

def v2(folder, name, kind, shape=SIZE, chunk=CHUNK, swap="<", holes=(), stored=None, attributes=None, **options):
    data = values(kind, shape)
    array = zarr.open_array(os.path.join(folder, name), mode="w", shape=(stored or (lambda a: a))(data).shape,
                            chunks=chunk, dtype=np.dtype(kind).newbyteorder(swap), write_empty_chunks=True, **options)
    array[...] = (stored or (lambda a: a))(data)
    if attributes:
        array.attrs.update(attributes)
    for i in holes:
        os.remove(os.path.join(folder, name, options.get("dimension_separator", ".").join(map(str, i))))
    fill = options.get("fill_value", 0)
    add(name, kind, shape, 0 if fill is None else fill, [box(i, chunk, shape) for i in holes])
    return array


def compressors(kind):
    codecs = [None, numcodecs.Zlib(3), numcodecs.GZip(3), numcodecs.Zstd(3), numcodecs.LZ4()]
    return codecs + [numcodecs.Blosc(c, 5, s) for c in ["blosclz", "lz4", "lz4hc", "zlib", "zstd"] for s in [0, 1, 2]]


def zarr2(folder):
    rng = random.Random(1)
    number = 0
    for kind in TYPES + ["b1"]:
        for compressor in compressors(kind):
            item = np.dtype(kind).itemsize
            shape, chunk = rng.choice([(SIZE, CHUNK), ((2,) + SIZE, (1,) + CHUNK), ((2,) + SIZE, (2, 8, 16, 16)),
                                       (SIZE, SIZE), (SIZE[1:], (4, 4)), ((20, 30, 40), (20, 16, 40))])
            v2(folder, "v2_%d.zarr" % number, kind, shape, chunk, swap=rng.choice("<>"),
               holes=holes_of(shape, chunk, rng) if rng.random() < 0.5 else (), compressor=compressor,
               fill_value=rng.choice([0, 1]) if kind == "b1" else rng.choice([None, 0, 7, 100]),
               order=rng.choice("CF"), dimension_separator=rng.choice("./"),
               filters=[numcodecs.Shuffle(item)] if item > 1 and rng.random() < 0.4 else None)
            number += 1
    v2(folder, "last_axis_1.zarr", "u2", stored=lambda a: a[..., None], chunk=CHUNK + (1,))
    v2(folder, "leading_axes_1.zarr", "u2", (2,) + SIZE, stored=lambda a: a[None, None], chunk=(1, 2, 2) + CHUNK)
    v2(folder, "xarray.zarr", "f4", (2,) + SIZE, stored=lambda a: np.moveaxis(a, 0, -1), chunk=CHUNK + (2,),
       attributes={"_ARRAY_DIMENSIONS": ["z", "y", "x", "channel"]})
    v2(folder, "xyz.zarr", "u1", stored=lambda a: a.T, chunk=CHUNK[::-1],
       attributes={"_ARRAY_DIMENSIONS": ["x", "y", "z"]})
    # zarr-python's NestedDirectoryStore, and its resizing in 2.13, leave out the separator.
    v2(folder, "nested.zarr", "u2", holes=[(1, 0, 1)], dimension_separator="/")
    with open(os.path.join(folder, "nested.zarr", ".zarray")) as file:
        metadata = json.load(file)
    del metadata["dimension_separator"]
    with open(os.path.join(folder, "nested.zarr", ".zarray"), "w") as file:
        json.dump(metadata, file)
    v2(folder, "infinite.zarr", "f4", fill_value=float("-inf"), holes=[(0, 0, 0), (1, 2, 1)])
    v2(folder, "highest.zarr", "u8", fill_value=2 ** 63, holes=[(0, 0, 0)])


def ome4(folder):
    root = zarr.open_group(os.path.join(folder, "ome4.zarr"), mode="w")
    v2(folder, "ome4.zarr/0", "u2", (2,) + SIZE, (1, 1) + CHUNK, stored=lambda a: a[None], dimension_separator="/")
    v2(folder, "ome4.zarr/1", "u2", (2, 4, 5, 6), (1, 1, 4, 4, 4), stored=lambda a: a[None], dimension_separator="/")
    root.attrs["multiscales"] = [{
        "version": "0.4", "axes": [{"name": "t", "type": "time", "unit": "second"}, {"name": "c", "type": "channel"}] + [
            {"name": n, "type": "space", "unit": "micrometer"} for n in "zyx"],
        "datasets": [{"path": str(i), "coordinateTransformations": [
            {"type": "scale", "scale": [1, 1, 0.04 * 2 ** i, 0.004 * 2 ** i, 0.004 * 2 ** i]},
            {"type": "translation", "translation": [0, 0, 1, 2, 3]}]} for i in range(2)],
        "coordinateTransformations": [{"type": "scale", "scale": [0.5, 1, 1, 2, 2]}]}]
    add("ome4.zarr", "u2", (2,) + SIZE)
    samples[-1:] += [s.replace(".zarr/", ".zarr:/") for s in samples[-3:-1]]
    times = zarr.open_array(os.path.join(folder, "times.zarr"), mode="w", shape=(5,) + SIZE, chunks=(2,) + CHUNK,
                            dtype="u2")
    for t in range(5):
        times[t] = values("u2", SIZE) if t == 3 else t
    times.attrs["_ARRAY_DIMENSIONS"] = ["time", "z", "y", "x"]
    add("times.zarr:/?t=3", "u2", SIZE)


# Zarr 3, from its specification

def crc32c(data):
    crc = 0xffffffff
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82f63b78 if crc & 1 else 0)
    return struct.pack("<I", crc ^ 0xffffffff)


def encode(chunk, codecs, fill):
    """Encodes a chunk; None if a shard is empty."""
    for codec in codecs:
        name, conf = codec["name"], codec.get("configuration", {})
        if name == "transpose":
            chunk = chunk.transpose(conf["order"])
        elif name == "bytes":
            chunk = chunk.astype(chunk.dtype.newbyteorder(">" if conf.get("endian") == "big" else "<")).tobytes()
        elif name == "gzip":
            chunk = gzip.compress(chunk, conf["level"])
        elif name == "zstd":
            chunk = bytes(numcodecs.Zstd(conf["level"]).encode(chunk))
        elif name == "blosc":
            shuffle = {"noshuffle": 0, "shuffle": 1, "bitshuffle": 2}[conf["shuffle"]]
            chunk = numcodecs.Blosc(conf["cname"], conf["clevel"], shuffle, conf["blocksize"]).encode(
                np.frombuffer(chunk, "u%d" % conf["typesize"]))
        elif name == "numcodecs.zlib":
            chunk = zlib.compress(chunk, conf["level"])
        elif name == "crc32c":
            chunk += crc32c(chunk)
        else:
            chunk = shard(chunk, conf, fill)
    return chunk


def shard(data, conf, fill):
    inner = conf["chunk_shape"]
    grid = [s // c for s, c in zip(data.shape, inner)]
    big = any(c["name"] == "bytes" and c["configuration"]["endian"] == "big" for c in conf["index_codecs"])
    entries, body = [], b""
    size = 16 * int(np.prod(grid)) + 4 * any(c["name"] == "crc32c" for c in conf["index_codecs"])
    base = size if conf.get("index_location") == "start" else 0
    for i in itertools.product(*map(range, grid)):
        part = data[tuple(slice(k * c, (k + 1) * c) for k, c in zip(i, inner))]
        if (part == fill).all():
            entries += [2 ** 64 - 1] * 2
            continue
        encoded = encode(part, conf["codecs"], fill)
        body += b"\xee" * (len(entries) % 3)  # a gap, which the format allows
        entries += [base + len(body), len(encoded)]
        body += encoded
    index = np.array(entries, ">u8" if big else "<u8").tobytes()
    index += crc32c(index) if size % 16 else b""
    return index + body if base else body + index


def v3(folder, name, kind, shape=SIZE, chunk=CHUNK, codecs=(), fill=0, encoding=None, holes=(), stored=None,
       dimensions=None, attributes=None, fill_text=None):
    os.makedirs(os.path.join(folder, name), exist_ok=True)
    data = (stored or (lambda a: a))(values(kind, shape)).copy()
    for hole in holes:
        data[tuple(slice(i * c, (i + 1) * c) for i, c in zip(hole, chunk))] = fill
    encoding = encoding or {"name": "default"}
    text = "bool" if kind == "b1" else NAMES[kind[0]] + str(8 * int(kind[1]))
    metadata = {"zarr_format": 3, "node_type": "array", "shape": data.shape, "data_type": text,
                "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": chunk}},
                "chunk_key_encoding": encoding, "codecs": list(codecs), "attributes": attributes or {},
                "fill_value": fill_text or (bool(fill) if kind == "b1" else fill)}
    if dimensions:
        metadata["dimension_names"] = dimensions
    with open(os.path.join(folder, name, "zarr.json"), "w") as f:
        json.dump(metadata, f)
    grid = [range(-(-s // c)) for s, c in zip(data.shape, chunk)]
    separator = encoding.get("configuration", {}).get("separator", "/" if encoding["name"] == "default" else ".")
    for i in itertools.product(*grid):
        whole = np.full(chunk, fill, data.dtype)
        part = data[tuple(slice(k * c, (k + 1) * c) for k, c in zip(i, chunk))]
        whole[tuple(map(slice, part.shape))] = part
        if holes and (whole == fill).all():
            continue
        key = (["c"] if encoding["name"] == "default" else []) + [str(k) for k in i]
        path = os.path.join(folder, name, separator.join(key))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as f:
            f.write(encode(whole, codecs, fill))
    add(name, kind, shape, fill, [box(h, chunk, shape) for h in holes])


def codec(name, **configuration):
    return {"name": name, "configuration": configuration}


def endings(item):
    yield []
    yield [codec("gzip", level=4)]
    yield [codec("zstd", level=2, checksum=False)]
    yield [codec("zstd", level=2, checksum=False), {"name": "crc32c"}]
    yield [{"name": "crc32c"}]
    yield [codec("numcodecs.zlib", level=2)]
    for shuffle in ["noshuffle", "shuffle", "bitshuffle"]:
        yield [codec("blosc", cname="lz4", clevel=5, shuffle=shuffle, typesize=item, blocksize=0)]


def zarr3(folder):
    rng = random.Random(2)
    number = 0
    for kind in TYPES + ["b1"]:
        item = np.dtype(kind).itemsize
        for ending in endings(item):
            shape, chunk = rng.choice([(SIZE, (4, 4, 8)), ((2,) + SIZE, (2, 4, 8, 8)), (SIZE[1:], (4, 8))])
            fill = rng.choice([0, 1])
            order = list(range(len(shape)))
            rng.shuffle(order)
            inside = ([codec("transpose", order=order)] if rng.random() < 0.4 else []) + [
                codec("bytes", endian=rng.choice(["little", "big"]))] + ending
            holes = holes_of(shape, chunk, rng) if rng.random() < 0.4 else ()
            codecs = inside
            if rng.random() < 0.6:
                outer = list(range(len(shape)))
                rng.shuffle(outer)
                outer = outer if rng.random() < 0.4 else sorted(outer)
                inner = [chunk[a] // rng.choice([1, 2]) for a in outer]
                index = [codec("bytes", endian=rng.choice(["little", "big"]))] + [{"name": "crc32c"}] * rng.choice([0, 1])
                shards = codec("sharding_indexed", chunk_shape=inner, codecs=inside, index_codecs=index,
                               index_location=rng.choice(["start", "end"]))
                if rng.random() < 0.3:  # shards in shards
                    shards = codec("sharding_indexed", chunk_shape=[chunk[a] for a in outer], codecs=[shards],
                                   index_codecs=index, index_location="end")
                    chunk = tuple(2 * c for c in chunk)
                    holes = ()
                codecs = ([codec("transpose", order=outer)] if outer != sorted(outer) else []) + [shards]
            encoding = rng.choice([None, codec("default", separator="."), codec("v2", separator="/"), {"name": "v2"}])
            v3(folder, "v3_%d.zarr" % number, kind, shape, chunk, codecs, fill, encoding, holes)
            number += 1
    little = [codec("bytes", endian="little")]
    v3(folder, "named.zarr", "f4", (2,) + SIZE, CHUNK + (2,), little, stored=lambda a: np.moveaxis(a, 0, -1),
       dimensions=["z", "y", "x", "c"])
    v3(folder, "unnamed.zarr", "u1", chunk=CHUNK, codecs=[{"name": "bytes"}],
       dimensions=[None, "a", None])
    v3(folder, "infinite3.zarr", "f8", codecs=little, fill=float("inf"), fill_text="Infinity", holes=[(1, 1, 1)])
    v3(folder, "bits.zarr", "f4", codecs=little, fill=1.5, fill_text="0x3fc00000", holes=[(1, 1, 1)])


def ome5(folder):
    zstd = [codec("bytes", endian="little"), codec("zstd", level=1, checksum=False)]
    index = [codec("bytes", endian="little"), {"name": "crc32c"}]
    v3(folder, "ome5.zarr/0", "u1", SIZE, (4, 8, 8),
       [codec("sharding_indexed", chunk_shape=[2, 4, 4], codecs=zstd, index_codecs=index)], holes=[(0, 0, 1)],
       dimensions=["z", "y", "x"])
    with open(os.path.join(folder, "ome5.zarr", "zarr.json"), "w") as f:
        json.dump({"zarr_format": 3, "node_type": "group", "attributes": {"ome": {"version": "0.5", "multiscales": [{
            "axes": [{"name": n, "type": "space", "unit": "nanometer"} for n in "zyx"],
            "datasets": [{"path": "0", "coordinateTransformations": [{"type": "scale", "scale": [40, 4, 4]}]}]}]}}}, f)
    samples.append(samples[-1].replace("ome5.zarr/0", "ome5.zarr"))


# N5

def n5(folder):
    store = zarr.N5FSStore(os.path.join(folder, "python.n5"))
    root = zarr.open_group(store, mode="w")
    for kind in [k for k in TYPES if k != "f2"]:
        for name, compressor in [("raw", None), ("gzip", numcodecs.GZip(3)), ("zlib", numcodecs.Zlib(3)),
                                 ("zstd", numcodecs.Zstd(3)), ("lz4", numcodecs.LZ4()),
                                 ("blosc", numcodecs.Blosc("lz4", 5, 1))]:
            shape, chunk = ((2,) + SIZE, (1,) + CHUNK) if name in ("zlib", "blosc") else (SIZE, CHUNK)
            path = "volumes/%s_%s" % (kind, name)
            root.create_dataset(path, data=values(kind, shape), chunks=chunk, compressor=compressor)
            add("python.n5:/" + path, kind, shape)


def n5_cut(folder, name, kind, shape, chunk, holes=(), attributes=None):
    """Writes an array whose blocks are cut at its end, with gzip."""
    data = values(kind, shape)
    os.makedirs(os.path.join(folder, name), exist_ok=True)
    with open(os.path.join(folder, name, "attributes.json"), "w") as f:
        json.dump(dict(attributes or {}, dimensions=shape[::-1], blockSize=chunk[::-1],
                       dataType=NAMES[kind[0]] + str(8 * int(kind[1])), compression={"type": "gzip", "level": -1}), f)
    for i in itertools.product(*[range(-(-s // c)) for s, c in zip(shape, chunk)]):
        if i in holes:
            continue
        part = data[tuple(slice(k * c, (k + 1) * c) for k, c in zip(i, chunk))]
        path = os.path.join(folder, name, *map(str, i[::-1]))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as f:
            f.write(struct.pack(">HH%dI" % part.ndim, 0, part.ndim, *part.shape[::-1])
                    + gzip.compress(part.astype(part.dtype.newbyteorder(">")).tobytes(), 6, mtime=0))
    add(name, kind, shape, 0, [box(h, chunk, shape) for h in holes])


def n5_hand(folder):
    n5_cut(folder, "cut.n5/raw/s0", "u2", SIZE, CHUNK, [(0, 1, 1), (2, 2, 2)], {"downsamplingFactors": [1, 1, 1]})
    n5_cut(folder, "cut.n5/raw/s1", "u2", (4, 5, 6), CHUNK, (), {"downsamplingFactors": [2, 2, 1]})
    n5_cut(folder, "channels.n5/a", "f4", (2,) + SIZE, (2,) + CHUNK)
    for root, attributes in [("cut.n5", {"n5": "2.5.1"}), ("channels.n5", {"n5": "2.0.0"}), (
            "cut.n5/raw", {"pixelResolution": {"unit": "nm", "dimensions": [4, 5, 40]}, "offset": [8, 10, 80]})]:
        with open(os.path.join(folder, root, "attributes.json"), "w") as f:
            json.dump(attributes, f)
    samples[-3:] += [samples[-3].replace("/raw/s0", ""), samples[-2].replace("cut.n5/", "cut.n5:/"),
                     samples[-1].replace("/a", "")]


def few(folder):
    v2(folder, "v2.zarr", "f4", compressor=numcodecs.Zlib(9), filters=[numcodecs.Shuffle(4)], order="F", fill_value=7,
       holes=[(0, 0, 0), (1, 2, 1)], dimension_separator="/")
    v2(folder, "channels.zarr", "i2", (2,) + SIZE, (2, 8, 16, 16), swap=">", compressor=numcodecs.Blosc("zstd", 9, 2))
    v2(folder, "xarray.zarr", "u1", (2,) + SIZE, stored=lambda a: np.moveaxis(a, 0, -1), chunk=(8, 16, 16, 2),
       attributes={"_ARRAY_DIMENSIONS": ["z", "y", "x", "channel"]})
    ome4(folder)
    v3(folder, "v3.zarr", "f4", SIZE, (4, 8, 8), [codec("transpose", order=[2, 0, 1]), codec("bytes", endian="big"),
                                                  codec("gzip", level=9), {"name": "crc32c"}], 1, holes=[(1, 0, 1)])
    ome5(folder)
    n5_hand(folder)


def main(folder, is_few):
    os.makedirs(folder, exist_ok=True)
    for write in [few] if is_few else [zarr2, ome4, zarr3, ome5, n5, n5_hand]:
        write(folder)
    with open(os.path.join(folder, "samples.tsv"), "w") as f:
        f.write("\n".join(samples) + "\n")
    print(len(samples))


main(sys.argv[1], "few" in sys.argv)
