"""Writes volumes in NIfTI, NRRD, MRC, NumPy's format and folders of PNG and TIFF sections.

write_other_samples.py FOLDER [SMALL]

Every volume is written by an independent library (nibabel, mrcfile, numpy, Pillow, tifffile) or, for NRRD and for the
kinds of PNG that Pillow does not write, byte by byte from the specification. The values that the independent library
reads back are stored beside it as NAME.truth: big-endian float64 and, for integers, int64, in the order c,z,y,x.
MANIFEST has one line for each volume: path, element type, channels, z,y,x, voxel size z,y,x, unit, origin z,y,x.
With SMALL, only the volumes that are kept under version control are written.
"""
import gzip
import os
import struct
import sys
import zlib

import mrcfile
import nibabel
import numpy as np
import tifffile
from PIL import Image

folder = sys.argv[1]
small = len(sys.argv) > 2
rng = np.random.default_rng(7)
manifest = []
KEPT = {
    'n1_u2_le.nii', 'n1_f4_be.nii', 'n1_i2_scaled.nii.gz', 'n2_i8_le.nii', 'n1_rgb.nii', 'pair.hdr', 'm1_le.mrc',
    'm0_imod.mrc', 'm12_be.mrc', 'm6.mrc.gz', 'u2_raw_le.nrrd', 'f4_gzip_be.nrrd', 'vector_last.nrrd', 'text.nrrd',
    'detached.nhdr', 'c_f4.npy', 'fortran_i2.npy', 'u1_grey.png', 'u2_rgb.png', 'adam7_u1.png', 'palette.png',
    'png_u2', 'tif_u1'}
names = {'u1': 'UINT8', 'i1': 'INT8', 'u2': 'UINT16', 'i2': 'INT16', 'u4': 'UINT32', 'i4': 'INT32', 'u8': 'UINT64',
         'i8': 'INT64', 'f2': 'FLOAT16', 'f4': 'FLOAT32', 'f8': 'FLOAT64', 'b1': 'UINT8'}


def random(shape, dtype):
    dtype = np.dtype(dtype)
    if dtype.kind == 'f':
        return rng.normal(0, 100, shape).astype(dtype)
    if dtype.kind == 'b':
        return rng.integers(0, 2, shape).astype(dtype)
    info = np.iinfo(dtype)
    return rng.integers(info.min, info.max, shape, dtype=dtype.newbyteorder('='), endpoint=True).astype(dtype)


def path(name):
    return os.path.join(folder, name)


def skip(name):
    return small and name not in KEPT


def record(name, truth, dtype, size='', unit='', origin='', file=None):
    """Stores the values of a volume, (z, y, x) or (c, z, y, x)."""
    a = truth.reshape((1,) * (4 - truth.ndim) + truth.shape)
    dtype = np.dtype(dtype)
    with open(path(name + '.truth'), 'wb') as f:
        f.write(a.astype('>f8').tobytes())
        if dtype.kind != 'f':
            f.write((a.astype('>u8') if dtype.kind == 'u' else a.astype('>i8')).tobytes())
    shape = ','.join(map(str, a.shape[1:]))
    manifest.append(';'.join([file or name, names[dtype.kind + str(dtype.itemsize)], str(a.shape[0]), shape, size,
                              unit, origin]))


# NIfTI by nibabel: its arrays have the axes x, y, z.
def nifti(name, a, version=1, order='<', scale=None, zooms=None, unit=None, affine=None, read=None, intent=None):
    if skip(name):
        return
    cls = {1: nibabel.Nifti1Image, 2: nibabel.Nifti2Image, 'pair': nibabel.Nifti1Pair,
           'pair2': nibabel.Nifti2Pair}[version]
    header = cls.header_class(endianness=order)
    header.set_data_dtype(a.dtype)
    img = cls(a, affine, header)
    if zooms:
        img.header.set_zooms(tuple(zooms) + (1,) * (a.ndim - 3))
    if unit:
        img.header.set_xyzt_units(unit, 'sec')
    if scale:
        img.header.set_slope_inter(*scale)
    if intent:
        img.header.set_intent(intent)
    if scale:
        # nibabel would divide by the scale; the stored numbers shall be those of the array.
        with (gzip.open if name.endswith('.gz') else open)(path(name), 'wb') as f:
            img.header.set_data_offset(352 if version == 1 else 544)
            img.header.set_slope_inter(*scale)
            f.write(img.header.binaryblock + b'\0\0\0\0')
            f.write(a.astype(a.dtype.newbyteorder(order)).tobytes(order='F'))
    else:
        nibabel.save(img, path(name))
    back = nibabel.load(path(name))
    data = back.get_fdata() if scale else np.asanyarray(back.dataobj)
    if read:
        data = read(data)
    if data.ndim == 5:
        data = data[:, :, :, 0, :].transpose(3, 2, 1, 0)
    elif data.ndim == 4:
        data = data.transpose(3, 2, 1, 0)
    else:
        data = data.transpose(2, 1, 0)
    z = back.header.get_zooms()
    size = ','.join(repr(float(v)) for v in z[2::-1]) if zooms or unit else ''
    origin = '' if affine is None else ','.join(repr(float(v)) for v in affine[2::-1, 3])
    record(name, data, 'f8' if scale else data.dtype, size, {'mm': 'mm', 'micron': 'um', 'meter': 'm'}.get(unit, ''),
           origin)


shape = (7, 6, 5)
for t in ['u1', 'i1', 'u2', 'i2', 'u4', 'i4', 'u8', 'i8', 'f4', 'f8']:
    for o, oname in (('<', 'le'), ('>', 'be')):
        nifti('n1_%s_%s.nii' % (t, oname), random(shape, t), 1, o, zooms=(1.5, 2, 3), unit='mm')
        nifti('n2_%s_%s.nii' % (t, oname), random(shape, t), 2, o, zooms=(0.5, 0.5, 0.25), unit='micron')
for t, o in (('u1', '<'), ('i2', '<'), ('u2', '>'), ('f4', '<'), ('i4', '>')):
    nifti('n1_%s_scaled.nii' % t, random(shape, t), 1, o, scale=(0.25, -3.5))
nifti('n1_i2_scaled.nii.gz', random(shape, 'i2'), 1, '<', scale=(2.0, 100.0))
nifti('n2_f8_scaled.nii', random(shape, 'f8'), 2, '<', scale=(0.1, 0.7))
nifti('n1_u2.nii.gz', random((30, 20, 10), 'u2'), unit='mm', zooms=(1, 1, 2))
nifti('n2_f4.nii.gz', random(shape, 'f4'), 2, '>')
nifti('n1_2d.nii', random((7, 6, 1), 'u1'))
nifti('n1_channels.nii', random((7, 6, 5, 1, 3), 'f4'))
nifti('n1_vector4.nii', random((7, 6, 5, 2), 'f4'), intent='vector')
nifti('n1_one_time.nii', random((7, 6, 5, 1), 'i2'), read=lambda d: d[..., 0])
affine = np.diag([2.0, 3.0, 4.0, 1.0])
affine[:3, 3] = [10, -20, 30.5]
nifti('n1_affine.nii', random(shape, 'u1'), affine=affine, zooms=(2, 3, 4), unit='mm')
rgb = np.dtype([('R', 'u1'), ('G', 'u1'), ('B', 'u1')])


def colours(a):
    return np.stack([a['R'], a['G'], a['B']], -1)


nifti('n1_rgb.nii', random(shape + (3,), 'u1').view(rgb).reshape(shape), read=colours)
for name, version in (('pair.hdr', 'pair'), ('pair2.hdr', 'pair2')):
    nifti(name, random(shape, 'i2'), version)


# MRC by mrcfile: its arrays have the axes z, y, x.
def mrc(name, a, voxel=None, order='<', extended=0, imod=None, compression=None, origin=None):
    if skip(name):
        return
    with mrcfile.new(path(name), overwrite=True, compression=compression) as f:
        f.set_data(a)
        if voxel:
            f.voxel_size = voxel
        if extended:
            f.set_extended_header(np.zeros(extended, 'V1'))
        if origin:
            f.header.origin.x, f.header.origin.y, f.header.origin.z = origin
        f.update_header_from_data()
    with mrcfile.open(path(name)) as f:
        data = f.data.copy()
        size = [f.voxel_size.z, f.voxel_size.y, f.voxel_size.x]
    if imod is not None:
        with open(path(name), 'r+b') as f:
            f.seek(152)
            f.write(struct.pack('<ii', 1146047817, imod))
        if imod == 0:
            data = data.view('u1')
    if order == '>':
        with mrcfile.open(path(name)) as f:
            header = f.header.copy()
        header = header.byteswap().newbyteorder('>')
        header['machst'] = [0x11, 0x11, 0, 0]
        with open(path(name), 'wb') as f:
            f.write(header.tobytes() + data.astype(data.dtype.newbyteorder('>')).tobytes())
        with mrcfile.open(path(name)) as f:
            assert np.array_equal(f.data, data)
    record(name, data if data.ndim > 2 else data[None], data.dtype,
           ','.join(repr(float(v) / 10) for v in size) if voxel else '', 'nm' if voxel else '',
           ','.join(repr(float(v) / 10) for v in origin[::-1]) if origin else '')


for t, mode in (('i1', 0), ('i2', 1), ('f4', 2), ('u2', 6), ('f2', 12)):
    mrc('m%d_le.mrc' % mode, random((5, 6, 7), t), voxel=(4.5, 4.5, 50))
    mrc('m%d_be.mrc' % mode, random((5, 6, 7), t), order='>')
    mrc('m%d.mrc.gz' % mode, random((5, 6, 7), t), compression='gzip')
mrc('m0_imod.mrc', random((5, 6, 7), 'i1'), imod=0)
mrc('m0_imod_signed.rec', random((5, 6, 7), 'i1'), imod=1)
mrc('m1_extended.st', random((5, 6, 7), 'i2'), extended=768)
mrc('m2_2d.map', random((6, 7), 'f4'), voxel=10.0, origin=(100.0, 200.0, -50.0))


# NRRD byte by byte: sizes are fastest first.
TYPES = {'u1': 'uchar', 'i1': 'signed char', 'u2': 'unsigned short', 'i2': 'int16', 'u4': 'uint32_t', 'i4': 'int',
         'u8': 'unsigned long long int', 'i8': 'longlong', 'f4': 'float', 'f8': 'double'}


def nrrd(name, a, order='<', encoding='raw', fields=(), truth=None, data=None, prefix=b'', size='', unit='', origin='',
         newline='\n'):
    if skip(name):
        return
    lines = ['NRRD0005', '# made by hand', 'type: ' + TYPES[a.dtype.kind + str(a.dtype.itemsize)],
             'dimension: %d' % a.ndim, 'sizes: ' + ' '.join(map(str, a.shape[::-1])), 'encoding: ' + encoding,
             'endian: ' + ('little' if order == '<' else 'big'), 'key:=value: with colon'] + list(fields)
    if data:
        lines.append('data file: ' + data)
    raw = a.astype(a.dtype.newbyteorder(order)).tobytes()
    if encoding in ('gzip', 'gz'):
        raw = gzip.compress(prefix + raw)
        prefix = b''
    if encoding in ('ascii', 'text', 'txt'):
        raw = '\n'.join(' '.join(repr(v) for v in row) for row in a.reshape(-1, a.shape[-1]).tolist()).encode() + b'\n'
    header = (newline.join(lines) + newline).encode()
    if data:
        with open(path(data), 'wb') as f:
            f.write(prefix + raw)
    else:
        header += newline.encode() + prefix + raw
    with open(path(name), 'wb') as f:
        f.write(header)
    record(name, a if truth is None else truth, a.dtype, size, unit, origin)


shape = (4, 5, 6)
for t in TYPES:
    nrrd('%s_raw_le.nrrd' % t, random(shape, t))
    nrrd('%s_gzip_be.nrrd' % t, random(shape, t), '>', 'gzip', newline='\r\n')
a = random(shape, 'i2')
nrrd('spacings.nrrd', a, fields=['spacings: 0.5 0.75 3', 'units: "um" "um" "um"'], size='3.0,0.75,0.5', unit='um')
nrrd('directions.nrrd', a, fields=['space: left-posterior-superior', 'space directions: (4,0,0) (0,5,0) (0,0,40)',
                                   'space origin: (1,2,3)', 'space units: "nm" "nm" "nm"', 'kinds: domain domain domain'],
     size='40.0,5.0,4.0', unit='nm', origin='3.0,2.0,1.0')
nrrd('mixed_units.nrrd', a, fields=['spacings: 4 4 0.04', 'units: "nm" "nm" "um"'], size='40.0,4.0,4.0', unit='nm')
nrrd('plane.nrrd', random((5, 6), 'u1'))
a4 = random((2, 4, 5, 6), 'f4')
nrrd('vector_last.nrrd', a4, fields=['kinds: domain domain domain vector'])
b4 = random((4, 5, 6, 3), 'u1')
nrrd('colour_first.nrrd', b4, fields=['kinds: RGB-color space space space'], truth=b4.transpose(3, 0, 1, 2))
c4 = random((4, 2, 5, 6), 'i2')
nrrd('list_third.nrrd', c4, fields=['kinds: domain domain list domain'], truth=c4.transpose(1, 0, 2, 3))
d4 = random((4, 5, 6, 2), 'u2')
nrrd('none_first.nrrd', d4, fields=['space dimension: 3', 'space directions: none (1,0,0) (0,1,0) (0,0,2)'],
     truth=d4.transpose(3, 0, 1, 2), size='2.0,1.0,1.0')
e3 = random((5, 6, 3), 'u1')
nrrd('colour_plane.nrrd', e3, fields=['kinds: 3-color domain domain'], truth=e3.transpose(2, 0, 1)[:, None])
nrrd('text.nrrd', random((2, 3, 4), 'i2'), encoding='text')
nrrd('ascii_f8.nrrd', random((2, 3, 4), 'f8'), encoding='ascii')
nrrd('ascii_f4.nrrd', random((2, 3, 4), 'f4').astype('f4'), encoding='txt')
nrrd('ascii_u8.nrrd', random((2, 3, 4), 'u8'), encoding='ascii')
nrrd('detached.nhdr', random(shape, 'u2'), '>', data='detached.raw')
nrrd('detached_gz.nhdr', random(shape, 'u2'), encoding='gz', data='detached.raw.gz')
nrrd('skips.nhdr', random(shape, 'i4'), fields=['line skip: 2', 'byte skip: 3'], data='skips.raw',
     prefix=b'one\ntwo\nabc')
nrrd('end.nhdr', random(shape, 'i4'), fields=['byte skip: -1'], data='end.raw', prefix=b'anything')
nrrd('gz_skip.nrrd', random(shape, 'i4'), encoding='gzip', fields=['byte skip: 5'], prefix=b'12345')


# NumPy
def npy(name, a, truth=None):
    if skip(name):
        return
    np.save(path(name), a)
    truth = a if truth is None else truth
    record(name, truth if truth.ndim > 2 else truth[None], a.dtype)


for t in ['u1', 'i1', '>u2', '<i2', 'u4', '>i4', 'u8', '>i8', 'f2', '<f4', '>f8', '?']:
    kind = np.dtype(t).kind + str(np.dtype(t).itemsize)
    npy('c_%s.npy' % kind, random((3, 4, 5), t))
    npy('fortran_%s.npy' % kind, np.asfortranarray(random((3, 4, 5), t)))
npy('plane.npy', random((4, 5), 'u1'))
npy('channels.npy', random((2, 3, 4, 5), 'f4'))
npy('channels_fortran.npy', np.asfortranarray(random((2, 3, 4, 5), 'f4')))
last = random((3, 4, 5, 3), 'u1')
npy('colours.npy', last, last.transpose(3, 0, 1, 2))
npy('colours_fortran.npy', np.asfortranarray(last), last.transpose(3, 0, 1, 2))


# PNG: by Pillow where it can, otherwise byte by byte. Truth is what Pillow reads.
def chunk(kind, data):
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))


def packed(rows, bits, rng=None):
    """Packs rows of samples (h, n) and filters every row with another of the five filters."""
    out = []
    above = None
    for y, row in enumerate(rows):
        if bits == 16:
            b = row.astype('>u2').tobytes()
        elif bits == 8:
            b = row.astype('u1').tobytes()
        else:
            b = np.packbits(np.unpackbits(row.astype('u1')[:, None], axis=1)[:, -bits:].ravel()).tobytes()
        out.append(np.frombuffer(b, 'u1').astype(int))
    return out


def filtered(rows, bpp, first=0):
    data = b''
    above = np.zeros(len(rows[0]), int)
    for y, row in enumerate(rows):
        left = np.concatenate([np.zeros(bpp, int), row[:-bpp]]) if len(row) > bpp else np.zeros(len(row), int)
        corner = np.concatenate([np.zeros(bpp, int), above[:-bpp]]) if len(row) > bpp else np.zeros(len(row), int)
        kind = (y + first) % 5
        p = left + above - corner
        pa, pb, pc = abs(p - left), abs(p - above), abs(p - corner)
        paeth = np.where((pa <= pb) & (pa <= pc), left, np.where(pb <= pc, above, corner))
        data += bytes([kind]) + ((row - [0, left, above, (left + above) // 2, paeth][kind]) % 256).astype('u1').tobytes()
        above = row
    return data


def png_bytes(a, bits, colour, interlaced=False, palette=None, split=7):
    """Encodes samples of shape (h, w) or (h, w, n)."""
    h, w = a.shape[:2]
    n = 1 if a.ndim == 2 else a.shape[2]
    bpp = max(1, n * bits // 8)
    data = b''
    passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    for x, y, dx, dy in passes if interlaced else [(0, 0, 1, 1)]:
        part = a[y::dy, x::dx]
        if part.size:
            data += filtered(packed(part.reshape(part.shape[0], -1), bits), bpp, x)
    stream = zlib.compress(data)
    out = b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', w, h, bits, colour, 0, 0, interlaced))
    out += chunk(b'tEXt', b'Comment\0by hand')
    if palette is not None:
        out += chunk(b'PLTE', palette.astype('u1').tobytes())
    for i in range(0, len(stream), split * 10):
        out += chunk(b'IDAT', stream[i:i + split * 10])
    return out + chunk(b'IEND', b'')


def png(name, a, bits, colour, interlaced=False, palette=None, truth=None):
    if skip(name):
        return
    with open(path(name), 'wb') as f:
        f.write(png_bytes(a, bits, colour, interlaced, palette))
    if truth is None:
        truth = a
        if bits <= 8 and not (colour in (2, 4, 6) and bits == 16):
            back = np.array(Image.open(path(name)))
            assert np.array_equal(back.astype(int), truth), name
    truth = np.asarray(truth)
    record(name, truth[None] if truth.ndim == 2 else truth.transpose(2, 0, 1)[:, None],
           'u2' if bits == 16 else 'u1')


for bits in (8, 16):
    t = 'u%d' % (bits // 8)
    for colour, channels, cname in ((0, None, 'grey'), (2, 3, 'rgb'), (4, 2, 'ga'), (6, 4, 'rgba')):
        size = (13, 11) if channels is None else (13, 11, channels)
        png('%s_%s.png' % (t, cname), random(size, t), bits, colour)
        png('adam7_%s_%s.png' % (t, cname) if cname != 'grey' else 'adam7_%s.png' % t, random(size, t), bits, colour,
            True)
for w, h in ((1, 1), (3, 2), (5, 9), (8, 8)):
    png('adam7_%dx%d.png' % (w, h), random((h, w), 'u1'), 8, 0, True)
for bits in (1, 2, 4):
    levels = rng.integers(0, 1 << bits, (13, 11))
    png('grey%d.png' % bits, levels, bits, 0, truth=levels * (1 if bits == 1 else 255 // ((1 << bits) - 1)))
    png('adam7_grey%d.png' % bits, levels, bits, 0, True,
        truth=levels * (1 if bits == 1 else 255 // ((1 << bits) - 1)))
for bits, name in ((8, 'palette.png'), (4, 'palette4.png'), (2, 'palette2.png'), (1, 'palette1.png')):
    n = min(1 << bits, 200)
    indices = rng.integers(0, n, (13, 11))
    png(name, indices, bits, 3, palette=rng.integers(0, 256, (n, 3)))
greys = rng.integers(0, 256, 16)
indices = rng.integers(0, 16, (13, 11))
png('grey_palette.png', indices, 4, 3, palette=np.repeat(greys[:, None], 3, 1), truth=greys[indices])
if not small:
    for mode, t in (('L', 'u1'), ('I;16', 'u2')):
        a = random((40, 50), t)
        name = 'pillow_%s.png' % t
        Image.fromarray(a).save(path(name))
        record(name, a[None], t)
    a = random((40, 50, 3), 'u1')
    Image.fromarray(a).save(path('pillow_rgb.png'), optimize=True)
    record('pillow_rgb.png', a.transpose(2, 0, 1)[:, None], 'u1')
    a = random((40, 50), 'u1') > 128
    Image.fromarray(a).save(path('pillow_1.png'))
    record('pillow_1.png', a.astype('u1')[None], 'u1')


# Folders of sections
def sections(name, a, write, ending, pattern='s%d', first=8, glob=None, extra=()):
    """Writes sections (z, y, x) or (z, y, x, c) under names whose natural order is not the alphabetical one."""
    if skip(name):
        return
    os.makedirs(path(name), exist_ok=True)
    for z in range(a.shape[0]):
        write(os.path.join(path(name), pattern % (first + z) + ending), a[z])
    for other in extra:
        with open(os.path.join(path(name), other), 'wb') as f:
            f.write(b'not an image')
    record(name, a if a.ndim == 3 else a.transpose(3, 0, 1, 2), a.dtype, file=name + (glob or ''))


def write_png(file, a):
    bits = 8 * a.dtype.itemsize
    with open(file, 'wb') as f:
        f.write(png_bytes(a, bits, 0 if a.ndim == 2 else {3: 2, 4: 6}[a.shape[2]]))


sections('png_u1', random((5, 6, 7), 'u1'), write_png, '.png', extra=['.hidden.png', 'notes.txt'])
sections('png_u2', random((5, 6, 7), 'u2'), write_png, '.png')
sections('png_rgb', random((5, 6, 7, 3), 'u1'), write_png, '.png')
sections('png_glob', random((5, 6, 7), 'u1'), write_png, '.png', pattern='a%d_x', glob='/a[0-9]*_?.png')
sections('png_one', random((1, 6, 7), 'u1'), write_png, '.PNG')
sections('tif_u1', random((5, 6, 7), 'u1'), tifffile.imwrite, '.tif')
for t in ('u2', 'i2', 'f4', 'u4'):
    sections('tif_' + t, random((12, 6, 7), t), tifffile.imwrite, '.tiff', pattern='slice_%d_of_12', first=1)
sections('tif_rgb', random((3, 6, 7, 3), 'u1'), lambda f, s: tifffile.imwrite(f, s, photometric='rgb'), '.tif')
sections('tif_lzw', random((3, 60, 70), 'u2'), lambda f, s: tifffile.imwrite(f, s, compression='zlib'), '.tif')
sections('tif_glob', random((3, 6, 7), 'u1'), tifffile.imwrite, '.tif', glob='/*.tif', extra=['readme.md'])

with open(path('MANIFEST'), 'w') as f:
    f.write('\n'.join(manifest) + '\n')
print(len(manifest))
