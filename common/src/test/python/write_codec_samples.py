"""Writes chunks encoded by numcodecs: python3 write_codec_samples.py OUTPUT.zip [few]

For each sample the archive holds NAME.encoded and NAME.plain. A name starts with the decoder, followed by its
arguments; few selects the small samples that are checked in as codec_samples.zip.
"""
import sys
import zipfile
import numpy
import numcodecs
import numcodecs.blosc


def plain(kind, count, item):
    rng = numpy.random.default_rng(count + item)
    if kind == "noise":
        return rng.integers(0, 256, count * item, dtype="u1").tobytes()
    if kind == "runs":
        return numpy.repeat(rng.integers(0, 9, count // 50 + 1), 50)[:count].astype("<u%d" % min(item, 8)).tobytes()
    if kind == "far":  # repeats at distances beyond 8192
        block = rng.integers(0, 256, 9000, dtype="u1").tobytes()
        return (block * (count * item // len(block) + 1))[:count * item]
    return (1000 * numpy.sin(numpy.arange(count) / 7)).astype("<i%d" % min(item, 8)).tobytes()


def bitshuffle(values, block):
    """Encodes (elements, bytes) as bitshuffle does, from its description: a bit matrix per block, transposed."""
    encoded = b""
    for start in range(0, len(values), block):
        part = values[start:start + block]
        whole = len(part) // 8 * 8
        bits = numpy.unpackbits(part[:whole], axis=1, bitorder="little")
        encoded += numpy.packbits(bits.T, axis=1, bitorder="little").tobytes() + part[whole:].tobytes()
    return encoded


def main(path, few):
    samples = {}
    counts = [300] if few else [0, 1, 8, 1001, 9000]
    kinds = ["waves"] if few else ["waves", "runs", "noise", "far"]
    for kind in kinds:
        for count in counts:
            for item in ([4] if few else [1, 2, 4, 8]):
                data = plain(kind, count, item)
                name = "%s-%d-%d" % (kind, count, item)
                for codec in ["blosclz", "lz4", "lz4hc", "zlib", "zstd"]:
                    for shuffle in [0, 1, 2]:
                        for level in ([5] if few else [1, 9]):
                            for block in ([0] if few else [0, 4096]):
                                blosc = numcodecs.Blosc(codec, level, shuffle, block)
                                view = numpy.frombuffer(data, "u1").view("u%d" % item) if data else data
                                samples["blosc-%s-%d-%d-%d-%s" % (codec, shuffle, level, block, name)] = (
                                    blosc.encode(view), data)
                samples["blosc-copied-" + name] = numcodecs.Blosc("lz4", 0, 1).encode(view), data
                samples["zlib-" + name] = numcodecs.Zlib(6).encode(data), data
                samples["gzip-" + name] = numcodecs.GZip(6).encode(data), data
                samples["zstd-" + name] = numcodecs.Zstd(3).encode(data), data
                if data:
                    samples["lz4-" + name] = bytes(numcodecs.LZ4().encode(data)[4:]), data
                    shuffled = numcodecs.Shuffle(item).encode(numpy.frombuffer(data, "u1"))
                    samples["shuffle:%d-%s" % (item, name)] = bytes(shuffled), data
    for item in [4] if few else [1, 2, 4, 8]:
        for count in [100] if few else [1, 8, 100, 1003, 20005]:
            for block in [64] if few else [64, 1024]:
                values = numpy.frombuffer(plain("waves", count, item), "u1").reshape(count, item)
                samples["bitshuffle:%d:%d-%d" % (item, block, count)] = bitshuffle(values, block), values.tobytes()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, (encoded, decoded) in sorted(samples.items()):
            archive.writestr(zipfile.ZipInfo(name + ".encoded"), bytes(encoded), zipfile.ZIP_DEFLATED)
            archive.writestr(zipfile.ZipInfo(name + ".plain"), decoded, zipfile.ZIP_DEFLATED)
    print(len(samples))


main(sys.argv[1], "few" in sys.argv)
