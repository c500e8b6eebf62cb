"""Writes HDF5 files of every kind that the reader knows, with h5py, and what they hold.

    python3 write_hdf5_samples.py FOLDER [FEW.zip]

writes FOLDER/*.h5 and, for each dataset, a line of FOLDER/manifest.tsv: its path as the product takes it, the file with
its voxels (NumPy, little-endian int64 or float64, axes c,z,y,x) and its shape. The files hold the same in every run.
Kinds that need the packages hdf5plugin or numcodecs are left out where they are not installed. FEW.zip gets the
small samples that are checked in as hdf5_samples.zip.
"""
import ctypes
import hashlib
import json
import os
import re
import sys
import zipfile

import h5py
import numpy as np

try:
    import hdf5plugin
except ImportError:
    hdf5plugin = None
try:
    import numcodecs
except ImportError:
    numcodecs = None

FOLDER = sys.argv[1]
UNLIMITED = h5py.h5s.UNLIMITED
NEW = ('v110', 'v110')
OLD = 'earliest'
manifest = []


def values(shape, dtype='u2', seed=1):
    """Smooth numbers with some noise, so that filters and types are put to the test."""
    random = np.random.default_rng(seed)
    n = int(np.prod(shape))
    base = np.arange(n) // 7 + random.integers(0, 4, n)
    dtype = np.dtype(dtype)
    if dtype.kind == 'f':
        return ((base % 2000 - 500) / 8).reshape(shape).astype(dtype)
    info = np.iinfo(dtype)
    span = min(int(info.max) - int(info.min), 2**62)
    return (base.astype(object) * 37 % (span + 1) + int(info.min)).astype(dtype).reshape(shape)


def path(name):
    return os.path.join(FOLDER, name + '.h5')


def truth(name, array, dataset=''):
    """Registers what a dataset holds; axes are added in front up to c,z,y,x."""
    array = np.asarray(array)
    array = array.reshape((1,) * (4 - array.ndim) + array.shape)
    stored = array.astype('<f8') if array.dtype.kind == 'f' else array.astype('<u8').view('<i8') \
        if array.dtype == np.uint64 else array.astype('<i8')
    file = hashlib.md5(stored.tobytes() + str(stored.shape).encode()).hexdigest()[:12] + '.npy'
    np.save(os.path.join(FOLDER, file), np.ascontiguousarray(stored))
    manifest.append('%s.h5%s\t%s\t%s\t%s' % (name, dataset, file, ','.join(map(str, array.shape)),
                                             'real' if array.dtype.kind == 'f' else 'integer'))


def dataset(name, array, libver=OLD, **options):
    """Writes a dataset /main at once."""
    with h5py.File(path(name), 'w', libver=libver) as file:
        file.create_dataset('main', data=array, **options)
    truth(name, array)


def written_partly(name, shape, chunk, maxshape, libver, boxes, dtype='u2', **options):
    """Writes only some boxes of a dataset; the rest holds the fill value."""
    expected = np.full(shape, options.get('fillvalue', 0), dtype)
    data = values(shape, dtype)
    with h5py.File(path(name), 'w', libver=libver) as file:
        main = file.create_dataset('main', shape, dtype, chunks=chunk, maxshape=maxshape, **options)
        for box in boxes:
            main[box] = data[box]
            expected[box] = data[box]
    truth(name, expected)


FILTERS = {
    'raw': {},
    'gz': dict(compression='gzip', compression_opts=4),
    'shuffle': dict(compression='gzip', shuffle=True, fletcher32=True),
}


def indexes():
    """All kinds of indexes: by the version of the format and which axes may grow."""
    shape = (9, 20, 22)
    kinds = {'same': None, 'larger': (20, 50, 47), 'z': (None, 20, 22), 'y': (9, None, 22), 'x': (9, 20, None),
             'z_larger': (None, 41, 45), 'y_larger': (13, None, 70), 'zy': (None, None, 22), 'zyx': (None, None, None)}
    holes = [np.s_[0:4, 0:8, 0:8], np.s_[8:9, 16:20, 16:22], np.s_[4:6, 4:12, 9:17]]
    for version, libver in (('old', OLD), ('new', NEW)):
        for kind, maxshape in kinds.items():
            for filters, options in FILTERS.items():
                name = 'index_%s_%s_%s' % (version, kind, filters)
                dataset(name, values(shape), libver, chunks=(2, 8, 8), maxshape=maxshape, **options)
                written_partly(name + '_holes', shape, (2, 4, 8), maxshape, libver, holes, fillvalue=7, **options)
    for filters, options in FILTERS.items():
        dataset('single_' + filters, values(shape), NEW, chunks=shape, **options)
        dataset('paged_' + filters, values((20, 40, 40)), NEW, chunks=(2, 4, 4), maxshape=(20, 44, 90), **options)
        written_partly('paged_holes_' + filters, (100, 12, 40), (1, 4, 4), None, NEW,
                       [np.s_[90:93], np.s_[40:41, 3:5, 7:9], np.s_[99:100, 11:12, 39:40]], **options)
        dataset('extensible_' + filters, values((600, 6, 4), 'u1'), NEW, chunks=(1, 3, 4), maxshape=(None, 6, 4),
                **options)
        written_partly('extensible_super_' + filters, (6000, 2, 2), (1, 2, 2), (None, 2, 2), NEW,
                       [np.s_[0:1], np.s_[700:705], np.s_[5990:6000]], dtype='u1', fillvalue=3, **options)
        written_partly('extensible_paged_' + filters, (150000, 2, 2), (1, 2, 2), (None, 2, 2), NEW,
                       [np.s_[1:2], np.s_[131060:131063], np.s_[149990:150000]], dtype='u1', **options)
        dataset('btree2_deep_' + filters, values((90, 40, 2), 'u1'), NEW, chunks=(1, 1, 2), maxshape=(None, None, 2),
                **options)
    for maxshape in ((9, 20, 22), (12, 30, 25)):
        with h5py.File(path('implicit_%d' % maxshape[0]), 'w', libver=NEW) as file:
            space = h5py.h5s.create_simple((9, 20, 22), maxshape)
            plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
            plist.set_chunk((2, 8, 8))
            plist.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
            main = h5py.Dataset(h5py.h5d.create(file.id, b'main', h5py.h5t.NATIVE_UINT16, space, plist))
            main[...] = values((9, 20, 22))
        truth('implicit_%d' % maxshape[0], values((9, 20, 22)))
    with h5py.File(path('grown'), 'w', libver=NEW) as file:
        main = file.create_dataset('main', (2, 6, 9), 'u2', chunks=(1, 4, 4), maxshape=(9, None, 30))
        main[...] = values((2, 6, 9))
        main.resize((5, 21, 17))
        main[...] = values((5, 21, 17))
        main.resize((5, 11, 15))
    truth('grown', values((5, 21, 17))[:, :11, :15])
    written_partly('nothing_written', (5, 9, 9), (2, 4, 4), (None, 9, 9), NEW, [], fillvalue=9)
    plain_edges()


def plain_edges():
    """Chunks at the end of the dataset are not filtered (H5Pset_chunk_opts, which h5py does not have)."""
    name = next((line.split()[-1] for line in open('/proc/self/maps') if 'libhdf5' in line and '_hl' not in line),
                None) if os.path.exists('/proc/self/maps') else None
    if name is None:
        return
    for maxshape in ((9, 20, 22), (None, 20, 22), (None, None, 22)):
        plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        plist.set_chunk((2, 8, 8))
        plist.set_deflate(4)
        ctypes.CDLL(name).H5Pset_chunk_opts(ctypes.c_int64(plist.id), ctypes.c_uint(2))
        kind = 'plain_edges_%d' % sum(n is None for n in maxshape)
        with h5py.File(path(kind), 'w', libver=NEW) as file:
            space = h5py.h5s.create_simple((9, 20, 22), tuple(UNLIMITED if n is None else n for n in maxshape))
            main = h5py.Dataset(h5py.h5d.create(file.id, b'main', h5py.h5t.NATIVE_UINT16, space, plist))
            main[...] = values((9, 20, 22))
        truth(kind, values((9, 20, 22)))


def with_type(name, stored, array, file_options=None, **options):
    """Writes a dataset with a type that NumPy does not have."""
    with h5py.File(path(name), 'w', **(file_options or {})) as file:
        plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        if 'chunks' in options:
            plist.set_chunk(options['chunks'])
        if options.get('nbit'):
            plist.set_filter(h5py.h5z.FILTER_NBIT)
        identifier = h5py.h5d.create(file.id, b'main', stored, h5py.h5s.create_simple(array.shape), plist)
        identifier.write(h5py.h5s.ALL, h5py.h5s.ALL, np.ascontiguousarray(array))
    truth(name, array)


def types():
    shape = (3, 7, 11)
    for code in ('u1', 'i1', 'u2', 'i2', 'u4', 'i4', 'u8', 'i8', 'f2', 'f4', 'f8'):
        for order in '<>':
            name = 'type_%s_%s' % (code, 'le' if order == '<' else 'be')
            array = values(shape, code).astype(order + code)
            dataset(name, array)
            dataset(name + '_gz', array, NEW, chunks=(2, 4, 4), compression='gzip', shuffle=True)
    dataset('type_bool', values(shape, 'u1') % 2 == 1)
    for bits, offset, order in ((12, 0, 'LE'), (12, 4, 'LE'), (10, 3, 'BE'), (1, 0, 'LE')):
        for signed in (False, True):
            stored = getattr(h5py.h5t, 'STD_%s16%s' % ('I' if signed else 'U', order)).copy()
            stored.set_precision(bits)
            stored.set_offset(offset)
            array = values(shape, 'i4') % (1 << bits) - (1 << (bits - 1) if signed else 0)
            array = array.astype('i2' if signed else 'u2')
            name = 'bits_%d_%d_%s%s' % (bits, offset, order, '_signed' if signed else '')
            with_type(name, stored, array)
            with_type(name + '_nbit', stored, array, chunks=(2, 4, 4), nbit=True)
    wide = h5py.h5t.STD_U32LE.copy()
    wide.set_size(3)
    with_type('bytes_3', wide, (values(shape, 'u4') % 2**24).astype('u4'))
    brain = h5py.h5t.IEEE_F32LE.copy()
    brain.set_fields(15, 7, 8, 0, 7)
    brain.set_size(2)
    brain.set_ebias(127)
    with_type('bfloat16', brain, ((values(shape, 'i4') % 256 - 128) / 4).astype('f4'))
    with_type('nbit_f4', h5py.h5t.IEEE_F32LE, values(shape, 'f4'), chunks=(2, 4, 4), nbit=True)
    with_type('nbit_u4_be', h5py.h5t.STD_U32BE, values(shape, 'u4'), chunks=(2, 4, 4), nbit=True)
    with h5py.File(path('committed'), 'w') as file:
        file['type'] = np.dtype('>u2')
        file.create_dataset('main', data=values(shape), dtype=file['type'])
    truth('committed', values(shape))
    with h5py.File(path('enumeration'), 'w') as file:
        kind = h5py.enum_dtype({'background': 0, 'cell': 1, 'membrane': 2}, basetype='u2')
        file.create_dataset('main', data=values(shape) % 3, dtype=kind)
    truth('enumeration', values(shape) % 3)
    for libver in (OLD, NEW):
        with h5py.File(path('compact_' + libver[0]), 'w', libver=libver) as file:
            plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
            plist.set_layout(h5py.h5d.COMPACT)
            space = h5py.h5s.create_simple(shape)
            main = h5py.Dataset(h5py.h5d.create(file.id, b'main', h5py.h5t.NATIVE_UINT16, space, plist))
            main[...] = values(shape)
        truth('compact_' + libver[0], values(shape))


def files():
    """Addresses and lengths of all widths, user blocks, spaces of pages."""
    for offsets, lengths in ((4, 4), (8, 4), (4, 8), (2, 2)):
        for version, libver in (('old', h5py.h5f.LIBVER_EARLIEST), ('new', h5py.h5f.LIBVER_V110)):
            for kind, maxshape in (('larger', (9, 12, 20)), ('z', (UNLIMITED, 9, 11)),
                                   ('zy', (UNLIMITED, UNLIMITED, 11))):
                name = 'sizes_%d%d_%s_%s' % (offsets, lengths, version, kind)
                fcpl = h5py.h5p.create(h5py.h5p.FILE_CREATE)
                fcpl.set_sizes(offsets, lengths)
                fapl = h5py.h5p.create(h5py.h5p.FILE_ACCESS)
                fapl.set_libver_bounds(libver, h5py.h5f.LIBVER_V110)
                file = h5py.File(h5py.h5f.create(path(name).encode(), h5py.h5f.ACC_TRUNC, fcpl, fapl))
                for filters, options in (('main', {}), ('packed', dict(compression='gzip'))):
                    space = h5py.h5s.create_simple((5, 9, 11), maxshape)
                    plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
                    plist.set_chunk((2, 4, 4))
                    if options:
                        plist.set_deflate(4)
                    main = h5py.Dataset(h5py.h5d.create(file.id, filters.encode(), h5py.h5t.NATIVE_UINT16, space,
                                                        plist))
                    main[...] = values((5, 9, 11))
                    main.attrs['note'] = 'text'
                file.close()
                truth(name, values((5, 9, 11)))
                truth(name, values((5, 9, 11)), ':/packed')
    for version, libver in (('old', OLD), ('new', NEW)):
        name = 'user_block_' + version
        with h5py.File(path(name), 'w', libver=libver, userblock_size=2048) as file:
            file.create_dataset('main', data=values((5, 9, 11)), chunks=(2, 4, 4), maxshape=(None, 9, 11),
                                compression='gzip')
            file.create_dataset('plain', data=values((5, 9, 11)))
        truth(name, values((5, 9, 11)))
        truth(name, values((5, 9, 11)), ':/plain')
    with open(path('user_block_old'), 'rb') as file:
        inner = file.read()[2048:]
    # A user block put before a complete file: the superblock still tells that it is at 2048.
    with open(path('moved'), 'wb') as file:
        file.write(b' ' * 512 + inner)
    truth('moved', values((5, 9, 11)))
    with h5py.File(path('paged_space'), 'w', libver=NEW, fs_strategy='page', fs_persist=True) as file:
        file.create_dataset('main', data=values((5, 9, 11)), chunks=(2, 4, 4), compression='gzip')
    truth('paged_space', values((5, 9, 11)))
    with h5py.File(path('swmr'), 'w', libver=NEW) as file:
        main = file.create_dataset('main', (5, 9, 11), 'u2', chunks=(2, 4, 4), maxshape=(None, 9, 11))
        file.swmr_mode = True
        main[...] = values((5, 9, 11))
        main.flush()
    truth('swmr', values((5, 9, 11)))


def filters():
    shape = (5, 19, 23)
    chunks = (2, 8, 8)
    for code in ('u1', 'i2', 'u4', 'f4', 'f8'):
        array = values(shape, code)
        dataset('lzf_' + code, array, chunks=chunks, compression='lzf', shuffle=True)
        if h5py.h5z.filter_avail(h5py.h5z.FILTER_SZIP):
            for mode in ('nn', 'ec'):
                for block in (8, 16, 32):
                    dataset('szip_%s_%s_%d' % (code, mode, block), array, chunks=(2, 8, 16), compression='szip',
                            compression_opts=(mode, block))
    if h5py.h5z.filter_avail(h5py.h5z.FILTER_SZIP):
        flat = np.zeros((4, 64, 64), 'u2')
        flat[1, 20:30, 5:50] = 9
        flat[3] = values((64, 64), 'u2')
        dataset('szip_flat', flat, chunks=(2, 64, 64), compression='szip')
        dataset('szip_flat_be', flat.astype('>u2'), chunks=(2, 32, 64), compression='szip')
        dataset('szip_odd', flat[:, :50, :37], chunks=(2, 50, 37), compression='szip')
    for code in ('u1', 'i1', 'u2', 'i4', 'u8', '>i2', '>u4'):
        array = values(shape, code) // 5 if code[-2] == 'u' else values(shape, code) // 7
        dataset('scale_%s%s' % (code[-2:], '_be' if code[0] == '>' else ''), array.astype(code), chunks=chunks,
                scaleoffset=0)
    dataset('scale_constant', np.full(shape, 77, 'u2'), chunks=chunks, scaleoffset=0)
    written_partly('scale_fill', shape, chunks, None, OLD, [np.s_[1:3, 3:12, 5:9]], dtype='i4', fillvalue=-5,
                   scaleoffset=0)
    full = np.array([0, 2**16 - 1] * 20, 'u2').reshape(2, 4, 5)
    dataset('scale_full', full, chunks=(2, 4, 5), scaleoffset=0)
    for code in ('f4', 'f8', '>f4'):
        lossy = (values(shape, 'f8') * 1.37).astype(code)
        name = 'scale_%s%s' % (code[-2:], '_be' if code[0] == '>' else '')
        with h5py.File(path(name), 'w') as file:
            file.create_dataset('main', data=lossy, chunks=chunks, scaleoffset=2)
        with h5py.File(path(name), 'r') as file:
            truth(name, file['main'][...])
    with h5py.File(path('filter_mask'), 'w') as file:
        main = file.create_dataset('main', shape, 'u2', chunks=(5, 19, 23), compression='gzip', shuffle=True)
        main.id.write_direct_chunk((0, 0, 0), values(shape).tobytes(), filter_mask=3)
    truth('filter_mask', values(shape))
    if numcodecs is not None:
        encoded_here()
    if hdf5plugin is None:
        return
    for code in ('u1', 'u2', 'f4', 'f8'):
        array = values(shape, code)
        for codec in ('blosclz', 'lz4', 'lz4hc', 'zlib', 'zstd'):
            for shuffle in (0, 1, 2):
                dataset('blosc_%s_%d_%s' % (codec, shuffle, code), array, chunks=chunks,
                        **hdf5plugin.Blosc(cname=codec, clevel=5, shuffle=shuffle))
        dataset('lz4_' + code, array, chunks=chunks, **hdf5plugin.LZ4())
        dataset('lz4_blocks_' + code, array, chunks=(5, 19, 23), **hdf5plugin.LZ4(nbytes=512))
    dataset('blosc_big', values((20, 64, 64), 'u2'), chunks=(20, 64, 64), **hdf5plugin.Blosc(cname='lz4', shuffle=1))
    random = np.random.default_rng(4).integers(0, 2**16, (6, 40, 40)).astype('u2')
    dataset('blosc_random', random, chunks=(6, 40, 40), **hdf5plugin.Blosc(cname='lz4', shuffle=2))
    dataset('lz4_random', random, chunks=(6, 40, 40), **hdf5plugin.LZ4(nbytes=1024))


def direct(name, array, chunks, number, options, encode):
    """Writes chunks with a filter that the library does not have."""
    with h5py.File(path(name), 'w') as file:
        plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        plist.set_chunk(chunks)
        plist.set_filter(number, h5py.h5z.FLAG_OPTIONAL, options)
        main = h5py.h5d.create(file.id, b'main', h5py.h5t.py_create(array.dtype),
                               h5py.h5s.create_simple(array.shape), plist)
        for start in np.ndindex(*(-(-n // c) for n, c in zip(array.shape, chunks))):
            start = tuple(i * c for i, c in zip(start, chunks))
            block = array[tuple(slice(i, i + c) for i, c in zip(start, chunks))]
            whole = np.zeros(chunks, array.dtype)
            whole[tuple(slice(0, n) for n in block.shape)] = block
            main.write_direct_chunk(start, encode(whole))
    truth(name, array)


def bitshuffled(part):
    """Transposes the bits of a block of a multiple of 8 elements."""
    bits = np.unpackbits(part.reshape(-1, 1).view('u1'), axis=1, bitorder='little')
    return np.packbits(bits.T, axis=1, bitorder='little').tobytes()


def bitshuffle(array, block, compress):
    """Encodes a chunk as the bitshuffle filter does, from its description."""
    flat = array.ravel()
    size = flat.dtype.itemsize
    encoded = b'' if compress is None else len(flat.tobytes()).to_bytes(8, 'big') + (block * size).to_bytes(4, 'big')
    whole = len(flat) // 8 * 8
    for start in range(0, whole, block):
        part = bitshuffled(flat[start:min(whole, start + block)])
        if compress is not None:
            part = compress(part)
            encoded += len(part).to_bytes(4, 'big')
        encoded += part
    return encoded + flat[whole:].tobytes()


def encoded_here():
    zstd = numcodecs.Zstd(3).encode
    lz4 = lambda part: bytes(numcodecs.LZ4().encode(part)[4:])
    shape = (5, 19, 23)
    for code in ('u1', '>u2', 'f4', 'f8'):
        array = values(shape, code[-2:]).astype(code)
        size = array.dtype.itemsize
        name = code[-2:]
        direct('zstd_' + name, array, (2, 8, 8), 32015, (3,), lambda chunk: bytes(zstd(chunk.tobytes())))
        for codec, number, compress in (('plain', 0, None), ('lz4', 2, lz4), ('zstd', 3, zstd)):
            for chunks in ((2, 8, 8), (5, 19, 23), (1, 3, 7)):
                for block in (0, 64):
                    elements = block or max(128, 8192 // size // 8 * 8)
                    direct('bitshuffle_%s_%s_%d_%d' % (codec, name, block, chunks[0]), array, chunks, 32008,
                           (0, 3, size, block, number),
                           lambda chunk: bitshuffle(chunk, elements, compress))


def links():
    array = values((3, 7, 11))
    dataset('target', array)
    for version, libver in (('old', OLD), ('new', NEW)):
        name = 'links_' + version
        with h5py.File(path(name), 'w', libver=libver) as file:
            file.create_dataset('data/deep/raw', data=array)
            file['hard'] = file['data/deep/raw']
            file['soft'] = h5py.SoftLink('/data/deep/raw')
            file['data/relative'] = h5py.SoftLink('deep/raw')
            file['folder'] = h5py.SoftLink('data')
            file['other'] = h5py.ExternalLink('target.h5', '/main')
            file['elsewhere'] = h5py.ExternalLink('/nowhere/target.h5', 'main')
        for where in ('/hard', '/soft', '/data/relative', '/folder/deep/raw', '/other', '/elsewhere'):
            truth(name, array, ':' + where)
        name = 'many_links_' + version
        with h5py.File(path(name), 'w', libver=libver, track_order=version == 'new') as file:
            for i in range(300):
                file.create_group('group %d' % i)
            file['group 123'].create_dataset('raw', data=array)
        truth(name, array)
        truth(name, array, ':/group 123/raw')
        name = 'many_attributes_' + version
        with h5py.File(path(name), 'w', libver=libver) as file:
            main = file.create_dataset('main', data=values((4, 7, 11, 2), 'f4'))
            for i in range(60):
                main.attrs['attribute %d' % i] = np.arange(i + 1)
            if libver == NEW:
                # Larger than an object of the heap's blocks may be.
                main.attrs['large'] = np.arange(1000.0)
            main.attrs['axistags'] = json.dumps({'axes': [{'key': key, 'description': 'd' * 1500} for key in 'zyxc']})
        truth(name, values((4, 7, 11, 2), 'f4').transpose(3, 0, 1, 2))
    with h5py.File(path('only_external'), 'w') as file:
        file['anything'] = h5py.ExternalLink('target.h5', '/main')
    truth('only_external', array)


def axes():
    def labelled(name, array, expected, **attributes):
        with h5py.File(path(name), 'w') as file:
            main = file.create_dataset('main', data=array)
            for key, value in attributes.items():
                main.attrs[key] = value
        truth(name, expected)

    array = values((2, 4, 7, 11))
    labelled('axes_text', array.transpose(1, 2, 3, 0), array, axes='zyxc')
    labelled('axes_words', array.transpose(1, 0, 2, 3), array, axes='z, channel, y, x')
    labelled('axes_list', array.transpose(3, 2, 1, 0), array, axis_names=np.array(['x', 'y', 'z', 'c^'], 'S2'))
    labelled('axes_names', array[:, :, None].transpose(2, 0, 1, 3, 4), array,
             dimension_names=['t', 'c', 'z', 'y', 'x'])
    labelled('axes_plane', array[0, 0].T, array[0, 0], axes=['x', 'y'])
    with h5py.File(path('axes_scales'), 'w') as file:
        main = file.create_dataset('main', data=array.transpose(1, 2, 3, 0))
        for i, label in enumerate('zyxc'):
            main.dims[i].label = label
    truth('axes_scales', array)
    for name, stored, expected in (
            ('axes_zyx1', array[0][..., None], array[0]), ('axes_1czyx', array[None], array),
            ('axes_tzyxc', array.transpose(1, 2, 3, 0)[None], array), ('axes_11zyx', array[0][None, None], array[0])):
        dataset_only(name, stored)
        truth(name, expected)
    with h5py.File(path('axes_grown'), 'w', libver=NEW) as file:
        file.create_dataset('main', data=array[0][None, ..., None], chunks=(3, 2, 4, 4, 2),
                            maxshape=(None, 4, 7, 11, 5), compression='gzip')
    truth('axes_grown', array[0])
    truth('axes_text', array.transpose(1, 2, 3, 0).transpose(2, 0, 1, 3), ':/main?axes=zycx')


def dataset_only(name, array, **options):
    with h5py.File(path(name), 'w') as file:
        file.create_dataset('main', data=array, **options)


def virtual():
    shape = (4, 9, 13)
    frames = values((12, 9, 13))
    for i in range(3):
        dataset_only('frames_%d' % i, frames[4 * i:4 * i + 4], chunks=(1, 4, 8), compression='gzip')

    def written(name, layout, expected, **options):
        with h5py.File(path(name), 'w', libver=NEW) as file:
            file.create_virtual_dataset('main', layout, **options)
        truth(name, expected)

    def source(i, **options):
        return h5py.VirtualSource('frames_%d.h5' % i, 'main', shape=shape, **options)

    layout = h5py.VirtualLayout((12, 9, 13), 'u2')
    for i in range(3):
        layout[4 * i:4 * i + 4] = source(i)
    written('virtual_stack', layout, frames)
    layout = h5py.VirtualLayout((12, 9, 13), 'f4')
    expected = np.empty((12, 9, 13), 'f4')
    for i in range(3):
        layout[i::3] = source(i)
        expected[i::3] = frames[4 * i:4 * i + 4]
    written('virtual_interleaved', layout, expected)
    layout = h5py.VirtualLayout((4, 18, 26), 'u2')
    expected = np.full((4, 18, 26), 5, 'u2')
    layout[:, :9, :13] = source(0)
    layout[1:3, 9:, 1::2] = source(1)[1:3]
    expected[:, :9, :13] = frames[:4]
    expected[1:3, 9:, 1::2] = frames[5:7]
    written('virtual_mosaic', layout, expected, fillvalue=5)
    layout = h5py.VirtualLayout((5, 9), 'u2')
    layout[:, :] = source(2)[1, 2:7, 2:11]
    written('virtual_plane', layout, frames[9, 2:7, 2:11])
    layout = h5py.VirtualLayout((4, 5, 7), 'u2')
    layout[:, :, :] = source(1)[:, ::2, ::2]
    written('virtual_strided', layout, frames[4:8, ::2, ::2])
    layout = h5py.VirtualLayout((4, 117), 'u2')
    layout[:, :] = source(1)
    written('virtual_reshaped', layout, frames[4:8].reshape(4, 117))
    layout = h5py.VirtualLayout((3, 4, 13), 'u2')
    layout[:, :, :] = source(0)[0:3, [1, 2, 5, 8], :]
    written('virtual_listed', layout, frames[0:3][:, [1, 2, 5, 8]])
    layout = h5py.VirtualLayout((12, 9, 13), 'u2')
    for i in (0, 1, 7):
        layout[4 * min(i, 2):4 * min(i, 2) + 4] = source(i)
    expected = frames.copy()
    expected[8:] = 3
    written('virtual_missing', layout, expected, fillvalue=3)
    layout = h5py.VirtualLayout((12, 9, 13), 'u2')
    layout[:] = h5py.VirtualSource('virtual_stack.h5', 'main', shape=(12, 9, 13))
    written('virtual_nested', layout, frames)
    with h5py.File(path('virtual_same'), 'w', libver=NEW) as file:
        file.create_dataset('part', data=frames)
        layout = h5py.VirtualLayout((6, 9, 13), 'u2')
        layout[:] = h5py.VirtualSource(file['part'])[6:]
        file.create_virtual_dataset('main', layout)
    truth('virtual_same', frames[6:])
    low_level_virtual(frames)


def low_level_virtual(frames):
    """Unlimited parts, numbered names and selections of several blocks, which h5py's layouts do not make."""
    def create(name, shape, maxshape, mappings, fill=0):
        plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        plist.set_fill_value(np.array(fill, 'u2'))
        for space, file, source, part in mappings:
            plist.set_virtual(space, file.encode(), source.encode(), part)
        with h5py.File(path(name), 'w', libver=NEW) as file:
            h5py.h5d.create(file.id, b'main', h5py.h5t.NATIVE_UINT16, h5py.h5s.create_simple(shape, maxshape), plist)

    def slab(shape, maxshape, start, count, stride=None, block=None):
        space = h5py.h5s.create_simple(shape, maxshape)
        space.select_hyperslab(start, count, stride, block)
        return space

    with h5py.File(path('growing'), 'w', libver=NEW) as file:
        file.create_dataset('main', data=frames, maxshape=(None, 9, 13), chunks=(1, 9, 13))
    unlimited = (UNLIMITED, 9, 13)
    create('virtual_unlimited', (4, 9, 13), unlimited, [
        (slab((4, 9, 13), unlimited, (0, 0, 0), (1, 1, 1), None, unlimited), 'growing.h5', 'main',
         slab((4, 9, 13), unlimited, (0, 0, 0), (1, 1, 1), None, unlimited))])
    truth('virtual_unlimited', frames)
    create('virtual_unlimited_strided', (4, 9, 13), unlimited, [
        (slab((4, 9, 13), unlimited, (0, 0, 0), (UNLIMITED, 1, 1), (3, 1, 1), (1, 9, 13)), 'growing.h5', 'main',
         slab((4, 9, 13), unlimited, (0, 0, 0), (UNLIMITED, 1, 1), (1, 1, 1), (1, 9, 13)))], 8)
    expected = np.full((34, 9, 13), 8, 'u2')
    expected[::3] = frames
    truth('virtual_unlimited_strided', expected)
    create('virtual_numbered', (4, 9, 13), unlimited, [
        (slab((4, 9, 13), unlimited, (0, 0, 0), (UNLIMITED, 1, 1), (4, 1, 1), (4, 9, 13)), 'frames_%b.h5', 'main',
         slab((4, 9, 13), None, (0, 0, 0), (1, 1, 1), None, (4, 9, 13)))])
    truth('virtual_numbered', frames)
    space = h5py.h5s.create_simple((6, 9, 13))
    space.select_hyperslab((0, 0, 0), (1, 1, 1), None, (2, 4, 6))
    space.select_hyperslab((1, 2, 3), (1, 1, 1), None, (3, 5, 5), op=h5py.h5s.SELECT_OR)
    space.select_hyperslab((5, 8, 0), (1, 1, 1), None, (1, 1, 13), op=h5py.h5s.SELECT_OR)
    chosen = np.zeros((6, 9, 13), bool)
    chosen[0:2, 0:4, 0:6] = chosen[1:4, 2:7, 3:8] = chosen[5, 8] = True
    n = int(chosen.sum())
    part = h5py.h5s.create_simple((12 * 9 * 13,))
    part.select_hyperslab((7,), (1,), None, (n,))
    with h5py.File(path('line'), 'w') as file:
        file['main'] = frames.ravel()
    create('virtual_blocks', (6, 9, 13), None, [(space, 'line.h5', 'main', part)], 1)
    expected = np.ones((6, 9, 13), 'u2')
    expected[chosen] = frames.ravel()[7:7 + n]
    truth('virtual_blocks', expected)
    back = h5py.h5s.create_simple((1, n // 2, 2))
    create('virtual_of_blocks', (1, n // 2, 2), None, [(back, 'virtual_blocks.h5', 'main', space)])
    truth('virtual_of_blocks', expected[chosen].reshape(1, n // 2, 2))


def external():
    array = values((6, 9, 13))
    raw = array.tobytes()
    with open(os.path.join(FOLDER, 'part1.raw'), 'wb') as file:
        file.write(b'header--' + raw[:500])
    with open(os.path.join(FOLDER, 'part2.raw'), 'wb') as file:
        file.write(raw[500:])
    with h5py.File(path('external'), 'w') as file:
        file.create_dataset('main', array.shape, 'u2',
                            external=[('part1.raw', 8, 500), ('part2.raw', 0, h5py.h5f.UNLIMITED)])
    truth('external', array)


FEW = re.compile(r"""index_new_(same|larger|x|zy)_gz_holes|index_new_(z|y)_larger_raw_holes|index_old_larger_gz_holes
    |implicit_12|extensible_super_gz|extensible_paged_raw|paged_holes_gz|plain_edges_1|grown
    |sizes_22_(old_z|new_zy)|moved|swmr|bits_10_3_BE_signed(_nbit)?|bytes_3|bfloat16|committed|enumeration
    |scale_fill|szip_odd|lz4_blocks_u2|links_new|target|only_external|many_attributes_new
    |axes_(list|scales|tzyxc|grown)|external|frames_.|growing|line
    |virtual_(mosaic|reshaped|listed|missing|unlimited_strided|numbered|blocks|of_blocks|same)""", re.VERBOSE)


def pack(archive):
    """Packs the small samples with their lines of the manifest."""
    lines = [line for line in manifest if FEW.fullmatch(line.split('.h5')[0])]
    names = {'part1.raw', 'part2.raw'}
    for line in lines:
        names.update((line.split('.h5')[0] + '.h5', line.split('\t')[1]))
    names.update(name for name in os.listdir(FOLDER) if name.endswith('.h5') and FEW.fullmatch(name[:-3]))
    with zipfile.ZipFile(archive, 'w', zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for name in sorted(names) + ['manifest.tsv']:
            entry = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            with open(os.path.join(FOLDER, name), 'rb') as file:
                out.writestr(entry, '\n'.join(lines) if name == 'manifest.tsv' else file.read())


if __name__ == '__main__':
    os.makedirs(FOLDER, exist_ok=True)
    for group in (indexes, types, files, filters, links, axes, virtual, external):
        group()
    with open(os.path.join(FOLDER, 'manifest.tsv'), 'w') as file:
        file.write('\n'.join(manifest) + '\n')
    if len(sys.argv) > 2:
        pack(sys.argv[2])
